import type { Transaction } from '../../../../platform/database/database.ts';
import type { MemberPermission } from './member-permission.ts';

/** Only of accounts that are in the organization now. */
const ofOrganization = (db: Transaction, organizationId: number) =>
  db
    .selectFrom('member_login_permissions')
    .innerJoin('accounts', (on) =>
      on
        .onRef('accounts.uin', '=', 'member_login_permissions.uin')
        .onRef('accounts.organization_id', '=', 'member_login_permissions.organization_id'),
    )
    .where('member_login_permissions.organization_id', '=', organizationId);

const columns = [
  'member_login_permissions.uin',
  'accounts.name as memberName',
  'login_permission_id as loginPermissionId',
  'is_current as isCurrent',
  'configured_at as configuredAt',
  'member_login_permissions.updated_at as updatedAt',
] as const;

export async function find(
  db: Transaction,
  organizationId: number,
  uin: number,
  loginPermissionId: number,
): Promise<MemberPermission | undefined> {
  return ofOrganization(db, organizationId)
    .select(columns)
    .where('member_login_permissions.uin', '=', uin)
    .where('login_permission_id', '=', loginPermissionId)
    .executeTakeFirst();
}

/** The same; until the transaction ends, nobody authorizes anybody by it or takes it away. */
export async function findAlone(
  db: Transaction,
  organizationId: number,
  uin: number,
  loginPermissionId: number,
): Promise<MemberPermission | undefined> {
  return ofOrganization(db, organizationId)
    .select(columns)
    .where('member_login_permissions.uin', '=', uin)
    .where('login_permission_id', '=', loginPermissionId)
    .forUpdate('member_login_permissions')
    .executeTakeFirst();
}

interface Of {
  uins?: readonly number[];
  loginPermissionId?: number;
}

/** In the order of members' names; of all members when none are named. */
export async function list(
  db: Transaction,
  organizationId: number,
  { uins, loginPermissionId }: Of,
): Promise<MemberPermission[]> {
  if (uins?.length === 0) return [];
  return ofOrganization(db, organizationId)
    .select(columns)
    .$if(uins !== undefined, (of) => of.where('member_login_permissions.uin', 'in', uins ?? []))
    .$if(loginPermissionId !== undefined, (of) =>
      of.where('login_permission_id', '=', loginPermissionId ?? 0),
    )
    .orderBy('accounts.name')
    .orderBy('login_permission_id')
    .execute();
}

export async function listMemberNames(
  db: Transaction,
  organizationId: number,
  loginPermissionId: number,
): Promise<string[]> {
  const rows = await ofOrganization(db, organizationId)
    .select('accounts.name')
    .where('login_permission_id', '=', loginPermissionId)
    .orderBy('accounts.name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Login permission → in how many members it is configured. */
export async function countMembers(
  db: Transaction,
  organizationId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await ofOrganization(db, organizationId)
    .select((of) => ['login_permission_id', of.fn.countAll<number>().as('count')])
    .groupBy('login_permission_id')
    .execute();
  return new Map(rows.map((row) => [row.login_permission_id, row.count]));
}

/** Notes that the role is as the permission says, whether or not it was noted before. */
export async function put(
  db: Transaction,
  organizationId: number,
  permission: Pick<MemberPermission, 'uin' | 'loginPermissionId'>,
  now: Date,
): Promise<void> {
  const changes = {
    organization_id: organizationId,
    is_current: true,
    updated_at: now,
  };
  await db
    .insertInto('member_login_permissions')
    .values({
      uin: permission.uin,
      login_permission_id: permission.loginPermissionId,
      configured_at: now,
      ...changes,
    })
    .onConflict((conflict) => conflict.columns(['uin', 'login_permission_id']).doUpdateSet(changes))
    .execute();
}

/** The permission was changed; returns the members whose roles are not as it says any more. */
export async function outdate(
  db: Transaction,
  organizationId: number,
  loginPermissionId: number,
  now: Date,
): Promise<number[]> {
  const rows = await db
    .updateTable('member_login_permissions')
    .set({ is_current: false, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('login_permission_id', '=', loginPermissionId)
    .returning('uin')
    .execute();
  return rows.map(({ uin }) => uin).sort((one, other) => one - other);
}

export async function remove(
  db: Transaction,
  organizationId: number,
  uin: number,
  loginPermissionId: number,
): Promise<void> {
  await db
    .deleteFrom('member_login_permissions')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .where('login_permission_id', '=', loginPermissionId)
    .execute();
}

/** Which of these members have it. Until the transaction ends, it is not taken from them. */
export async function hold(
  db: Transaction,
  organizationId: number,
  uins: readonly number[],
  loginPermissionId: number,
): Promise<number[]> {
  const rows = await ofOrganization(db, organizationId)
    .select('member_login_permissions.uin')
    .where('member_login_permissions.uin', 'in', uins)
    .where('login_permission_id', '=', loginPermissionId)
    .orderBy('member_login_permissions.uin')
    .forKeyShare('member_login_permissions')
    .execute();
  return rows.map(({ uin }) => uin);
}

/** For an account that has left; returns what it had. */
export async function removeAll(db: Transaction, organizationId: number, uin: number): Promise<number[]> {
  const rows = await db
    .deleteFrom('member_login_permissions')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .returning('login_permission_id')
    .execute();
  return rows.map((row) => row.login_permission_id);
}
