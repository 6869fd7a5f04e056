import { type RawBuilder, sql } from 'kysely';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { PolicyTarget, TargetId } from './policy-target.ts';

/** The department or member, which stays until the end of this transaction. */
export async function findAndHold(
  db: Transaction,
  organizationId: number,
  target: TargetId,
): Promise<PolicyTarget | undefined> {
  const row =
    target.kind === 'department'
      ? await departmentOf(db, organizationId, target.id).forShare().executeTakeFirst()
      : await memberOf(db, organizationId, target.id).forShare().executeTakeFirst();
  return row && { ...target, name: row.name };
}

/** The department or member, with the department in which it is or which it is. */
export async function find(
  db: Transaction,
  organizationId: number,
  target: TargetId,
): Promise<(PolicyTarget & { departmentId: number }) | undefined> {
  const row =
    target.kind === 'department'
      ? await departmentOf(db, organizationId, target.id).executeTakeFirst()
      : await memberOf(db, organizationId, target.id).executeTakeFirst();
  return row && { ...target, name: row.name, departmentId: row.department_id ?? 0 };
}

const departmentOf = (db: Transaction, organizationId: number, departmentId: number) =>
  db
    .selectFrom('departments')
    .select(['name', 'department_id'])
    .where('organization_id', '=', organizationId)
    .where('department_id', '=', departmentId);

const memberOf = (db: Transaction, organizationId: number, uin: number) =>
  db
    .selectFrom('accounts')
    .select(['name', 'department_id'])
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .where('kind', '=', 'member');

export interface Wanted {
  keyword: string;
  kind?: PolicyTarget['kind'] | undefined;
  offset: number;
  limit: number;
}

export interface ListedTarget extends PolicyTarget {
  /** Where it is: the parent of a department (null for the root), the department of a member. */
  within: number | null;
  /** How many policies are bound to it, without what it inherits. */
  policies: number;
  boundAt: Date | null;
}

/** Departments by name, the root first, then members by name; with a policy: since when it is bound to each. */
export const list = (
  db: Transaction,
  organizationId: number,
  wanted: Wanted & { policyId?: number | undefined },
): Promise<Page<ListedTarget>> => page(db, targetsOf(organizationId, wanted.policyId), wanted);

/** The departments and members that a policy is bound to. */
export const listBound = (
  db: Transaction,
  organizationId: number,
  policyId: number,
  wanted: Wanted,
): Promise<Page<ListedTarget & { boundAt: Date }>> => page(db, boundTo(organizationId, policyId), wanted);

const boundTo = (organizationId: number, policyId: number) => sql`(
  select case when b.uin is null then 'department' else 'member' end as kind, coalesce(b.uin, b.department_id) as id,
      coalesce(a.name, d.name) as name, coalesce(a.department_id, d.parent_id) as within, b.bound_at
    from service_control_bindings b
      left join departments d on d.department_id = b.department_id and d.organization_id = ${organizationId}
      left join accounts a on a.uin = b.uin and a.organization_id = ${organizationId} and a.kind = 'member'
    where b.policy_id = ${policyId} and coalesce(a.uin, d.department_id) is not null
) t`;

/**
 * Looked up one by one, by the index of the target's own bindings: a join would be planned by statistics, which the
 * embedded database seldom has, and takes a second where a thousand members are bound.
 */
const targetsOf = (organizationId: number, policyId = 0) => sql`(
  select 'department' as kind, d.department_id as id, d.name, d.parent_id as within,
      (select b.bound_at from service_control_bindings b
        where b.department_id = d.department_id and b.policy_id = ${policyId}::bigint) as bound_at
    from departments d where d.organization_id = ${organizationId}
  union all
  select 'member', a.uin, a.name, a.department_id,
      (select b.bound_at from service_control_bindings b
        where b.uin = a.uin and b.policy_id = ${policyId}::bigint)
    from accounts a where a.organization_id = ${organizationId} and a.kind = 'member'
) t`;

async function page<Listed>(
  db: Transaction,
  targets: RawBuilder<unknown>,
  { keyword, kind, offset, limit }: Wanted,
): Promise<Page<Listed>> {
  const matching = sql`from ${targets}
    where (t.name ilike ${containing(keyword)} or t.id::text = ${keyword.trim()})
      and (${kind ?? null}::text is null or t.kind = ${kind ?? null}::text)`;
  const { rows: items } = await sql<Listed>`
    select t.kind, t.id, t.name, t.within, t.bound_at as "boundAt", case t.kind
        when 'department' then (select count(*) from service_control_bindings where department_id = t.id)
        else (select count(*) from service_control_bindings where uin = t.id) end as policies
    ${matching} order by t.kind, t.within is not null, t.name, t.id offset ${offset} limit ${limit}`.execute(
    db,
  );
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${matching}`.execute(db);
  return { items, total: counted[0]?.total ?? 0 };
}
