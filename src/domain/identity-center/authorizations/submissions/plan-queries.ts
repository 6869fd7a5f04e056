import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import { accountsFor, below } from '../departments/department-tree-queries.ts';
import type { Draft } from '../drafts/draft.ts';
import { withoutNestedLoops } from '../granting-queries.ts';

export interface Plan {
  accountCount: number;
  principalCount: number;
  roleConfigurationCount: number;
  tripletCount: number;
  existingCount: number;
  /** Everybody the draft is about: users themselves, and those in its groups. */
  personCount: number;
  /** Who is granted something that they were not granted before, directly or by a group, and in how many accounts. */
  gainingPersonCount: number;
  gainedAccountCount: number;
  gains: { roleConfigurationId: string; name: string; personCount: number; accountCount: number }[];
}

/** What the draft chooses, as far as it still exists: `targets`, `configurations`, `principals`. */
export const chosen = (spaceId: string, organizationId: number, draft: Draft) => sql`
  ${below(organizationId)},
  targets as materialized (${draft.place ? sql`select a.uin from ${accountsFor(draft.place)}` : accountsOf(organizationId, draft)}), configurations as materialized (
    select permission_configuration_id, name from permission_configurations
    where space_id = ${spaceId} and permission_configuration_id = any(${draft.roleConfigurationIds}::text[])
  ), principals as materialized (
    select 'User' as principal_type, user_id as principal_id from users
    where space_id = ${spaceId} and user_id = any(${draft.userIds}::text[])
    union all
    select 'Group', group_id from user_groups
    where space_id = ${spaceId} and group_id = any(${draft.groupIds}::text[])
  )`;

const accountsOf = (organizationId: number, { uins }: Draft) => sql`
  select uin from accounts where organization_id = ${organizationId} and uin = any(${uins}::bigint[])`;

type Counted = Omit<Plan, 'gains' | 'gainingPersonCount' | 'gainedAccountCount'> & {
  /** Who gains nothing, because they hold all of it, and the accounts in which nobody gains anything. */
  satedCount: number;
  fullCount: number;
  gains: Plan['gains'] | null;
};

/**
 * What submitting the draft would do. Who gains is counted from the other side: whoever holds everything of it
 * already gains nothing. People who hold by the same groups hold the same, and places in which the same users and groups
 * hold a configuration are open to the same people; so each such kind is looked at once, and the product of people,
 * accounts and configurations is never made.
 */
export async function plan(
  db: Transaction,
  spaceId: string,
  organizationId: number,
  draft: Draft,
  now: Date,
): Promise<Plan> {
  await withoutNestedLoops(db);
  const { rows } = await sql<Counted>`
    with recursive ${chosen(spaceId, organizationId, draft)}, ${holdings(spaceId, draft, now)},
    sizes as (
      select (select count(*) from targets) as t, (select count(*) from configurations) as c,
             (select count(*) from principals) as p, (select count(*) from people) as people,
             (select count(*) from sated) as sated
    ), by_kind as (
      select permission_configuration_id, kind, weight, sum(places) as accounts from held group by 1, 2, 3
    ), full_places as (
      -- Where everybody who is not sated holds it.
      select permission_configuration_id, holders from held group by 1, 2
      having sum(weight) = (select people - sated from sizes)
    ), gains as (
      select k.permission_configuration_id, k.name,
             people - sated - coalesce((select sum(weight) from by_kind b
               where b.permission_configuration_id = k.permission_configuration_id and b.accounts = t), 0) as persons,
             t - coalesce((select sum(places) from place_kinds join full_places using (permission_configuration_id, holders)
               where permission_configuration_id = k.permission_configuration_id), 0) as accounts
      from configurations k cross join sizes
    )
    select t as "accountCount", c as "roleConfigurationCount", p as "principalCount", t * c * p as "tripletCount",
           people as "personCount",
           (select count(*) from present join principals using (principal_type, principal_id) where is_there) as "existingCount",
           sated + (select coalesce(sum(weight), 0)::int from (
              select weight from by_kind group by kind, weight having sum(accounts) = t * c) f) as "satedCount",
           (select count(*) from (
              select uin from places join full_places using (permission_configuration_id, holders)
              group by uin having count(*) = c) f)
             as "fullCount",
           (select json_agg(json_build_object(
              'roleConfigurationId', permission_configuration_id, 'name', name,
              'personCount', persons, 'accountCount', accounts) order by name)
              from gains where persons > 0) as gains
    from sizes`.execute(db);
  const { satedCount, fullCount, gains, ...counted } = rows[0] as Counted;
  const isNothing = counted.tripletCount === 0 || counted.personCount === satedCount;
  return {
    ...counted,
    gainingPersonCount: isNothing ? 0 : counted.personCount - satedCount,
    gainedAccountCount: isNothing ? 0 : counted.accountCount - fullCount,
    gains: isNothing ? [] : (gains ?? []),
  };
}

/** What of it is granted now, to whom: by kinds of people (`kind`, and how many they are, `weight`), in kinds of places (`holders`). */
const holdings = (spaceId: string, draft: Draft, now: Date) => sql`
  present as materialized (
    -- Of an account's own and inherited from several departments is still held once.
    select permission_configuration_id, uin, principal_type, principal_id, bool_or(${isThere(draft)}) as is_there
    from authorizations join configurations using (permission_configuration_id) join targets using (uin)
    where space_id = ${spaceId} and (ends_at is null or ends_at > ${now})
    group by permission_configuration_id, uin, principal_type, principal_id
  ), people as materialized (
    select principal_id as user_id from principals where principal_type = 'User'
    union
    select m.user_id from principals p join group_members m on m.group_id = p.principal_id
    where p.principal_type = 'Group' and m.space_id = ${spaceId}
  ), holders as materialized (
    -- Each has a bit, by which sets of them are compared.
    select principal_type, principal_id, set_bit(repeat('0', count(*) over ()::int)::bit varying,
                                                 row_number() over ()::int - 1, 1) as bit
    from (select distinct principal_type, principal_id from present) d
  ), holding as materialized (
    select user_id, principal_id, bit from people join holders on principal_type = 'User' and user_id = principal_id
    union all
    select m.user_id, principal_id, bit
    from holders join group_members m on principal_type = 'Group' and m.group_id = principal_id
    join people using (user_id)
    where m.space_id = ${spaceId}
  ), complete as materialized (
    -- Whoever is one of these, or in one, holds all of it, whatever else they hold.
    select principal_id from present group by principal_type, principal_id
    having count(*) = (select count(*) from targets) * (select count(*) from configurations)
  ), sated as materialized (
    select distinct user_id from holding join complete using (principal_id)
  ), signatures as (
    select bit_or(bit) as signature
    from holding where not exists (select from sated where sated.user_id = holding.user_id) group by user_id
  ), kinds as materialized (
    select row_number() over () as kind, signature, count(*) as weight from signatures group by signature
  ), places as materialized (
    select permission_configuration_id, uin, bit_or(bit) as holders
    from present join holders using (principal_type, principal_id) group by permission_configuration_id, uin
  ), place_kinds as materialized (
    select permission_configuration_id, holders, count(*) as places from places group by 1, 2
  ), held as materialized (
    select kind, weight, permission_configuration_id, p.holders, places
    from kinds join place_kinds p on bit_count(signature & p.holders) > 0
  )`;

/** Whether that is what would be authorized again. */
const isThere = ({ place }: Draft) =>
  place
    ? sql`department_authorization_id in (
        select department_authorization_id from department_authorizations where department_id = ${place.departmentId})`
    : sql`department_authorization_id is null`;
