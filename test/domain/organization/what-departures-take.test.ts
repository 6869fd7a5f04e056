import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../src/action/actor.ts';
import { createAccessKey } from '../../../src/domain/cam/access-keys/create-access-key.ts';
import { addCamUserToGroup } from '../../../src/domain/cam/groups/add-user-to-group.ts';
import { createCamGroup } from '../../../src/domain/cam/groups/create-group.ts';
import { camUsers } from '../../../src/domain/cam/index.ts';
import { createVirtualMfaDevice } from '../../../src/domain/cam/mfa/create-virtual-mfa-device.ts';
import { attachUserPolicy } from '../../../src/domain/cam/policies/attach-user-policy.ts';
import { createCamPolicy } from '../../../src/domain/cam/policies/create-policy.ts';
import { createRole } from '../../../src/domain/cam/roles/create-role.ts';
import { trustAccount } from '../../../src/domain/cam/roles/trust-policy.ts';
import { createUserSyncProvisioning } from '../../../src/domain/identity-center/cam-user-synchronizations/create-user-sync-provisioning.ts';
import { enterAccountAsCamUser } from '../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { markFavourite } from '../../../src/domain/identity-center/portal/mark-favourite.ts';
import { deleteOrganizationMembers } from '../../../src/domain/organization/membership/delete-organization-members.ts';
import { openCamUserConsoleSession } from '../../../src/domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from '../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { assumeRole } from '../../../src/domain/sts/credentials/assume-role.ts';
import { getCallerIdentity } from '../../../src/domain/sts/credentials/get-caller-identity.ts';
import { admin, type Company, document, openCompany } from '../../support/member-logins.ts';
import { authorize, createConfiguration, createPerson } from '../../support/northwind.ts';
import { invitedMember } from '../../support/organization.ts';
import type { World } from '../../support/world.ts';

/** What becomes of the rows about an account that leaves, table by table. A new table has to say it here. */
const fates = {
  accounts: 'changes',
  cam_groups: 'stays',
  root_users: 'stays',
  cam_access_keys: 'own stay',
  cam_group_members: 'own stay',
  cam_mfa_devices: 'own stay',
  cam_policies: 'own stay',
  cam_policy_attachments: 'own stay',
  cam_policy_versions: 'own stay',
  cam_roles: 'own stay',
  cam_saml_providers: 'goes',
  cam_user_sso: 'goes',
  cam_users: 'own stay',
  sts_sessions: 'own stay',
  authorizations: 'goes',
  deployments: 'goes',
  login_authorization_members: 'goes',
  member_contacts: 'goes',
  member_login_permissions: 'goes',
  service_control_bindings: 'goes',
  synchronized_cam_users: 'goes',
  ...{ account_entries: 'goes', portal_entries: 'goes', portal_favourites: 'goes' },
  user_synchronizations: 'goes',
  /** History of the organization, which names accounts and grants nothing. */
  audit_events: 'history',
  invitations: 'history',
  organization_changes: 'history',
  tasks: 'history',
  /** Nothing is about this account: chained later, offers that are open for a minute, or refused while there are some. */
  ...{ audit_records: 'none', console_hand_overs: 'none', sts_role_revocations: 'none' },
  ...{ delegated_administrators: 'none', delegation_scopes: 'none', tracking_sets: 'none' },
  ...{ email_bindings: 'none', finance_changes: 'none', member_creations: 'none' },
  ...{
    organizations: 'none',
    verified_entities: 'none',
    account_leases: 'none',
    authorization_drafts: 'none',
    inheritances_due: 'none',
    authorization_import_lines: 'none',
  },
} as const;

type Fate = (typeof fates)[keyof typeof fates];

/** What holds of the rows of a table: those of its own, those when everything was given, and those that are left. */
const holds: Record<Fate, (table: string, rows: Record<'own' | 'given' | 'left', string[]>) => void> = {
  stays: (table, { given, left }) => {
    expect(given, table).not.toEqual([]);
    expect(left, table).toEqual(given);
  },
  changes: (table, { left }) => expect(left, table).toHaveLength(1),
  'own stay': (table, { own, given, left }) => {
    expect(own, table).not.toEqual([]);
    expect(given.length, table).toBeGreaterThan(own.length);
    expect(left, table).toEqual(own);
  },
  goes: (table, { given, left }) => {
    expect(given, table).not.toEqual([]);
    expect(left, table).toEqual([]);
  },
  history: (table, { given, left }) => {
    expect(given, table).not.toEqual([]);
    expect(left, table).toEqual(expect.arrayContaining(given));
  },
  none: (table, { given, left }) => expect([...given, ...left], table).toEqual([]),
};

describe('whatever an account has when it leaves', () => {
  let company: Company;
  let world: World;
  let guest: Principal;
  let alice: Employee;
  let reader: string;
  beforeEach(async () => {
    company = await openCompany();
    world = company.world;
    const { administrator, zoneId } = company;
    guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: company.rootDepartmentId });
    const userId = await createPerson(world, administrator, zoneId, 'alice');
    alice = { kind: 'employee', spaceId: zoneId, userId };
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await world.db
      .insertInto('service_control_policies')
      .values({
        ...{ organization_id: company.organizationId, kind: 'custom', name: 'limits', description: '' },
        ...{ document: document(), created_at: world.clock.now(), updated_at: world.clock.now() },
      })
      .execute();
  });

  /** A user at the console with a key, a device, a group and a policy; returns it as principal. */
  async function furnish(userName: string): Promise<Principal> {
    const found = await camUsers.find(world.db as never, guest.uin, userName);
    const userUin = found?.userUin ?? 0;
    const user = {
      ...guest,
      identity: { type: 'cam-user', userName, userUin },
    } as const satisfies Principal;
    const { groupId } = await world.execute(createCamGroup, guest, { groupName: `with-${userName}` });
    await world.execute(addCamUserToGroup, guest, { info: [{ uid: userUin, groupId }] });
    await world.execute(attachUserPolicy, guest, { attachUin: userUin, policyId: 1 });
    await world.execute(createAccessKey, guest, { targetUin: userUin });
    await world.execute(createVirtualMfaDevice, user, {});
    await assume(user, 'own');
    return user;
  }

  const assume = (caller: Principal, roleName: string) =>
    world.execute(assumeRole, caller, {
      roleArn: `qcs::cam::uin/${guest.uin}:roleName/${roleName}`,
      roleSessionName: 'work',
    });

  async function makeOwn(): Promise<Principal> {
    const policyDocument = JSON.stringify(trustAccount(guest.uin));
    await world.execute(createRole, guest, { roleName: 'own', policyDocument });
    await world.execute(createCamPolicy, guest, { policyName: 'own', policyDocument: document() });
    const now = world.clock.now();
    const row = { userName: 'own', remark: 'ours', consoleLogin: true, spaceId: null };
    await camUsers.insert(world.db as never, guest.uin, row, now);
    return furnish('own');
  }

  async function giveEverything(): Promise<void> {
    const { administrator, zoneId, permission, configure, policy } = company;
    const grant = { user: alice.userId, uin: guest.uin, configuration: reader };
    await authorize(world, administrator, zoneId, [grant]);
    await synchronize('KeepBoth');
    const own = await permission('own', [{ policyType: 1, policyDocument: document() }]);
    await configure([guest.uin], [own, admin]);
    await policy('both', own, [guest.uin]);
    await world.db
      .insertInto('member_contacts')
      .values({
        ...{ contact_id: 'c', organization_id: company.organizationId, uin: guest.uin, name: 'Bo' },
        ...{ email: 'bo@x.example', is_verified: true, message_kinds: ['security'] },
        ...{ created_at: world.clock.now(), updated_at: world.clock.now() },
      })
      .execute();
    await sql`insert into service_control_bindings (organization_id, policy_id, uin, bound_at)
              select organization_id, policy_id, ${guest.uin}, now() from service_control_policies`.execute(
      world.db,
    );
    await furnish('alice@northwind');
    const way = { uin: guest.uin, permissionConfigurationId: reader };
    await world.execute(enterAccountAsRole, alice, way);
    await world.execute(markFavourite, alice, { uin: guest.uin, isFavourite: true });
  }

  async function synchronize(duplicationStrategy: 'KeepBoth' | 'TakeOver'): Promise<void> {
    const wanted = {
      ...{ principalType: 'User', principalId: alice.userId, targetUin: guest.uin, targetType: 'MemberUin' },
      ...{ duplicationStrategy, deletionStrategy: 'Keep' },
    };
    await world.execute(createUserSyncProvisioning, company.administrator, {
      ...{ zoneId: company.zoneId, userSyncProvisionings: [wanted] },
    });
    await world.runJobs();
  }

  const remove = () =>
    world.execute(deleteOrganizationMembers, company.administrator, { memberUin: [guest.uin] });

  /** Table → its rows about the account, whichever column says so. */
  async function rowsAboutGuest(): Promise<Record<string, object[]>> {
    const { rows: columns } = await sql<{ table: string; column: string; type: string }>`
      select table_name as table, column_name as column, data_type as type from information_schema.columns
      where table_schema = 'public' and column_name like '%uin%' order by 1, 2`.execute(world.db);
    const about: Record<string, object[]> = {};
    for (const table of new Set(columns.map((found) => found.table))) {
      const ofTable = columns.filter((found) => found.table === table);
      const conditions = ofTable.map(({ column, type }) =>
        type === 'ARRAY'
          ? sql`${guest.uin} = any(${sql.ref(column)})`
          : sql`${sql.ref(column)} = ${guest.uin}`,
      );
      const { rows } = await sql<object>`
        select * from ${sql.table(table)} where ${sql.join(conditions, sql` or `)}`.execute(world.db);
      about[table] = rows;
    }
    return about;
  }

  const asText = (rows: object[] = []) => rows.map((row) => JSON.stringify(row)).sort();

  it('stays or goes as its table says, in every table that names accounts', async () => {
    await makeOwn();
    const own = await rowsAboutGuest();
    await giveEverything();
    const given = await rowsAboutGuest();
    await remove();

    const left = await rowsAboutGuest();
    expect(Object.keys(left).sort()).toEqual(Object.keys(fates).sort());
    for (const [table, fate] of Object.entries(fates)) {
      const texts = { own: own[table], given: given[table], left: left[table] };
      holds[fate as Fate]?.(table, {
        own: asText(texts.own),
        given: asText(texts.given),
        left: asText(texts.left),
      });
    }
  });

  it('takes nothing from other members', async () => {
    const { administrator, zoneId, web, configure, permission } = company;
    await authorize(world, administrator, zoneId, [{ user: alice.userId, uin: web, configuration: reader }]);
    await configure([web], [await permission('web', [{ policyType: 1, policyDocument: document() }])]);
    await makeOwn();
    await giveEverything();
    const others = async () =>
      asText((await sql<object>`select * from cam_roles where uin = ${web}`.execute(world.db)).rows).concat(
        asText((await sql<object>`select * from cam_policies where uin = ${web}`.execute(world.db)).rows),
        asText(
          (await sql<object>`select * from cam_policy_attachments where uin = ${web}`.execute(world.db)).rows,
        ),
      );
    const before = await others();
    await remove();

    expect(before).toHaveLength(7);
    expect(await others()).toEqual(before);
  });

  it('opens nothing afterwards: no console session, no access key, no temporary key made from it', async () => {
    const own = await makeOwn();
    await giveEverything();
    const visitor = { kind: 'visitor' } as const;
    const entered = async (opened: object) =>
      ({ kind: 'principal', ...(opened as { uin: number; identity: never }) }) satisfies Principal;
    const { samlResponse: roleResponse } = await world.execute(enterAccountAsRole, alice, {
      ...{ uin: guest.uin, permissionConfigurationId: reader },
    });
    const { samlResponse: userResponse } = await world.execute(enterAccountAsCamUser, alice, {
      uin: guest.uin,
    });
    const atConsole = [
      await entered(await world.execute(openRoleConsoleSession, visitor, { samlResponse: roleResponse })),
      await entered(
        await world.execute(openCamUserConsoleSession, visitor, {
          ...{ uin: guest.uin, samlResponse: userResponse },
        }),
      ),
    ];
    const key = await world.db
      .selectFrom('cam_access_keys')
      .innerJoin('cam_users', 'cam_users.user_uin', 'cam_access_keys.user_uin')
      .select(['access_key_id', 'cam_users.user_uin', 'user_name'])
      .where('user_name', '=', 'alice@northwind')
      .executeTakeFirstOrThrow();
    const byKey: Principal = {
      ...guest,
      identity: {
        ...{ type: 'cam-user', userName: key.user_name, userUin: key.user_uin },
        accessKeyId: key.access_key_id,
      },
    };
    const byAdmin = await assume(company.administrator, 'OrganizationAccessControlRole');
    const doors = [...atConsole, byKey];
    const isOpen = (principal: Principal) =>
      world.execute(getCallerIdentity, principal, {}).then(
        () => true,
        (error: { code?: string }) => error.code !== 'SessionEnded',
      );
    expect(await Promise.all(doors.map(isOpen))).toEqual([true, true, true]);
    await remove();

    expect(await Promise.all(doors.map(isOpen))).toEqual([false, false, false]);
    const keys = await world.db
      .selectFrom('sts_sessions')
      .select('secret_id')
      .where('secret_id', '=', byAdmin.credentials.tmpSecretId)
      .execute();
    expect(keys).toEqual([]);
    expect(await isOpen(own)).toBe(true);
    expect(await isOpen(guest)).toBe(true);
  });

  describe('a user of its own that a space took over', () => {
    const userName = 'alice@northwind';
    const row = () =>
      world.db
        .selectFrom('cam_users')
        .select(['user_uin', 'remark', 'console_login', 'space_id', 'taken_over_at', 'own_remark'])
        .where('user_name', '=', userName)
        .executeTakeFirstOrThrow();

    beforeEach(async () => {
      await makeOwn();
      const user = { userName, remark: 'Ours', consoleLogin: false, spaceId: null };
      await camUsers.insert(world.db as never, guest.uin, user, world.clock.now());
      const { user_uin: targetUin } = await row();
      await world.execute(createAccessKey, guest, { targetUin });
      world.clock.advance(60);
      await synchronize('TakeOver');
    });

    it('is given back as it was, with what it had', async () => {
      const before = await row();
      expect(before).toMatchObject({ space_id: company.zoneId, console_login: true, own_remark: 'Ours' });
      await remove();

      expect(await row()).toEqual({
        ...before,
        ...{ remark: 'Ours', console_login: false },
        ...{ space_id: null, taken_over_at: null, own_remark: null },
      });
    });

    it('keeps the key that it had, and none that was made while the space had it', async () => {
      const { user_uin: userUin } = await row();
      const keys = () =>
        world.db
          .selectFrom('cam_access_keys')
          .select('access_key_id')
          .where('user_uin', '=', userUin)
          .execute();
      const had = await keys();
      world.clock.advance(60);
      const meanwhile: Principal = { ...guest, identity: { type: 'cam-user', userName, userUin } };
      await world.execute(createAccessKey, guest, { targetUin: userUin });
      await world.execute(createVirtualMfaDevice, meanwhile, {});
      await world.execute(attachUserPolicy, guest, { attachUin: userUin, policyId: 1 });
      await assume(meanwhile, 'own');
      expect(await keys()).toHaveLength(2);
      await remove();

      expect(await keys()).toEqual(had);
      expect(await rowsOf('cam_mfa_devices', userUin)).toEqual([]);
      const sessions = await world.db
        .selectFrom('sts_sessions')
        .select('session_id')
        .where('cam_user_uin', '=', userUin)
        .execute();
      expect(sessions).toEqual([]);
    });

    const rowsOf = (table: 'cam_mfa_devices', userUin: number) =>
      world.db.selectFrom(table).select('user_uin').where('user_uin', '=', userUin).execute();
  });
});
