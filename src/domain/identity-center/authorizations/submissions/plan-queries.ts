import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Draft } from '../drafts/draft.ts';

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
export const chosen = (spaceId: string, draft: Draft) => sql`
  targets as materialized (
    select a.uin from accounts a join spaces s using (organization_id)
    where s.space_id = ${spaceId} and a.uin = any(${draft.uins}::bigint[])
  ), configurations as materialized (
    select permission_configuration_id, name from permission_configurations
    where space_id = ${spaceId} and permission_configuration_id = any(${draft.roleConfigurationIds}::text[])
  ), principals as materialized (
    select 'User' as principal_type, user_id as principal_id from users
    where space_id = ${spaceId} and user_id = any(${draft.userIds}::text[])
    union all
    select 'Group', group_id from user_groups
    where space_id = ${spaceId} and group_id = any(${draft.groupIds}::text[])
  )`;

/**
 * The database guesses far too low how much a draft chooses, and would compare everything with everything. For the
 * rest of the transaction.
 */
export const withoutNestedLoops = (db: Transaction) => sql`set local enable_nestloop = off`.execute(db);

type Counted = Omit<Plan, 'gains' | 'gainingPersonCount' | 'gainedAccountCount'> & {
  /** Who gains nothing, because they hold all of it, and the accounts in which nobody gains anything. */
  satedCount: number;
  fullCount: number;
  gains: Plan['gains'] | null;
};

/**
 * What submitting the draft would do. Who gains is counted from the other side: whoever holds everything of it
 * already gains nothing. People who hold by the same groups hold the same, so each such kind is looked at once, and
 * the product of people, accounts and configurations is never made.
 */
export async function plan(db: Transaction, spaceId: string, draft: Draft, now: Date): Promise<Plan> {
  await withoutNestedLoops(db);
  const { rows } = await sql<Counted>`
    with ${chosen(spaceId, draft)}, ${holdings(spaceId, now)},
    sizes as (
      select (select count(*) from targets) as t, (select count(*) from configurations) as c,
             (select count(*) from principals) as p, (select count(*) from people) as people,
             (select count(*) from sated) as sated
    ), by_kind as (
      select permission_configuration_id, kind, weight, count(*) as accounts from held group by 1, 2, 3
    ), by_account as (
      select permission_configuration_id, uin, sum(weight) as people from held group by 1, 2
    ), gains as (
      select k.permission_configuration_id, k.name,
             people - sated - coalesce((select sum(weight) from by_kind b
               where b.permission_configuration_id = k.permission_configuration_id and b.accounts = t), 0) as persons,
             t - (select count(*) from by_account b
               where b.permission_configuration_id = k.permission_configuration_id and b.people + sated = sizes.people)
               as accounts
      from configurations k cross join sizes
    )
    select t as "accountCount", c as "roleConfigurationCount", p as "principalCount", t * c * p as "tripletCount",
           people as "personCount",
           (select count(*) from present join principals using (principal_type, principal_id)) as "existingCount",
           sated + (select coalesce(sum(weight), 0)::int from (
              select weight from by_kind group by kind, weight having sum(accounts) = t * c) f) as "satedCount",
           (select count(*) from (
              select uin from by_account group by uin having sum(by_account.people) = (sizes.people - sated) * c) f)
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

/** What of it is granted now, to whom: by kinds of people (`kind`, and how many they are, `weight`). */
const holdings = (spaceId: string, now: Date) => sql`
  present as materialized (
    select permission_configuration_id, uin, principal_type, principal_id
    from authorizations join configurations using (permission_configuration_id) join targets using (uin)
    where space_id = ${spaceId} and (ends_at is null or ends_at > ${now})
  ), people as materialized (
    select principal_id as user_id from principals where principal_type = 'User'
    union
    select m.user_id from principals p join group_members m on m.group_id = p.principal_id
    where p.principal_type = 'Group' and m.space_id = ${spaceId}
  ), holders as materialized (
    select distinct principal_type, principal_id from present
  ), holding as materialized (
    select user_id, principal_id from people join holders on principal_type = 'User' and user_id = principal_id
    union all
    select m.user_id, principal_id
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
    select array_agg(principal_id order by principal_id) as signature
    from holding where not exists (select from sated where sated.user_id = holding.user_id) group by user_id
  ), kinds as materialized (
    select row_number() over () as kind, signature, count(*) as weight from signatures group by signature
  ), held as materialized (
    select distinct kind, weight, uin, permission_configuration_id
    from (select kind, weight, unnest(signature) as principal_id from kinds) k join present using (principal_id)
  )`;
