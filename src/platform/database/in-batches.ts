import { setImmediate } from 'node:timers/promises';

/** How much is done together at most, so that nobody waits for too many others. */
const mostTogether = 32;

/**
 * Does together what is asked for while the same is under way (group commit): under load the price of a statement,
 * its round trip and its commit is shared, and somebody who comes alone does not wait. `together` resolves with one
 * result for each item, in their order, or writes nothing and rejects; then each is done by itself, so that nobody
 * fails because of another.
 */
export function inBatches<Item, Result>(
  together: (items: readonly Item[]) => Promise<Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isUnderWay = false;

  const work = async () => {
    isUnderWay = true;
    // What has come in at the same moment, on other connections, is read before the first goes.
    await setImmediate();
    while (waiting.length > 0) await settle(together, waiting.splice(0, mostTogether));
    isUnderWay = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isUnderWay) void work();
    });
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

async function settle<Item, Result>(
  together: (items: readonly Item[]) => Promise<Result[]>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await together(batch.map(({ item }) => item));
    for (const [place, { resolve }] of batch.entries()) resolve(results[place] as Result);
  } catch (error) {
    const [only, ...others] = batch;
    if (others.length === 0) return only?.reject(error);
    for (const one of batch) await settle(together, [one]);
  }
}
