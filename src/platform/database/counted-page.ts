import type { RawBuilder } from 'kysely';
import type { Transaction } from './database.ts';

/**
 * A page and the number of rows on all pages, which the query says in each row as `total` (`count(*) over ()`). Past the
 * end of the list it runs again from the start, to learn the total.
 */
export async function countedPage<Row extends { total: number }>(
  db: Transaction,
  offset: number,
  query: (offset: number) => RawBuilder<unknown>,
): Promise<{ items: Row[]; total: number }> {
  const { rows } = (await query(offset).execute(db)) as { rows: Row[] };
  if (rows[0] || offset === 0) return { items: rows, total: rows[0]?.total ?? 0 };
  const { rows: first } = (await query(0).execute(db)) as { rows: Row[] };
  return { items: [], total: first[0]?.total ?? 0 };
}
