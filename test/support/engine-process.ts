import { sql } from 'kysely';
import { catalogue } from '../../src/catalogue.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { openProduct } from '../../src/product.ts';

/** A product in a process of its own that does what it is told by messages, so that it can be killed at any moment. */
export interface Request {
  id: number;
  /** An action and who asks for it; or a query, to look at what is there. */
  action?: string;
  actor?: object;
  input?: unknown;
  query?: string;
}

const config = readConfig(process.env);
const product = await openProduct(config, createLog('error'));

process.on('message', async ({ id, action, actor, input, query }: Request) => {
  try {
    process.send?.({ id, result: query ? await ask(query) : await perform(action ?? '', actor, input) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.send?.({ id: 0 });

const ask = async (query: string) => (await sql.raw(query).execute(product.database.db)).rows;

async function perform(name: string, actor: unknown, input: unknown) {
  const action = catalogue.get(name);
  if (!action) throw new Error(`There is no action ${name}.`);
  return product.execute(action, actor as { kind: 'system' }, input);
}
