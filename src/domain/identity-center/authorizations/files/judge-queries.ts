import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import { departmentPaths } from '../../portal/portal-queries.ts';
import { withoutNestedLoops } from '../granting-queries.ts';
import type { ImportMode } from './import-queries.ts';

export interface Judged {
  importId: string;
  mode: ImportMode;
  organizationId: number;
  now: Date;
}

/**
 * Holds every line against the space as it is now: for the rest of the transaction the tables `judged` (one row a line, with
 * its outcome) and `leaving` (what the file does not name, when it says exactly what there is to be).
 */
export async function judge(
  db: Transaction,
  spaceId: string,
  { importId, mode, organizationId, now }: Judged,
) {
  await withoutNestedLoops(db);
  await sql`
    create temp table judged (
      line integer, outcome text, problem text, principal_type text, principal_id text, principal_name text, uin bigint,
      department_id bigint, department text, with_below boolean, includes_admin boolean,
      permission_configuration_id text, configuration_name text, starts_at timestamptz, ends_at timestamptz
    ) on commit drop`.execute(db);
  await sql`
    with recursive ${departmentPaths(spaceId)},
    found as (
      select l.*, coalesce(u.user_id, g.group_id) as principal_id, a.uin as known_uin, p.department_id,
             c.permission_configuration_id, l.department_scope like 'below%' as with_below,
             l.department_scope like '%+admin' as includes_admin
      from authorization_import_lines l
      left join users u on l.principal_type = 'User' and u.space_id = ${spaceId}
        and lower(u.user_name) = lower(l.principal_name)
      left join user_groups g on l.principal_type = 'Group' and g.space_id = ${spaceId}
        and lower(g.group_name) = lower(l.principal_name)
      left join accounts a on a.uin = l.uin and a.organization_id = ${organizationId}
      left join paths p on p.path = l.department
      left join permission_configurations c on c.space_id = ${spaceId} and lower(c.name) = lower(l.configuration_name)
      where l.import_id = ${importId}
    ), checked as (
      select *, coalesce(problem, case
          when principal_id is null then 'principalUnknown'
          when uin is not null and known_uin is null then 'accountUnknown'
          when uin is null and department_id is null then 'departmentUnknown'
          when permission_configuration_id is null then 'configurationUnknown'
          when ends_at <= ${now} then 'ended'
          when row_number() over (partition by principal_type, principal_id, uin, department_id,
                                               permission_configuration_id order by line) > 1 then 'repeated'
        end) as finding
      from found
    )
    insert into judged
    select k.line,
           case when k.finding is not null then 'error'
                when coalesce(a.space_id, d.space_id) is null then 'create'
                when (coalesce(a.starts_at, d.starts_at), coalesce(a.ends_at, d.ends_at))
                       is not distinct from (k.starts_at, k.ends_at)
                     and (d.space_id is null or (d.with_below, d.includes_admin) = (k.with_below, k.includes_admin))
                  then 'exists'
                else ${mode === 'exact' ? 'change' : 'differs'} end,
           k.finding, k.principal_type, k.principal_id, k.principal_name, k.uin, k.department_id, k.department,
           k.with_below, k.includes_admin, k.permission_configuration_id, k.configuration_name, k.starts_at, k.ends_at
    from checked k
    left join authorizations a
      on k.finding is null and a.uin = k.uin and a.permission_configuration_id = k.permission_configuration_id
        and a.principal_type = k.principal_type and a.principal_id = k.principal_id and a.space_id = ${spaceId}
        and a.department_authorization_id is null and (a.ends_at is null or a.ends_at > ${now})
    left join department_authorizations d
      on k.finding is null and k.uin is null and d.department_id = k.department_id
        and d.permission_configuration_id = k.permission_configuration_id and d.principal_type = k.principal_type
        and d.principal_id = k.principal_id and d.space_id = ${spaceId}
        and (d.ends_at is null or d.ends_at > ${now})`.execute(db);
  await findLeaving(db, spaceId, mode, now);
}

async function findLeaving(db: Transaction, spaceId: string, mode: ImportMode, now: Date): Promise<void> {
  await sql`
    create temp table leaving (
      permission_configuration_id text, principal_type text, principal_id text, uin bigint, department_id bigint,
      department_authorization_id text
    ) on commit drop`.execute(db);
  if (mode === 'add') return;
  await sql`
    insert into leaving
    select a.permission_configuration_id, a.principal_type, a.principal_id, a.uin, null, null
    from authorizations a
    left join judged j
      on j.outcome <> 'error' and j.uin = a.uin and j.permission_configuration_id = a.permission_configuration_id
        and j.principal_type = a.principal_type and j.principal_id = a.principal_id
    where a.space_id = ${spaceId} and a.department_authorization_id is null
      and (a.ends_at is null or a.ends_at > ${now}) and j.line is null
    union all
    select d.permission_configuration_id, d.principal_type, d.principal_id, null, d.department_id,
           d.department_authorization_id
    from department_authorizations d
    left join judged j
      on j.outcome <> 'error' and j.uin is null and j.department_id = d.department_id
        and j.permission_configuration_id = d.permission_configuration_id
        and j.principal_type = d.principal_type and j.principal_id = d.principal_id
    where d.space_id = ${spaceId} and (d.ends_at is null or d.ends_at > ${now}) and j.line is null`.execute(
    db,
  );
}
