import { describe, expect, it } from 'vitest';
import { inBatches } from '../../../src/platform/database/in-batches.ts';

/** Doubles numbers; refuses every batch that holds the number 13. */
function doubling() {
  const batches: (readonly number[])[] = [];
  const double = inBatches(async (numbers: readonly number[]) => {
    batches.push(numbers);
    if (numbers.includes(13)) throw new Error('thirteen');
    return numbers.map((number) => 2 * number);
  });
  return { double, batches };
}

describe('work that is done together', () => {
  it('gives everybody the own result, in few statements', async () => {
    const { double, batches } = doubling();

    const results = await Promise.all(Array.from({ length: 100 }, (_, number) => double(number + 100)));

    expect(results).toEqual(Array.from({ length: 100 }, (_, number) => 2 * (number + 100)));
    expect(batches.map((numbers) => numbers.length)).toEqual([32, 32, 32, 4]);
  });

  it('lets nobody fail because of another', async () => {
    const { double } = doubling();

    const results = await Promise.allSettled([1, 13, 2].map(double));

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('goes on after a failure', async () => {
    const { double } = doubling();

    await expect(double(13)).rejects.toThrow('thirteen');

    expect(await double(7)).toBe(14);
  });
});
