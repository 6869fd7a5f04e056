import { sql } from 'kysely';
import type { Delegation } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { organizationServices } from '../member-logins/delegated-administrators/organization-service.ts';

const idsOf = (...products: string[]): number[] =>
  organizationServices.filter(({ product }) => products.includes(product)).map(({ serviceId }) => serviceId);

/** What a member administers for the organization that it is in at this moment, of the services that are our own. */
export async function listOf(db: Transaction, uin: number): Promise<Delegation[]> {
  const rows = await db
    .selectFrom('delegated_administrators as d')
    .innerJoin('accounts as a', (on) =>
      on.onRef('a.uin', '=', 'd.uin').onRef('a.organization_id', '=', 'd.organization_id'),
    )
    .innerJoin('organizations as o', 'o.organization_id', 'd.organization_id')
    .select(['d.organization_id', 'd.service_id', 'd.manages_all'])
    .where('d.uin', '=', uin)
    .where('d.service_id', 'in', idsOf('identitycenter', 'cloudaudit'))
    .where('a.kind', '=', 'member')
    .where('o.ended_at', 'is', null)
    .orderBy('d.service_id')
    .execute();
  return rows.map((row) => ({
    organizationId: row.organization_id,
    service: idsOf('identitycenter').includes(row.service_id) ? 'identitycenter' : 'cloudaudit',
    managesAll: row.manages_all,
  }));
}

const ownDelegation = ({ organizationId, service }: Delegation, uin: number) =>
  sql`organization_id = ${organizationId} and uin = ${uin} and service_id = any (${idsOf(service)}::int[])`;

/** What stands in `with recursive`: whether all is `held`, the named `scopes`, and the `managed` departments with those below. */
const managedBy = (delegation: Delegation, uin: number) => sql`
  held as (select manages_all from delegated_administrators where ${ownDelegation(delegation, uin)}),
  scopes as (select member_uin, department_id from delegation_scopes where ${ownDelegation(delegation, uin)}),
  managed as (
    select department_id from scopes where department_id is not null
    union
    select d.department_id from departments d join managed m on d.parent_id = m.department_id
    where d.organization_id = ${delegation.organizationId}
  )`;

/** The departments of which every account, now and later, is managed by a delegated administrator. */
export async function listManagedDepartments(
  db: Transaction,
  delegation: Delegation,
  uin: number,
): Promise<number[]> {
  const { rows } = await sql<{ departmentId: number }>`
    with recursive ${managedBy(delegation, uin)}
    select department_id as "departmentId" from departments, held
    where organization_id = ${delegation.organizationId}
      and (held.manages_all or department_id in (select department_id from managed))
    order by department_id`.execute(db);
  return rows.map(({ departmentId }) => departmentId);
}

/**
 * The members for whom a delegated administrator administers a service: all of the organization, or those that are
 * named and those in or below the departments that are; never the admin account. Nobody once it was removed.
 */
export async function listManaged(db: Transaction, delegation: Delegation, uin: number): Promise<number[]> {
  const { rows } = await sql<{ uin: number }>`
    with recursive ${managedBy(delegation, uin)}
    select a.uin from accounts a, held
    where a.organization_id = ${delegation.organizationId} and a.kind = 'member'
      and (held.manages_all
           or a.uin in (select member_uin from scopes)
           or a.department_id in (select department_id from managed))
    order by a.uin`.execute(db);
  return rows.map((row) => row.uin);
}
