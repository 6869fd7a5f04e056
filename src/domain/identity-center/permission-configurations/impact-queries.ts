import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

export interface Impact {
  /** Those to departments count as well, whether an account inherits them or not. */
  authorizationCount: number;
  /** Everybody who is authorized, directly or by a group; each once. */
  personCount: number;
  accountCount: number;
  deploymentCount: number;
  /** Those that an edit makes require redeployment. */
  deployedCount: number;
}

/** Whom and what a permission configuration reaches. */
export async function count(db: Transaction, spaceId: string, configurationId: string): Promise<Impact> {
  const { rows } = await sql<Impact>`
    with granted as (
      select principal_type, principal_id, uin from authorizations
      where space_id = ${spaceId} and permission_configuration_id = ${configurationId}
    ), deployed as (
      select status from deployments
      where space_id = ${spaceId} and permission_configuration_id = ${configurationId}
    )
    select (select count(*) from granted)
           + (select count(*) from department_authorizations
               where space_id = ${spaceId} and permission_configuration_id = ${configurationId})
             as "authorizationCount",
           (select count(*) from (
              select principal_id from granted where principal_type = 'User'
              union
              select m.user_id from granted join group_members m on m.group_id = principal_id
              where principal_type = 'Group' and m.space_id = ${spaceId}) people) as "personCount",
           (select count(distinct uin) from granted) as "accountCount",
           (select count(*) from deployed) as "deploymentCount",
           (select count(*) from deployed where status = 'Deployed') as "deployedCount"`.execute(db);
  return rows[0] as Impact;
}

/** Some of the people and accounts by name, for whoever reads before saving. */
export async function examples(db: Transaction, spaceId: string, configurationId: string, limit: number) {
  const people = await sql<{ userId: string; userName: string }>`
    select u.user_id as "userId", u.user_name as "userName" from users u
    where u.space_id = ${spaceId} and exists (
      select from authorizations a
      where a.space_id = ${spaceId} and a.permission_configuration_id = ${configurationId}
        and (a.principal_id = u.user_id or a.principal_id in
              (select group_id from group_members m where m.user_id = u.user_id and m.space_id = ${spaceId})))
    order by u.user_name limit ${limit}`.execute(db);
  const accounts = await sql<{ uin: number; name: string }>`
    select uin, name from accounts
    where uin in (select uin from authorizations
                  where space_id = ${spaceId} and permission_configuration_id = ${configurationId})
    order by name limit ${limit}`.execute(db);
  return { people: people.rows, accounts: accounts.rows };
}
