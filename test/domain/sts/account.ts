import type { Principal } from '../../../src/action/actor.ts';
import {
  accessKeys,
  attachments,
  roles,
  type TrustPolicy,
  camUsers as users,
} from '../../../src/domain/cam/index.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { assumeRole } from '../../../src/domain/sts/credentials/assume-role.ts';
import { findSession } from '../../../src/domain/sts/index.ts';
import type { Transaction } from '../../../src/platform/database/database.ts';
import { createVault, hashSecret } from '../../../src/platform/secrets.ts';
import { foundSpace, type World } from '../../support/world.ts';

export type Inside = Awaited<ReturnType<typeof foundAccounts>>;
export type CamUserPrincipal = Principal & { identity: { type: 'cam-user'; userUin: number } };

interface Credentials {
  credentials: { tmpSecretId: string; tmpSecretKey: string; token: string };
}

const administratorAccess = 1;

/** The vault of `newWorld`. */
const vault = createVault(Buffer.alloc(32, 7));

/** Two accounts of one organization, and short ways to what is in them. */
export async function foundAccounts(world: World) {
  const founded = await foundSpace(world);
  const { administrator, rootDepartmentId: nodeId } = founded;
  const member = async (name: string) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId })).uin;
  const inTransaction = <Result>(run: (db: Transaction) => Promise<Result>) =>
    world.db.transaction().execute(run);
  /** Whom a role trusts is another matter than what somebody may ask for; here everybody may ask for everything. */
  const allowEverything = (to: { kind: 'role' | 'user'; principalId: string }, uin: number) =>
    inTransaction((db) => attachments.attach(db, uin, to, administratorAccess, world.clock.now()));

  return {
    ...founded,
    uin: await member('web'),
    other: await member('other'),
    inTransaction,
    async createUser(
      uin: number,
      userName: string,
      { isAllowedEverything = true } = {},
    ): Promise<CamUserPrincipal> {
      const user = { userName, remark: '', consoleLogin: true, spaceId: null };
      const created = await inTransaction((db) => users.insert(db, uin, user, world.clock.now()));
      const userUin = created?.userUin ?? 0;
      if (isAllowedEverything) await allowEverything({ kind: 'user', principalId: String(userUin) }, uin);
      return { kind: 'principal', uin, identity: { type: 'cam-user', userName, userUin } };
    },
    async createRole(
      uin: number,
      roleName: string,
      statements: object[],
      { sessionSeconds = 43_200, consoleLogin = true, isAllowedEverything = true } = {},
    ) {
      const trustPolicy = { version: '2.0', statement: statements } as TrustPolicy;
      const role = { roleName, description: '', trustPolicy, consoleLogin, sessionSeconds };
      const put = await inTransaction((db) => roles.put(db, uin, role, null, world.clock.now()));
      if (isAllowedEverything) await allowEverything({ kind: 'role', principalId: put.roleId }, uin);
      return put;
    },
    deleteRole: (roleId: string) => world.db.deleteFrom('cam_roles').where('role_id', '=', roleId).execute(),
    createKey: (uin: number, userUin: number, accessKeyId: string) => {
      const key = { accessKeyId, userUin, secretSealed: '', status: 'Active', description: '' } as const;
      return inTransaction((db) => accessKeys.insert(db, uin, key, world.clock.now()));
    },
    switchKey: (accessKeyId: string, status: 'Active' | 'Inactive') =>
      world.db
        .updateTable('cam_access_keys')
        .set({ status })
        .where('access_key_id', '=', accessKeyId)
        .execute(),
    assume: (caller: Principal, uin: number, roleName: string, input: object = {}) =>
      world.execute(assumeRole, caller, {
        roleArn: `qcs::cam::uin/${uin}:roleName/${roleName}`,
        roleSessionName: 'work',
        ...input,
      }),
    /** Whom a door takes the holder of the keys for; undefined when it knows them not. */
    async holderOf({ credentials }: Credentials): Promise<Principal | undefined> {
      const found = await find(world, credentials.tmpSecretId, credentials.token);
      return found && vault.open(found.secretKeySealed) === credentials.tmpSecretKey
        ? found.principal
        : undefined;
    },
    find: (secretId: string, token: string) => find(world, secretId, token),
    /** No role, no session, nothing in the audit trail; accounts and users stay, because making them takes long. */
    async clear(): Promise<void> {
      await world.db.deleteFrom('sts_sessions').execute();
      await world.db.deleteFrom('cam_roles').execute();
      await world.db.deleteFrom('consumed_assertions').execute();
      await world.db.deleteFrom('audit_events').execute();
    },
    sessionRows: async () => (await world.db.selectFrom('sts_sessions').selectAll().execute()).length,
  };
}

const find = (world: World, secretId: string, token: string) =>
  world.db.transaction().execute((db) => findSession(db, secretId, hashSecret(token), world.clock.now()));

/** One statement of a trust policy about AssumeRole. */
export const trusting = (qcs: string | string[], extra: object = {}) => ({
  effect: 'allow',
  action: 'name/sts:AssumeRole',
  principal: { qcs },
  ...extra,
});

export const accountArn = (uin: number) => `qcs::cam::uin/${uin}:root`;
