import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Transaction } from '../../platform/database/database.ts';
import { containing } from '../../platform/database/patterns.ts';
import type { AuditRecordTable } from '../../platform/database/tables.ts';
import type { AuditFilter } from './audit-filter.ts';
import type { AuditRecord } from './audit-record.ts';

export async function find(
  db: Transaction,
  organizationId: number,
  sequence: number,
): Promise<AuditRecord | undefined> {
  const row = await db
    .selectFrom('audit_records')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row && toRecord(row);
}

/** What an organization has done within a part of the chain, the latest first. */
export async function list(
  db: Transaction,
  organizationId: number,
  filter: AuditFilter,
  { above, before }: { above: number; before: number },
  maxResults: number,
): Promise<AuditRecord[]> {
  const rows = await db
    .selectFrom('audit_records as e')
    .selectAll()
    .where(matches(organizationId, filter))
    .where('e.sequence', '>', above)
    .where('e.sequence', '<', before)
    .orderBy('e.sequence', 'desc')
    .limit(maxResults)
    .execute();
  return rows.map(toRecord);
}

/** The same in the order of the chain, from behind one place up to another. */
export async function listBetween(
  db: Transaction,
  organizationId: number,
  filter: AuditFilter,
  { after, upTo, maxResults }: { after: number; upTo: number; maxResults: number },
): Promise<AuditRecord[]> {
  const rows = await db
    .selectFrom('audit_records as e')
    .selectAll()
    .where(matches(organizationId, filter))
    .where('e.sequence', '>', after)
    .where('e.sequence', '<=', upTo)
    .orderBy('e.sequence')
    .limit(maxResults)
    .execute();
  return rows.map(toRecord);
}

/** How many, counted no further than that. */
export async function countBetween(
  db: Transaction,
  organizationId: number,
  filter: AuditFilter,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<number> {
  const some = db
    .selectFrom('audit_records as e')
    .select('e.sequence')
    .where(matches(organizationId, filter))
    .where('e.sequence', '>', after)
    .where('e.sequence', '<=', upTo)
    .limit(limit);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** What is not chained yet has no place; it is moments old. */
export async function countUnsealed(
  db: Transaction,
  organizationId: number,
  filter: AuditFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom('audit_events as e')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where(matches(organizationId, filter))
    .executeTakeFirstOrThrow();
  return count;
}

/** SQL for both tables, under the name `e`. */
function matches(organizationId: number, filter: AuditFilter): RawBuilder<SqlBool> {
  const conditions = [
    sql`e.organization_id = ${organizationId}`,
    filter.from && sql`e.occurred_at >= ${filter.from}`,
    filter.to && sql`e.occurred_at < ${filter.to}`,
    filter.outcome && sql`e.outcome = ${filter.outcome}`,
    filter.effect && sql`e.effect = ${filter.effect}`,
    filter.requestId && sql`e.request_id = ${filter.requestId}`,
    filter.actor && sql`e.actor_name ilike ${containing(filter.actor)}`,
    filter.uins && filter.uins.length > 0 && sql`e.uins && ${filter.uins}::bigint[]`,
    filter.actions && filter.actions.length > 0 && actionIn(filter.actions),
    filter.text && holds(filter.text),
  ].filter((condition) => typeof condition === 'object');
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** By id, or by the beginning of ids: `cam:*`. Each is a condition of its own, for which there is an index. */
export function actionIn(actions: readonly string[]): RawBuilder<unknown> {
  const ids = actions.filter((action) => !action.endsWith('*'));
  const beginnings = actions.filter((action) => action.endsWith('*')).map((action) => action.slice(0, -1));
  const conditions = [
    ...(ids.length > 0 ? [sql`e.action = any(${ids}::text[])`] : []),
    ...beginnings.map((beginning) => sql`e.action like ${containing(beginning).slice(1)}`),
  ];
  return sql`(${sql.join(conditions, sql` or `)})`;
}

const holds = (text: string): RawBuilder<unknown> =>
  sql`concat_ws(' ', e.action, e.actor_name, e.address, e.request_id, e.code, e.reason, e.input, e.before, e.after)
      ilike ${containing(text)}`;

export const toRecord = (row: Selectable<AuditRecordTable>): AuditRecord => ({
  sequence: row.sequence,
  eventId: row.event_id,
  organizationId: row.organization_id,
  uins: row.uins,
  action: row.action,
  effect: row.effect,
  outcome: row.outcome,
  code: row.code,
  reason: row.reason,
  actor: row.actor,
  actorName: row.actor_name,
  address: row.address,
  requestId: row.request_id,
  input: row.input,
  before: row.before,
  after: row.after,
  details: row.details,
  time: row.occurred_at,
  previousHash: row.previous_hash,
  hash: row.hash,
});
