import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { ResourcePlace } from './filter/places.ts';
import { tooMany } from './problem.ts';

export interface WantedResources {
  condition: RawBuilder<boolean>;
  /** Whether the condition may be one that no index answers. */
  mayTakeLong: boolean;
  /** None for the order in which they were created. */
  sort?: { value: RawBuilder<unknown>; isDescending: boolean } | undefined;
  offset: number;
  limit: number;
}

const longestMilliseconds = 10_000;

/** A filter that takes longer than that is given up, on a server; the embedded database has no such limit. */
async function withinTime<Result>(db: Transaction, query: () => Promise<Result>): Promise<Result> {
  await sql`select set_config('statement_timeout', ${String(longestMilliseconds)}, true)`.execute(db);
  try {
    return await query();
  } catch (error) {
    if ((error as { code?: unknown }).code !== '57014') throw error;
    throw tooMany(
      'The filter took too long. Ask for fewer attributes at a time, or for attributes such as userName.',
    );
  }
}

/** The ids of one page of what the directory owns, and how many there are on all pages. */
export async function list(
  db: Transaction,
  spaceId: string,
  { source, id }: ResourcePlace,
  { condition, mayTakeLong, sort, offset, limit }: WantedResources,
): Promise<{ ids: string[]; total: number }> {
  const direction = sort?.isDescending ? sql`desc` : sql`asc`;
  const order = sort ? sql`${sort.value} ${direction}, ${id}` : sql`${source}.created_at, ${id}`;
  const found = sql`from ${source}
    where ${source}.space_id = ${spaceId} and ${source}.source = 'Synchronized' and ${condition}`;
  const read = async () => {
    const { rows } =
      limit === 0
        ? { rows: [] }
        : await sql<{ id: string }>`
            select ${id} as id ${found} order by ${order} offset ${offset} limit ${limit}`.execute(db);
    const ids = rows.map((row) => row.id);
    const isLast = ids.length < limit && (ids.length > 0 || offset === 0);
    if (isLast) return { ids, total: offset + ids.length };
    const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
    return { ids, total: counted[0]?.total ?? 0 };
  };
  return mayTakeLong || sort ? withinTime(db, read) : read();
}
