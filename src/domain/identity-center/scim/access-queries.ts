import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** What somebody may enter: an account by a permission configuration, or as a CAM user. */
export interface Access {
  userId: string;
  userName: string;
  uin: number;
  accountName: string;
  roleConfigurationId: string | null;
  roleConfigurationName: string | null;
}

/** Everything that these people may enter at this moment; who is disabled may enter nothing. */
export async function list(
  db: Transaction,
  spaceId: string,
  userIds: readonly string[],
  now: Date,
): Promise<Access[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<Access>`
    with people as (
      select user_id, user_name from users
      where space_id = ${spaceId} and user_id = any(${[...userIds]}::text[]) and status = 'Enabled'
    ), principals as (
      select user_id, user_name, 'User' as kind, user_id as id from people
      union all
      select p.user_id, p.user_name, 'Group', m.group_id
      from people p join group_members m on m.user_id = p.user_id and m.space_id = ${spaceId}
    )
    select distinct p.user_id as "userId", p.user_name as "userName", t.uin, t.name as "accountName",
           c.permission_configuration_id as "roleConfigurationId", c.name as "roleConfigurationName"
    from principals p
    join authorizations a on a.space_id = ${spaceId} and a.principal_type = p.kind and a.principal_id = p.id
      and (a.starts_at is null or a.starts_at <= ${now}) and (a.ends_at is null or a.ends_at > ${now})
    join permission_configurations c using (permission_configuration_id)
    join accounts t on t.uin = a.uin
    union
    select p.user_id, p.user_name, t.uin, t.name, null, null
    from principals p
    join user_synchronizations s on s.space_id = ${spaceId} and s.principal_type = p.kind and s.principal_id = p.id
    join accounts t on t.uin = s.uin
    order by "userName", "accountName", "roleConfigurationName" nulls last`.execute(db);
  return rows;
}
