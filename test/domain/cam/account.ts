import type { Principal } from '../../../src/action/actor.ts';
import { attachRolePolicy } from '../../../src/domain/cam/policies/attach-role-policy.ts';
import { attachUserPolicy } from '../../../src/domain/cam/policies/attach-user-policy.ts';
import { createCamPolicy } from '../../../src/domain/cam/policies/create-policy.ts';
import { createRole } from '../../../src/domain/cam/roles/create-role.ts';
import { trustService } from '../../../src/domain/cam/roles/trust-policy.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import type { CloudAccount } from '../../../src/domain/identity-center/deployment/cloud-account.ts';
import { localCloudAccount } from '../../../src/domain/identity-center/deployment/local-cloud-account.ts';
import { accounts } from '../../../src/domain/organization/index.ts';
import { newWorld, type World } from '../../support/world.ts';

/** An account, its root user, and another account, whose objects must never be seen. */
export const uin = 100_000_000_001;
export const root: Principal = { kind: 'principal', uin, identity: { type: 'root' } };
export const stranger: Principal = { kind: 'principal', uin: uin + 1, identity: { type: 'root' } };

/** An empty product with these two accounts, which are in no organization. */
export async function newAccountWorld(): Promise<World> {
  const world = await newWorld();
  const now = world.clock.now();
  await world.db.transaction().execute(async (db) => {
    for (const account of [root.uin, stranger.uin]) {
      const shown = { nickName: `account ${account}`, verifiedEntity: 'Northwind', cloudSite: 'local' };
      await accounts.open(db, account, shown, now);
    }
  });
  return world;
}

/** A CAM user at the console, who may do everything in CAM unless told otherwise. */
export async function actAs(
  world: World,
  userName: string,
  policyId: number | null = 11,
): Promise<Principal> {
  const { user_uin: userUin } = await world.db
    .updateTable('cam_users')
    .set({ console_login: true })
    .where('user_name', '=', userName)
    .where('uin', '=', uin)
    .returning('user_uin')
    .executeTakeFirstOrThrow();
  if (policyId !== null) await attachToUser(world, userUin, policyId);
  return { kind: 'principal', uin, identity: { type: 'cam-user', userName, userUin } };
}

/** The same as a role. */
export async function actAsRole(world: World, roleName: string): Promise<Principal> {
  const { role_id: roleId } = await world.db
    .updateTable('cam_roles')
    .set({ console_login: true })
    .where('role_name', '=', roleName)
    .returning('role_id')
    .executeTakeFirstOrThrow();
  await world.execute(attachRolePolicy, root, { attachRoleId: roleId, policyId: 11 });
  const issuedAt = world.clock.now().toISOString();
  const identity = { type: 'role', roleId, roleName, sessionName: 'alice', issuedAt } as const;
  return { kind: 'principal', uin, identity };
}

export const addUser = async (world: World, name: string, attributes: object = {}) =>
  (await world.execute(addCamUser, root, { name, ...attributes })).uin;

/** A policy that allows one action everywhere. */
export const allowing = (action: string): string =>
  JSON.stringify({ version: '2.0', statement: [{ effect: 'allow', action, resource: '*' }] });

export const createPolicy = async (world: World, policyName: string, document = allowing('cos:GetObject')) =>
  (await world.execute(createCamPolicy, root, { policyName, policyDocument: document })).policyId;

export const attachToUser = (world: World, attachUin: number, policyId: number) =>
  world.execute(attachUserPolicy, root, { attachUin, policyId });

export const createServiceRole = async (world: World, roleName: string, attributes: object = {}) => {
  const policyDocument = JSON.stringify(trustService('cvm.qcloud.com'));
  return (await world.execute(createRole, root, { roleName, policyDocument, ...attributes })).roleId;
};

/** What Identity Center does in the account, by its own means. */
export const deploy = (world: World, work: (cloud: CloudAccount) => Promise<unknown>) =>
  world.db
    .transaction()
    .execute((db) => work(localCloudAccount({ db, now: world.clock.now() }, uin, 'z-space')));

/** Nothing that a refusal leaves: no row more, no audit row more. */
export async function traces(world: World) {
  const tables = [
    'cam_users',
    'cam_access_keys',
    'cam_mfa_devices',
    'cam_groups',
    'cam_group_members',
    'cam_roles',
    'cam_policies',
    'cam_policy_versions',
    'cam_policy_attachments',
    'cam_saml_providers',
    'cam_user_sso',
  ] as const;
  const rows: Record<string, unknown> = {};
  for (const table of tables) {
    rows[table] = await world.db.selectFrom(table).selectAll().execute();
  }
  return { rows, audit: await world.auditTrail() };
}

/** Holds that the refusal has this code, and that nothing at all is different afterwards. */
export async function refusal(world: World, attempt: () => Promise<unknown>): Promise<unknown> {
  const before = await traces(world);
  const outcome = await attempt().then(
    () => 'not refused',
    (error: unknown) => error,
  );
  const after = await traces(world);
  if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error('The refusal left something behind.');
  return outcome;
}
