import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { isAmong, isInEffect } from './grant-queries.ts';
import type { UserSession } from './user-session.ts';

const most = 200;

/** What a person has open, the latest first, in accounts as far as they are managed; sessions that others were asked for with are part of theirs. */
export async function list(
  db: Transaction,
  spaceId: string,
  userId: string,
  now: Date,
  managed?: readonly number[],
): Promise<UserSession[]> {
  const { rows } = await sql<UserSession>`
    select login_id as "sessionId", login_id as "portalSessionId", 'portal' as kind, null::bigint as uin, null as "accountName",
           null as "enteredAs", created_at as "beganAt", expires_at as "endsAt", address, browser
    from portal_logins
    where space_id = ${spaceId} and user_id = ${userId} and ended_at is null and expires_at > ${now}
    union all
    select e.entry_id, e.login_id, case when s.secret_id is null then 'console' else 'keys' end, e.uin, a.name,
           e.entered_as, e.used_at, e.expires_at, e.address, e.browser
    from account_entries e
    join accounts a on a.uin = e.uin
    left join sts_sessions s on s.entry_id = e.entry_id and s.parent_id is null and e.permission_configuration_id is not null
    left join sts_role_revocations v on v.role_id = s.role_id
    where e.space_id = ${spaceId} and e.user_id = ${userId} and e.used_at is not null and e.expires_at > ${now}
      and (e.permission_configuration_id is null or s.session_id is not null)
      and (v.revoked_before is null or s.issued_at > v.revoked_before)
      and ${isAmong(managed, sql`e.uin`)}
    order by "beganAt" desc, "sessionId"
    limit ${most}`.execute(db);
  return rows;
}

/**
 * Ends what was entered by grants that somebody no longer has, directly or by a group: that of certain people, or in some
 * accounts. Returns how many entries.
 */
export async function endUngranted(
  db: Transaction,
  spaceId: string,
  of: { userIds: readonly string[] } | { uins: readonly number[] },
  now: Date,
): Promise<number> {
  const narrowed =
    'uins' in of
      ? sql`e.uin = any(${[...of.uins]}::bigint[])`
      : sql`e.user_id = any(${[...of.userIds]}::text[])`;
  const { numAffectedRows } = await sql`
    delete from account_entries e
    where e.space_id = ${spaceId} and ${narrowed}
      and not exists (
        select from authorizations a
        where a.space_id = ${spaceId} and a.uin = e.uin
          and a.permission_configuration_id = e.permission_configuration_id and ${holds(spaceId, sql`a`)}
          and ${isInEffect(sql`a`, now)})
      and not (e.permission_configuration_id is null and exists (
        select from user_synchronizations u
        where u.space_id = ${spaceId} and u.uin = e.uin and ${holds(spaceId, sql`u`)}))`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Whether the person of the entry is who was granted it, or a member of the group that was. */
const holds = (spaceId: string, granted: ReturnType<typeof sql>) => sql`
  ((${granted}.principal_type = 'User' and ${granted}.principal_id = e.user_id)
   or (${granted}.principal_type = 'Group' and ${granted}.principal_id in (
         select m.group_id from group_members m where m.space_id = ${spaceId} and m.user_id = e.user_id)))`;
