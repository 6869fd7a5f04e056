import { describe, expect, it } from 'vitest';
import { WindowCount } from '../../src/platform/window-count.ts';

describe('a count within a window of time', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

  it('counts each key for itself, and begins anew with the next window', () => {
    const count = new WindowCount(10_000);

    expect([1, 5, 9].map((second) => count.add('one', at(second)))).toEqual([1, 2, 3]);
    expect(count.add('other', at(9))).toBe(1);
    expect(count.of('one', at(9))).toBe(3);
    expect(count.of('one', at(10))).toBe(0);
    expect(count.add('one', at(10))).toBe(1);
  });

  it('takes back what did not count after all, and is never below nothing', () => {
    const count = new WindowCount(10_000);
    count.add('one', at(1));

    count.takeBack('one', at(2));
    count.takeBack('one', at(2));
    expect(count.add('one', at(3))).toBe(1);
  });
});
