import type { Transaction } from '../../../../platform/database/database.ts';
import type { DelegatedAdministrator, Delegation } from './delegated-administrator.ts';
import { organizationServices } from './organization-service.ts';

const ofOrganization = (db: Transaction, organizationId: number) =>
  db
    .selectFrom('delegated_administrators as d')
    .innerJoin('accounts as a', (on) =>
      on.onRef('a.uin', '=', 'd.uin').onRef('a.organization_id', '=', 'd.organization_id'),
    )
    .where('d.organization_id', '=', organizationId);

/** Service → how many members administer it. */
export async function countByService(
  db: Transaction,
  organizationId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await ofOrganization(db, organizationId)
    .select((of) => ['d.service_id', of.fn.countAll<number>().as('count')])
    .groupBy('d.service_id')
    .execute();
  return new Map(rows.map((row) => [row.service_id, row.count]));
}

/** By name; of every service when none is named. */
export async function list(
  db: Transaction,
  organizationId: number,
  serviceId?: number,
): Promise<DelegatedAdministrator[]> {
  const administrators = await ofOrganization(db, organizationId)
    .select([
      'd.service_id as serviceId',
      'd.uin',
      'a.name as memberName',
      'd.manages_all as managesAll',
      'd.created_at as createdAt',
    ])
    .$if(serviceId !== undefined, (of) => of.where('d.service_id', '=', serviceId ?? 0))
    .orderBy('d.service_id')
    .orderBy('a.name')
    .execute();
  const scopes = await listScopes(db, organizationId);
  return administrators.map((administrator) => {
    const own = scopes.filter(
      ({ serviceId: of, uin }) => of === administrator.serviceId && uin === administrator.uin,
    );
    return {
      ...administrator,
      members: own.flatMap(({ memberUin, memberName }) =>
        memberUin === null ? [] : [{ uin: memberUin, name: memberName ?? '' }],
      ),
      departments: own.flatMap(({ departmentId, departmentName }) =>
        departmentId === null ? [] : [{ departmentId, name: departmentName ?? '' }],
      ),
    };
  });
}

const listScopes = (db: Transaction, organizationId: number) =>
  db
    .selectFrom('delegation_scopes as s')
    .leftJoin('accounts as a', 'a.uin', 's.member_uin')
    .leftJoin('departments as d', 'd.department_id', 's.department_id')
    .select([
      's.service_id as serviceId',
      's.uin',
      's.member_uin as memberUin',
      'a.name as memberName',
      's.department_id as departmentId',
      'd.name as departmentName',
    ])
    .where('s.organization_id', '=', organizationId)
    .orderBy('a.name')
    .orderBy('d.name')
    .execute();

/** What a member is trusted with, in all services; nothing for one that administers none. */
export async function delegationsOf(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<Delegation[]> {
  const administrators = await list(db, organizationId);
  return administrators
    .filter((administrator) => administrator.uin === uin)
    .map(({ serviceId, managesAll, members, departments }) => ({
      product: organizationServices.find((service) => service.serviceId === serviceId)?.product ?? '',
      managesAll,
      memberUins: members.map((member) => member.uin),
      departmentIds: departments.map(({ departmentId }) => departmentId),
    }));
}

interface Scope {
  managesAll: boolean;
  memberUins: readonly number[];
  departmentIds: readonly number[];
}

/** Entrusts the service to the member, or changes for whom it administers it. */
export async function put(
  db: Transaction,
  organizationId: number,
  serviceId: number,
  uin: number,
  { managesAll, memberUins, departmentIds }: Scope,
  now: Date,
): Promise<void> {
  const key = { organization_id: organizationId, service_id: serviceId, uin };
  await db
    .insertInto('delegated_administrators')
    .values({ ...key, manages_all: managesAll, created_at: now })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'service_id', 'uin']).doUpdateSet({ manages_all: managesAll }),
    )
    .execute();
  await db
    .deleteFrom('delegation_scopes')
    .where('organization_id', '=', organizationId)
    .where('service_id', '=', serviceId)
    .where('uin', '=', uin)
    .execute();
  const scopes = [
    ...memberUins.map((member_uin) => ({ ...key, member_uin, department_id: null })),
    ...departmentIds.map((department_id) => ({ ...key, member_uin: null, department_id })),
  ];
  if (scopes.length > 0) await db.insertInto('delegation_scopes').values(scopes).execute();
}

/** Returns whether the member administered the service. */
export async function remove(
  db: Transaction,
  organizationId: number,
  serviceId: number,
  uin: number,
): Promise<boolean> {
  const removed = await db
    .deleteFrom('delegated_administrators')
    .where('organization_id', '=', organizationId)
    .where('service_id', '=', serviceId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

/** For an account that has left: it administers nothing, and is nobody's to administer. */
export async function removeMember(db: Transaction, organizationId: number, uin: number): Promise<void> {
  await db
    .deleteFrom('delegated_administrators')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .execute();
  await db
    .deleteFrom('delegation_scopes')
    .where('organization_id', '=', organizationId)
    .where('member_uin', '=', uin)
    .execute();
}
