import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';

/** By what a list is ordered: a value, and an id for rows that agree in it. An index should hold both. */
export interface Order {
  /** Told apart in cursors, so that a cursor of one order is none of another. */
  name: string;
  value: RawBuilder<unknown>;
  type: 'text' | 'timestamptz';
  id: RawBuilder<unknown>;
  descending?: boolean;
}

/** A row beside which a page begins, and on which side of it. */
export interface Cursor {
  side: 'after' | 'before';
  value: string;
  id: string;
}

export interface Wanted {
  cursor?: Cursor | undefined;
  offset: number;
  maxResults: number;
}

export interface KeysetPage<Row> {
  rows: Row[];
  next?: Cursor;
  previous?: Cursor;
}

type Placed<Row> = Row & { page_value: string; page_id: string };

/** One page, found by where it begins: the thousandth costs what the first does. By offset the rows before are counted. */
export async function readPage<DB, TB extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: Order,
  { cursor, offset, maxResults }: Wanted,
): Promise<KeysetPage<Row>> {
  const isBackward = cursor?.side === 'before';
  const isDescending = (order.descending === true) !== isBackward;
  let page = query
    .select([sql<string>`${order.value}::text`.as('page_value'), sql<string>`${order.id}`.as('page_id')])
    .orderBy(sql`${order.value}`, isDescending ? 'desc' : 'asc')
    .orderBy(sql`${order.id}`, isDescending ? 'desc' : 'asc')
    .limit(maxResults + 1);
  if (cursor) page = page.where(beyond(order, cursor, isDescending));
  else page = page.offset(offset);

  const found = (await page.execute()) as unknown as Placed<Row>[];
  const rows = found.slice(0, maxResults);
  if (isBackward) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const hasMore = found.length > maxResults;
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : cursor !== undefined || offset > 0;
  return {
    rows,
    ...(hasNext && last && { next: placeOf(last, 'after') }),
    ...(hasPrevious && first && { previous: placeOf(first, 'before') }),
  };
}

const beyond = ({ value, type, id }: Order, cursor: Cursor, isDescending: boolean) =>
  sql<boolean>`(${value}, ${id}) ${sql.raw(isDescending ? '<' : '>')}
    (${cursor.value}::${sql.raw(type)}, ${cursor.id}::text)`;

const placeOf = ({ page_value, page_id }: { page_value: string; page_id: string }, side: Cursor['side']) => ({
  side,
  value: page_value,
  id: page_id,
});
