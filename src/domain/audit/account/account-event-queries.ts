import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { AuditRecord } from '../audit-record.ts';
import { actionIn, toRecord } from '../record-queries.ts';
import type { AccountFilter } from './account-event.ts';

/** Whose trail it is: the account, and the organization that it belongs to now. */
export interface Owner {
  uin: number;
  organizationId: number | null;
}

export async function find(
  db: Transaction,
  owner: Owner,
  sequence: number,
): Promise<AuditRecord | undefined> {
  const row = await db
    .selectFrom('audit_records as e')
    .selectAll()
    .where(concerns(owner, {}))
    .where('e.sequence', '=', sequence)
    .executeTakeFirst();
  return row && toRecord(row);
}

/** What concerns the account within a part of the chain, in either order. */
export async function list(
  db: Transaction,
  owner: Owner,
  filter: AccountFilter,
  range: { above: number; before: number; order: 'asc' | 'desc' },
  maxResults: number,
): Promise<AuditRecord[]> {
  const rows = await db
    .selectFrom('audit_records as e')
    .selectAll()
    .where(concerns(owner, filter))
    .where('e.sequence', '>', range.above)
    .where('e.sequence', '<', range.before)
    .orderBy('e.sequence', range.order)
    .limit(maxResults)
    .execute();
  return rows.map(toRecord);
}

/**
 * All that its own people did. Of what others did, what its organization or the product changed about it, and who
 * tried to come in; never what was only asked, or refused to others.
 */
function concerns({ uin, organizationId }: Owner, filter: AccountFilter): RawBuilder<SqlBool> {
  const isOwn = sql`e.actor::jsonb @> ${JSON.stringify({ uin })}::jsonb`;
  const knocked = sql`e.actor::jsonb @> '{"kind":"visitor"}'`;
  const conditions = [
    sql`e.uins @> array[${uin}]::bigint[]`,
    sql`(${isOwn} or (e.organization_id is not distinct from ${organizationId}::bigint
          and (${knocked} or (e.outcome = 'done' and e.effect = 'write'))))`,
    filter.from && sql`e.occurred_at >= ${filter.from}`,
    filter.to && sql`e.occurred_at < ${filter.to}`,
    filter.outcome && sql`e.outcome = ${filter.outcome}`,
    filter.actor && sql`(${isOwn} and e.actor_name ilike ${containing(filter.actor)})`,
    filter.actions && filter.actions.length > 0 && actionIn(filter.actions),
  ].filter((condition) => typeof condition === 'object');
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}
