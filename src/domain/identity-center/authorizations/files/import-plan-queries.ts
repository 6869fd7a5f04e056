import { type RawBuilder, sql } from 'kysely';
import type { Page } from '../../../../action/page.ts';
import type { Transaction } from '../../../../platform/database/database.ts';
import { environmentTag } from '../../portal/portal-queries.ts';

/** The preset policy that lets its holder do everything. */
const administratorAccess = 1;

/** Only accounts of the space's organization have a name here. */
const accountName = (spaceId: string, uin: RawBuilder<unknown>) => sql`
  (select a.name from accounts a join spaces s using (organization_id)
    where s.space_id = ${spaceId} and a.uin = ${uin})`;

export interface PlannedLine {
  line: number;
  outcome: 'create' | 'exists' | 'differs' | 'change' | 'error';
  problem: string | null;
  principalType: string;
  principalName: string;
  uin: number | null;
  /** Null where it is no account of the organization. */
  accountName: string | null;
  department: string;
  configurationName: string;
}

/** Lines by what becomes of them: errors first, then what changes something. */
export async function listLines(
  db: Transaction,
  spaceId: string,
  { offset, maxResults }: { offset: number; maxResults: number },
): Promise<Page<PlannedLine>> {
  const { rows } = await sql<PlannedLine & { total: number }>`
    select line, outcome, problem, principal_type as "principalType", principal_name as "principalName", uin, department,
           ${accountName(spaceId, sql`judged.uin`)} as "accountName", configuration_name as "configurationName", count(*) over () as total
    from judged
    where exists (select from spaces where space_id = ${spaceId})
    order by array_position(array['error', 'change', 'create', 'differs', 'exists'], outcome), line
    offset ${offset} limit ${maxResults}`.execute(db);
  return { items: rows.map(({ total, ...line }) => line), total: rows[0]?.total ?? 0 };
}

export interface LeavingAuthorization {
  principalType: string;
  principalName: string;
  uin: number | null;
  accountName: string | null;
  department: string;
  configurationName: string;
}

/** What the file does not name and is taken away, the first of it. */
export async function listLeaving(
  db: Transaction,
  spaceId: string,
  limit: number,
): Promise<LeavingAuthorization[]> {
  const { rows } = await sql<LeavingAuthorization>`
    select l.principal_type as "principalType", coalesce(u.user_name, g.group_name, '') as "principalName", l.uin,
           ${accountName(spaceId, sql`l.uin`)} as "accountName", coalesce(n.name, '') as department, c.name as "configurationName"
    from leaving l
    join permission_configurations c on c.permission_configuration_id = l.permission_configuration_id
      and c.space_id = ${spaceId}
    left join users u on l.principal_type = 'User' and u.user_id = l.principal_id
    left join user_groups g on l.principal_type = 'Group' and g.group_id = l.principal_id
    left join departments n on n.department_id = l.department_id
    order by c.name, "principalName", l.uin limit ${limit}`.execute(db);
  return rows;
}

export interface Counts {
  create: number;
  exists: number;
  differs: number;
  change: number;
  error: number;
  remove: number;
  /** Two plans that would do the same have the same. */
  digest: string;
}

export async function count(db: Transaction, spaceId: string): Promise<Counts> {
  const of = (outcome: string) => sql`count(*) filter (where outcome = ${outcome})`;
  const { rows } = await sql<Counts>`
    select ${of('create')} as create, ${of('exists')} as exists, ${of('differs')} as differs,
           ${of('change')} as change, ${of('error')} as error,
           (select count(*) from leaving) as remove,
           md5(coalesce(string_agg(j.line || outcome || coalesce(principal_id, '')
                                   || coalesce(permission_configuration_id, ''), ',' order by line), '')
               || coalesce((select string_agg(concat_ws('/', l.permission_configuration_id, l.principal_id, l.uin,
                                                        l.department_id), ','
                              order by l.permission_configuration_id, l.principal_id, l.uin, l.department_id)
                            from leaving l), '') || ${spaceId}) as digest
    from judged j`.execute(db);
  return rows[0] as Counts;
}

export interface Effect {
  kind: 'gain' | 'lose';
  configurationName: string;
  /** At most so many: whoever holds it otherwise gains or loses nothing. */
  personCount: number;
  accountCount: number;
  productionCount: number;
  isAdministrator: boolean;
}

/** In people's words: by permission configuration, how many people, in how many accounts, how many of them production. */
export async function listEffects(
  db: Transaction,
  spaceId: string,
  organizationId: number,
): Promise<Effect[]> {
  const { rows } = await sql<Effect>`
    with recursive below as (
      select department_id as top, department_id from departments where organization_id = ${organizationId}
      union all
      select b.top, d.department_id from below b join departments d on d.parent_id = b.department_id
    ), effects as (
      select 'gain' as kind, permission_configuration_id, principal_type, principal_id, uin, department_id, with_below,
             includes_admin
      from judged where outcome in ('create', 'change')
      union all
      select 'lose', l.permission_configuration_id, l.principal_type, l.principal_id, l.uin, l.department_id,
             d.with_below, d.includes_admin
      from leaving l left join department_authorizations d using (department_authorization_id)
    ), principals as (
      select distinct kind, permission_configuration_id, principal_type, principal_id from effects
    ), people as (
      select kind, permission_configuration_id, principal_id as user_id from principals where principal_type = 'User'
      union
      select kind, permission_configuration_id, m.user_id
      from principals p join group_members m on m.group_id = p.principal_id
      where p.principal_type = 'Group' and m.space_id = ${spaceId}
    ), counted as (
      select kind, permission_configuration_id, count(*) as persons from people group by 1, 2
    ), places as (
      select distinct kind, permission_configuration_id, uin from effects where uin is not null
      union
      select e.kind, e.permission_configuration_id, a.uin
      from (select distinct kind, permission_configuration_id, department_id, with_below, includes_admin
            from effects where department_id is not null) e
      join below b on b.top = e.department_id and (e.with_below or b.department_id = b.top)
      join accounts a on a.department_id = b.department_id and (e.includes_admin or a.kind = 'member')
    ), reached as (
      select places.kind, permission_configuration_id, count(*) as accounts,
             count(*) filter (where lower(${environmentTag}) like 'prod%') as production
      from places join accounts a using (uin) group by 1, 2
    )
    select kind, c.name as "configurationName", coalesce(persons, 0) as "personCount",
           coalesce(accounts, 0) as "accountCount", coalesce(production, 0) as "productionCount",
           exists (select from permission_configuration_policies p
                    where p.permission_configuration_id = c.permission_configuration_id
                      and p.policy_id = ${administratorAccess}) as "isAdministrator"
    from (select distinct kind, permission_configuration_id from effects) of
    join permission_configurations c using (permission_configuration_id)
    left join counted using (kind, permission_configuration_id)
    left join reached using (kind, permission_configuration_id)
    order by kind, "isAdministrator" desc, "productionCount" desc, c.name`.execute(db);
  return rows;
}
