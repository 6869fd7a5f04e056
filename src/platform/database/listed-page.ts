import type { SelectQueryBuilder, Simplify } from 'kysely';

/** The rows of one page of a query that says what and in which order, and how many there are in all. */
export async function listedPage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { offset, maxResults }: { offset: number; maxResults: number },
): Promise<{ rows: Simplify<Row>[]; total: number }> {
  const counted = await query
    .clearSelect()
    .clearOrderBy()
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query.offset(offset).limit(maxResults).execute();
  return { rows, total: (counted as { total: number }).total };
}
