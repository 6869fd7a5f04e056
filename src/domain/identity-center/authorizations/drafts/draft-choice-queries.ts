import { type RawBuilder, sql } from 'kysely';
import type { Page } from '../../../../action/page.ts';
import type { Transaction } from '../../../../platform/database/database.ts';
import { containing } from '../../../../platform/database/patterns.ts';
import { below } from '../departments/department-tree-queries.ts';
import type { Draft } from './draft.ts';

export interface Choice {
  kind: 'Account' | 'User' | 'Group' | 'RoleConfiguration';
  id: string;
  name: string;
  /** What tells it from others of a similar name. */
  detail: string;
  isChosen: boolean;
}

export interface Asked {
  search: string;
  offset: number;
  maxResults: number;
  onlyChosen: boolean;
}

/** The accounts in these departments and below them. */
export async function accountsBelow(
  db: Transaction,
  organizationId: number,
  departmentIds: readonly number[],
): Promise<number[]> {
  if (departmentIds.length === 0) return [];
  const { rows } = await sql<{ uin: number }>`
    with recursive ${below(organizationId)}
    select distinct a.uin from below join accounts a using (department_id)
    where top = any(${departmentIds}::bigint[])`.execute(db);
  return rows.map(({ uin }) => uin);
}

/** How many accounts each department has, with those below it, and how many of them are chosen. */
export async function countByDepartment(db: Transaction, organizationId: number, draft: Draft) {
  const { rows } = await sql<{ nodeId: number; total: number; chosen: number }>`
    with recursive ${below(organizationId)}, picked as (select unnest(${draft.uins}::bigint[]) as uin)
    select top as "nodeId", count(*) as total, count(picked.uin) as chosen
    from below join accounts a using (department_id) left join picked using (uin)
    group by top`.execute(db);
  return rows;
}

/**
 * Without what does not exist in the space by now: whatever was deleted or left is not chosen any more. What is left
 * is held, so that nobody deletes it before this transaction is over.
 */
export async function onlyKnown(db: Transaction, spaceId: string, draft: Draft): Promise<Draft> {
  const { rows } = await sql<Pick<Draft, 'uins' | 'userIds' | 'groupIds' | 'roleConfigurationIds'>>`
    select array(select a.uin from accounts a join spaces s using (organization_id)
                  where s.space_id = ${spaceId} and a.uin = any(${draft.uins}::bigint[]) order by a.uin) as uins,
           array(select user_id from users
                  where space_id = ${spaceId} and user_id = any(${draft.userIds}::text[])
                  order by user_id for share) as "userIds",
           array(select group_id from user_groups
                  where space_id = ${spaceId} and group_id = any(${draft.groupIds}::text[])
                  order by group_id for share) as "groupIds",
           array(select permission_configuration_id from permission_configurations
                  where space_id = ${spaceId}
                    and permission_configuration_id = any(${draft.roleConfigurationIds}::text[])
                  order by permission_configuration_id for share) as "roleConfigurationIds"`.execute(db);
  return { ...draft, ...rows[0] };
}

export function listAccounts(
  db: Transaction,
  spaceId: string,
  draft: Draft,
  asked: Asked & { departmentId: number | undefined },
): Promise<Page<Choice>> {
  const inDepartment =
    asked.departmentId === undefined ? sql`true` : sql`a.department_id = ${asked.departmentId}`;
  return page(
    db,
    asked,
    sql`
    select 'Account' as kind, a.uin::text as id, a.name, d.name as detail,
           a.uin = any(${draft.uins}::bigint[]) as "isChosen"
    from accounts a join spaces s using (organization_id) join departments d using (department_id)
    where s.space_id = ${spaceId} and ${inDepartment}
      and (a.name ilike ${containing(asked.search)} or a.uin::text like ${containing(asked.search)})`,
  );
}

/** Users and groups together; who looks for a name finds both. */
export function listPrincipals(
  db: Transaction,
  spaceId: string,
  draft: Draft,
  asked: Asked & { principalType: 'User' | 'Group' | undefined },
): Promise<Page<Choice>> {
  const pattern = containing(asked.search);
  const users = sql`
    select 'User' as kind, user_id as id, user_name as name, display_name as detail,
           user_id = any(${draft.userIds}::text[]) as "isChosen"
    from users where space_id = ${spaceId}
      and (user_name ilike ${pattern} or display_name ilike ${pattern} or email ilike ${pattern})`;
  const groups = sql`
    select 'Group' as kind, group_id as id, group_name as name, description as detail,
           group_id = any(${draft.groupIds}::text[]) as "isChosen"
    from user_groups where space_id = ${spaceId}
      and (group_name ilike ${pattern} or description ilike ${pattern})`;
  const both = sql`${groups} union all ${users}`;
  return page(db, asked, { User: users, Group: groups, both }[asked.principalType ?? 'both']);
}

export function listConfigurations(
  db: Transaction,
  spaceId: string,
  draft: Draft,
  asked: Asked,
): Promise<Page<Choice>> {
  return page(
    db,
    asked,
    sql`
    select 'RoleConfiguration' as kind, permission_configuration_id as id, name, description as detail,
           permission_configuration_id = any(${draft.roleConfigurationIds}::text[]) as "isChosen"
    from permission_configurations where space_id = ${spaceId}
      and (name ilike ${containing(asked.search)} or description ilike ${containing(asked.search)})`,
  );
}

async function page(db: Transaction, asked: Asked, found: RawBuilder<unknown>): Promise<Page<Choice>> {
  const wanted = asked.onlyChosen ? sql`where "isChosen"` : sql``;
  const counted = await sql<{ total: number }>`
    select count(*) as total from (${found}) found ${wanted}`.execute(db);
  const { rows } = await sql<Choice>`
    select * from (${found}) found ${wanted} order by lower(name), id
    offset ${asked.offset} limit ${asked.maxResults}`.execute(db);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}
