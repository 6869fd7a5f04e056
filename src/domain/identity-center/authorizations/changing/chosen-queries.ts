import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Rows } from '../granting-queries.ts';
import type { Validity } from '../validity.ts';
import type { Chosen } from './chosen.ts';

const chosenRows = (chosen: readonly Chosen[]) => sql`
  chosen as materialized (
    select * from unnest(${chosen.map(({ roleConfigurationId }) => roleConfigurationId)}::text[],
                         ${chosen.map(({ targetUin }) => targetUin)}::bigint[],
                         ${chosen.map(({ principalType }) => principalType)}::text[],
                         ${chosen.map(({ principalId }) => principalId)}::text[])
      with ordinality t(permission_configuration_id, uin, principal_type, principal_id, place)
  )`;

const own = (spaceId: string) => sql`
  authorizations a join chosen c
    on a.space_id = ${spaceId} and a.department_authorization_id is null
      and a.permission_configuration_id = c.permission_configuration_id and a.uin = c.uin
      and a.principal_type = c.principal_type and a.principal_id = c.principal_id`;

/** Authorizations of the accounts' own. */
export const rowsOf = (chosen: readonly Chosen[]): Rows => ({
  withs: chosenRows(chosen),
  rows: sql`
    select permission_configuration_id, uin, principal_type, principal_id, null::text as department_authorization_id
    from chosen`,
});

/** The same people in the same accounts, from and until the same times, with another permission configuration. */
export const replacementsOf = (spaceId: string, chosen: readonly Chosen[], replacement: string): Rows => ({
  withs: chosenRows(chosen),
  rows: sql`
    select ${replacement} as permission_configuration_id, a.uin, a.principal_type, a.principal_id, a.starts_at,
           a.ends_at, null::text as department_authorization_id
    from ${own(spaceId)}`,
});

export interface Situation {
  isOwn: boolean;
  /** The department. */
  inheritedFrom: string | null;
  /** Whether the same people have the replacement there already. */
  hasOther: boolean;
  /** Of whom and of what, as far as it is in this space; otherwise empty. */
  principalName: string;
  roleConfigurationName: string;
}

export const nothingThere: Situation = {
  isOwn: false,
  inheritedFrom: null,
  hasOther: false,
  principalName: '',
  roleConfigurationName: '',
};

/** What there is of each, in the order of what was chosen. */
export async function situations(
  db: Transaction,
  spaceId: string,
  chosen: readonly Chosen[],
  replacement: string,
): Promise<Situation[]> {
  const { rows } = await sql<Situation>`
    with ${chosenRows(chosen)}
    select coalesce(bool_or(a.department_authorization_id is null
                            and a.permission_configuration_id = c.permission_configuration_id), false) as "isOwn",
           min(n.name) filter (where a.permission_configuration_id = c.permission_configuration_id) as "inheritedFrom",
           coalesce(bool_or(a.department_authorization_id is null
                            and a.permission_configuration_id = ${replacement}), false) as "hasOther",
           coalesce(min(u.user_name), min(g.group_name), '') as "principalName",
           coalesce(min(p.name), '') as "roleConfigurationName"
    from chosen c
    left join authorizations a
      on a.space_id = ${spaceId} and a.uin = c.uin and a.principal_type = c.principal_type
        and a.principal_id = c.principal_id
        and a.permission_configuration_id in (c.permission_configuration_id, ${replacement})
    left join department_authorizations d using (department_authorization_id)
    left join departments n on n.department_id = d.department_id
    left join users u on u.space_id = ${spaceId} and c.principal_type = 'User' and u.user_id = c.principal_id
    left join user_groups g on g.space_id = ${spaceId} and c.principal_type = 'Group' and g.group_id = c.principal_id
    left join permission_configurations p
      on p.space_id = ${spaceId} and p.permission_configuration_id = c.permission_configuration_id
    group by c.place order by c.place`.execute(db);
  return rows;
}

/** From then until then. */
export async function setValidity(
  db: Transaction,
  spaceId: string,
  chosen: readonly Chosen[],
  { startTime, endTime }: Validity,
): Promise<void> {
  await sql`
    with ${chosenRows(chosen)}
    update authorizations set starts_at = ${startTime}::timestamptz, ends_at = ${endTime}::timestamptz
    from (select a.* from ${own(spaceId)}) found
    where authorizations.space_id = ${spaceId} and authorizations.department_authorization_id is null
      and authorizations.permission_configuration_id = found.permission_configuration_id
      and authorizations.uin = found.uin and authorizations.principal_type = found.principal_type
      and authorizations.principal_id = found.principal_id`.execute(db);
}
