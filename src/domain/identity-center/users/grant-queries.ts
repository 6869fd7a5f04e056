import { type RawBuilder, sql } from 'kysely';

/** Who is granted what is asked for, and when: an authorization counts from its start and not from its end on. */
export interface Grantee {
  userId: string;
  now: Date;
}

type GrantTable = 'authorizations' | 'user_synchronizations';

/** Whether an authorization counts now. */
export const isInEffect = (authorization: RawBuilder<unknown>, now: Date) => sql`
  ((${authorization}.starts_at is null or ${authorization}.starts_at <= ${now})
   and (${authorization}.ends_at is null or ${authorization}.ends_at > ${now}))`;

/** Synchronizations have no bounds in time. */
const counts = (table: GrantTable, now: Date) =>
  table === 'authorizations' ? isInEffect(sql`granted`, now) : sql`true`;

/** What a person is granted now, in `grants`: one row per grant, with the group that it came by, if it came by one. */
export const grantsOf = (table: GrantTable, spaceId: string, { userId, now }: Grantee) => sql`
  grants as (
    select granted.*, null::text as group_id, null::text as group_name, null::timestamptz as joined_at
    from ${sql.table(table)} granted
    where granted.space_id = ${spaceId} and granted.principal_type = 'User' and granted.principal_id = ${userId}
      and ${counts(table, now)}
    union all
    select granted.*, g.group_id, g.group_name, m.joined_at
    from group_members m
    join user_groups g using (group_id)
    join ${sql.table(table)} granted
      on granted.space_id = ${spaceId} and granted.principal_type = 'Group' and granted.principal_id = m.group_id
    where m.space_id = ${spaceId} and m.user_id = ${userId} and ${counts(table, now)}
  )`;

/** Whether a deployment `d` lets people in: it does while it is deployed again, or could not be. */
export const isReady = sql`
  coalesce(d.status in ('Deployed', 'DeployedRequired')
           or d.deployed_hash <> '' and d.status in ('Deploying', 'DeployFailed'), false)`;

/** Whether an account is among those that whoever asks administers; they are not named to whom none is hidden. */
export const isAmong = (uins: readonly number[] | undefined, uin: RawBuilder<unknown>) =>
  uins ? sql`${uin} = any (${[...uins]}::bigint[])` : sql`true`;
