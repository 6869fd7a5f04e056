import { sql } from 'kysely';
import type { Actor } from '../../../action/actor.ts';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { type Change, type ChangeCategory, type ChangeKind, categoryOf } from './change.ts';

export interface RecordedChange {
  kind: ChangeKind;
  uin: number | null;
  accountName: string;
  departmentId: number | null;
  departmentName: string;
  former: string;
  present: string;
  /** Null for what time itself did. */
  actor: Actor | null;
  time: Date;
}

export async function insert(
  db: Transaction,
  organizationId: number,
  change: Change,
  actor: Actor,
  now: Date,
): Promise<void> {
  await db
    .insertInto('organization_changes')
    .values({
      organization_id: organizationId,
      category: categoryOf(change.kind) ?? 'organization',
      kind: change.kind,
      uin: change.uin ?? null,
      account_name: change.accountName ?? '',
      department_id: change.departmentId ?? null,
      department_name: change.departmentName ?? '',
      former: change.former ?? '',
      present: change.present ?? '',
      actor: JSON.stringify(actor),
      occurred_at: now,
    })
    .execute();
}

interface ChangeSearch {
  text: string;
  category?: ChangeCategory | undefined;
  uin?: number | undefined;
  offset: number;
  limit: number;
}

/** The latest first. An invitation expires by the clock, and so does its entry here: nobody writes it. */
export async function page(
  db: Transaction,
  organizationId: number,
  { text, category, uin, offset, limit }: ChangeSearch,
  now: Date,
): Promise<Page<RecordedChange>> {
  const pattern = containing(text);
  const found = sql`
    from (
      select change_id, category, kind, uin, account_name, department_id, department_name, former, present,
             actor, occurred_at
      from organization_changes where organization_id = ${organizationId}
      union all
      select invitation_id, 'invitations', 'InvitationExpired', uin, member_name, null, '', '', '',
             null, expires_at
      from invitations
      where organization_id = ${organizationId} and state in ('Pending', 'Expired') and expires_at <= ${now}
    ) c
    where (c.account_name ilike ${pattern} or c.uin::text like ${pattern} or c.department_name ilike ${pattern}
           or c.former ilike ${pattern} or c.present ilike ${pattern})
      ${category ? sql`and c.category = ${category}` : sql``}
      ${uin === undefined ? sql`` : sql`and c.uin = ${uin}`}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const { rows } = await sql<RecordedChange>`
    select c.kind, c.uin, c.account_name as "accountName", c.department_id as "departmentId",
           c.department_name as "departmentName", c.former, c.present, c.actor, c.occurred_at as time
    ${found}
    order by c.occurred_at desc, c.change_id desc
    offset ${offset} limit ${limit}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}
