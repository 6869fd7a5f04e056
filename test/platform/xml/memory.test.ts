import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

/** What is kept of a message, be it a name, holds the whole text of it: a slice of a string is a view of it. */
let collect: () => void;
beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc');
  vi.resetModules();
});
afterAll(() => {
  vi.resetModules();
});

it('parseXml keeps nothing of the messages of strangers, whatever they call their elements', async () => {
  const { parseXml } = await import('../../../src/platform/xml/parse-xml.ts');
  const usedBytes = () => {
    collect();
    return getHeapStatistics().used_heap_size;
  };
  const before = usedBytes();

  for (let count = 0; count < 400; count += 1) {
    const name = `name-of-a-stranger-${count}`;
    parseXml(Buffer.from(`<${name} ${name}-too="">${'x'.repeat(200_000)}</${name}>`).toString('latin1'));
  }

  expect(usedBytes() - before).toBeLessThan(20_000_000);
});
