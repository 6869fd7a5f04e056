import { type Selectable, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { InvitationTable } from '../../../platform/database/tables.ts';
import type { Tag } from '../accounts/tag.ts';
import { expiryOf, type Invitation, type InvitationState, recordStart } from './invitation.ts';

export interface ListedInvitation extends Invitation {
  departmentName: string | null;
  organizationName: string;
  adminUin: number;
  adminName: string;
}

/** Returns undefined when the account has an invitation that is open, of whatever organization. */
export async function insert(
  db: Transaction,
  organizationId: number,
  invitation: Omit<
    Invitation,
    'invitationId' | 'organizationId' | 'state' | 'inviteTime' | 'expireTime' | 'decideTime'
  >,
  now: Date,
): Promise<number | undefined> {
  const row = await db
    .insertInto('invitations')
    .values({
      organization_id: organizationId,
      uin: invitation.uin,
      member_name: invitation.name,
      department_id: invitation.departmentId,
      permission_ids: invitation.permissionIds,
      pay_uin: invitation.payUin,
      allows_quitting: invitation.allowsQuitting,
      remark: invitation.remark,
      tags: JSON.stringify(invitation.tags),
      state: 'Pending',
      invited_at: now,
      expires_at: expiryOf(now),
      decided_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('invitation_id')
    .executeTakeFirst();
  return row?.invitation_id;
}

/** Writes down what the clock has decided, so that another invitation may be open. */
export async function expire(db: Transaction, uin: number, now: Date): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ state: 'Expired' })
    .where('uin', '=', uin)
    .where('state', '=', 'Pending')
    .where('expires_at', '<=', now)
    .execute();
}

interface InvitationSearch {
  text: string;
  states?: readonly InvitationState[] | undefined;
  offset: number;
  limit: number;
}

/** What the organization sent in the last months, the latest first. */
export async function pageSent(
  db: Transaction,
  organizationId: number,
  { text, states, offset, limit }: InvitationSearch,
  now: Date,
): Promise<Page<ListedInvitation>> {
  const found = sql`
    from invitations i
    where i.organization_id = ${organizationId} and i.invited_at > ${recordStart(now)}
      and (i.member_name ilike ${containing(text)} or i.uin::text like ${containing(text)})
      ${states ? sql`and ${stateAt(now)} in (${sql.join([...states])})` : sql``}`;
  return page(db, found, offset, limit, now);
}

/** What the account received in the last months, the latest first. */
export async function pageReceived(
  db: Transaction,
  uin: number,
  { offset, limit }: Pick<InvitationSearch, 'offset' | 'limit'>,
  now: Date,
): Promise<Page<ListedInvitation>> {
  const found = sql`from invitations i where i.uin = ${uin} and i.invited_at > ${recordStart(now)}`;
  return page(db, found, offset, limit, now);
}

async function page(
  db: Transaction,
  found: ReturnType<typeof sql>,
  offset: number,
  limit: number,
  now: Date,
): Promise<Page<ListedInvitation>> {
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const { rows } = await sql<Row>`
    select i.*, ${stateAt(now)} as state,
           (select name from departments d where d.department_id = i.department_id) as department_name,
           o.name as organization_name, o.admin_uin, a.name as admin_name
    from (select i.* ${found} order by i.invitation_id desc offset ${offset} limit ${limit}) i
    join organizations o using (organization_id)
    join accounts a on a.uin = o.admin_uin
    order by i.invitation_id desc`.execute(db);
  return { items: rows.map(toListed), total: counted[0]?.total ?? 0 };
}

/** The clock decides, whether anybody has written it down or not. */
const stateAt = (now: Date) =>
  sql`case when i.state = 'Pending' and i.expires_at <= ${now} then 'Expired' else i.state end`;

export async function find(db: Transaction, uin: number, id: number): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('uin', '=', uin)
    .where('invitation_id', '=', id)
    .executeTakeFirst();
  return row && toInvitation(row);
}

/** Decides an invitation that is open, once: of two answers one counts. */
export async function decide(
  db: Transaction,
  organizationId: number,
  id: number,
  state: 'Accepted' | 'Rejected' | 'Cancelled',
  now: Date,
): Promise<Invitation | undefined> {
  const row = await db
    .updateTable('invitations')
    .set({ state, decided_at: now })
    .where('organization_id', '=', organizationId)
    .where('invitation_id', '=', id)
    .where('state', '=', 'Pending')
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return row && toInvitation(row);
}

/** Takes back whatever is open. */
export async function cancelAll(db: Transaction, organizationId: number, now: Date): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ state: 'Cancelled', decided_at: now })
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'Pending')
    .where('expires_at', '>', now)
    .execute();
}

type Row = Selectable<InvitationTable> & {
  department_name: string | null;
  organization_name: string;
  admin_uin: number;
  admin_name: string;
};

const toInvitation = (row: Selectable<InvitationTable>): Invitation => ({
  invitationId: row.invitation_id,
  organizationId: row.organization_id,
  uin: row.uin,
  name: row.member_name,
  departmentId: row.department_id,
  permissionIds: row.permission_ids,
  payUin: row.pay_uin,
  allowsQuitting: row.allows_quitting,
  remark: row.remark,
  tags: row.tags as Tag[],
  state: row.state,
  inviteTime: row.invited_at,
  expireTime: row.expires_at,
  decideTime: row.decided_at,
});

const toListed = (row: Row): ListedInvitation => ({
  ...toInvitation(row),
  departmentName: row.department_name,
  organizationName: row.organization_name,
  adminUin: row.admin_uin,
  adminName: row.admin_name,
});
