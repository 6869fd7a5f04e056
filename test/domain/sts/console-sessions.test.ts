import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../src/action/actor.ts';
import { enterAccountAsCamUser } from '../../../src/domain/identity-center/portal/enter-account-as-cam-user.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { describeConsoleSession } from '../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { openCamUserConsoleSession } from '../../../src/domain/sts/console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from '../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { impostor } from '../../support/identity-provider.ts';
import { authorize, createConfiguration, createPerson, synchronize } from '../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const visitor = { kind: 'visitor' } as const;
const roleAttribute = 'https://cloud.tencent.com/SAML/Attributes/Role';

/** Whom the door takes the browser for after a sign-in that went well. */
function enteredBy(opened: { outcome: string }): Principal {
  const { uin, identity } = opened as Pick<Principal, 'uin' | 'identity'> & { outcome: string };
  return { kind: 'principal', uin, identity };
}

describe('an account of the local site', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let other: number;
  let alice: Employee;
  let reader: string;
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId } = founded);
    const nodeId = founded.rootDepartmentId;
    ({ uin } = await world.execute(createOrganizationMember, administrator, { name: 'web', nodeId }));
    ({ uin: other } = await world.execute(createOrganizationMember, administrator, {
      name: 'other',
      nodeId,
    }));
    alice = {
      kind: 'employee',
      spaceId: zoneId,
      userId: await createPerson(world, administrator, zoneId, 'alice'),
    };
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess'], {
      sessionDuration: 900,
    });
    await authorize(world, administrator, zoneId, [{ user: alice.userId, uin, configuration: reader }]);
  });

  const assertion = async () =>
    (await world.execute(enterAccountAsRole, alice, { uin, permissionConfigurationId: reader })).samlResponse;
  const open = (samlResponse: string) => world.execute(openRoleConsoleSession, visitor, { samlResponse });
  const changed = (samlResponse: string, from: string, to: string) =>
    Buffer.from(Buffer.from(samlResponse, 'base64').toString('utf8').replaceAll(from, to)).toString('base64');

  it('opens a session of the role, for as long as the role allows', async () => {
    expect(await open(await assertion())).toEqual({
      outcome: 'opened',
      uin,
      identity: {
        type: 'role',
        roleId: expect.stringMatching(/^\d{19}$/),
        roleName: 'TencentCloudSSO-Reader',
        sessionName: 'alice',
        requesterUin: uin,
        issuedAt: world.clock.now().toISOString(),
        sessionId: expect.stringMatching(/^sts-/),
      },
      sessionSeconds: 900,
    });
  });

  it('lets an assertion in once', async () => {
    const once = await assertion();

    expect(await open(once)).toMatchObject({ outcome: 'opened' });
    expect(await open(once)).toMatchObject({ outcome: 'refused', reason: 'assertion-replayed' });
  });

  it('lets an assertion in for five minutes and the skew', async () => {
    const late = await assertion();
    world.clock.advance(360);

    expect(await open(late)).toMatchObject({ outcome: 'refused', reason: 'expired' });
  });

  it('refuses an assertion that was changed to another account or role', async () => {
    expect(await open(changed(await assertion(), String(uin), String(other)))).toMatchObject({
      outcome: 'refused',
      reason: 'provider-unknown',
    });
    expect(await open(changed(await assertion(), 'Reader', 'Writer'))).toMatchObject({
      outcome: 'refused',
      reason: 'digest-mismatch',
    });
    expect(await open(changed(await assertion(), '>alice<', '>admin<'))).toMatchObject({
      outcome: 'refused',
      reason: 'digest-mismatch',
    });
  });

  it('refuses an assertion that somebody else signed', async () => {
    const stranger = await impostor();
    const to = {
      entityId: 'https://login.example.com/account-console',
      acsUrl: 'https://login.example.com/account-console/saml',
    };
    const parts = stranger.parts({ ...to, now: world.clock.now(), nameId: 'alice' });
    const issuer = 'https://login.example.com/saml/northwind/idp-metadata';
    const role = `qcs::cam::uin/${uin}:roleName/TencentCloudSSO-Reader,qcs::cam::uin/${uin}:saml-provider/TencentReservedSSO-${zoneId}`;
    const unsigned = stranger.write({
      ...parts,
      assertionIssuer: issuer,
      responseIssuer: issuer,
      sign: 'nothing',
    });
    const statement = `<saml:AttributeStatement><saml:Attribute Name="${roleAttribute}"><saml:AttributeValue>${role}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>`;
    const forged = stranger.sign(unsigned.replace('</saml:Assertion>', statement), parts.assertionId);

    expect(await open(Buffer.from(forged).toString('base64'))).toMatchObject({
      outcome: 'refused',
      reason: 'signature-invalid',
    });
  });

  it('refuses the assertion of another organization’s space for a role here', async () => {
    const southwind = await foundSpace(world, {
      organizationName: 'S',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    const eve: Employee = {
      kind: 'employee',
      spaceId: southwind.zoneId,
      userId: await createPerson(world, southwind.administrator, southwind.zoneId, 'eve'),
    };
    const theirs = await createConfiguration(world, southwind.administrator, southwind.zoneId, 'Reader', [
      'AdministratorAccess',
    ]);
    await authorize(world, southwind.administrator, southwind.zoneId, [
      { user: eve.userId, uin: southwind.adminUin, configuration: theirs },
    ]);

    const hop = { uin: southwind.adminUin, permissionConfigurationId: theirs };
    const { samlResponse } = await world.execute(enterAccountAsRole, eve, hop);
    await expect(world.execute(enterAccountAsRole, eve, { ...hop, uin })).rejects.toMatchObject({
      code: 'AccountNotEntered',
    });
    expect(await open(changed(samlResponse, String(southwind.adminUin), String(uin)))).toMatchObject({
      outcome: 'refused',
    });
  });

  it('refuses a role that does not trust the provider, or is gone', async () => {
    const early = await assertion();
    const trust = { version: '2.0', statement: [] };
    await world.db
      .updateTable('cam_roles')
      .set({ trust_policy: JSON.stringify(trust) })
      .execute();
    expect(await open(early)).toMatchObject({ outcome: 'refused', reason: 'role-not-trusted' });

    await world.db.deleteFrom('cam_roles').execute();
    expect(await open(await assertion())).toMatchObject({ outcome: 'refused', reason: 'role-unknown' });
  });

  it('refuses a role that is not for the console', async () => {
    await world.db.updateTable('cam_roles').set({ console_login: false }).execute();

    expect(await open(await assertion())).toMatchObject({ outcome: 'refused', reason: 'role-unknown' });
  });

  it.each(['', 'AAAA', '%%%', 'PGE+PC9hPg=='])(
    'refuses %j as an assertion, cleanly',
    async (samlResponse) => {
      expect(await open(samlResponse)).toMatchObject({ outcome: 'refused', reference: expect.any(String) });
    },
  );

  it('tells who one is and what the role allows, until the role is deleted', async () => {
    const session = enteredBy(await open(await assertion()));

    expect(await world.execute(describeConsoleSession, session, {})).toMatchObject({
      account: { uin, name: 'web' },
      identity: {
        kind: 'role',
        name: 'TencentCloudSSO-Reader',
        sessionName: 'alice',
        arn: `qcs::cam::uin/${uin}:roleName/TencentCloudSSO-Reader`,
      },
      policies: [{ policyName: 'ReadOnlyAccess' }],
    });
    await world.db.deleteFrom('cam_roles').execute();
    await expect(world.execute(describeConsoleSession, session, {})).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  describe('as a CAM user', () => {
    beforeEach(async () => {
      await synchronize(world, administrator, zoneId, { user: alice.userId, uin });
    });
    const enter = async () => (await world.execute(enterAccountAsCamUser, alice, { uin })).samlResponse;
    const openAs = (samlResponse: string, account = uin) =>
      world.execute(openCamUserConsoleSession, visitor, { uin: account, samlResponse });

    it('opens a session without any policy, once', async () => {
      const once = await enter();

      const opened = await openAs(once);
      expect(opened).toEqual({
        outcome: 'opened',
        uin,
        identity: {
          type: 'cam-user',
          userName: 'alice@northwind',
          userUin: expect.any(Number),
          userSsoId: expect.any(Number),
          entryId: expect.any(String),
        },
        sessionSeconds: 7200,
      });
      expect(await openAs(once)).toMatchObject({ outcome: 'refused', reason: 'assertion-replayed' });
      const session = enteredBy(opened);
      expect(await world.execute(describeConsoleSession, session, {})).toMatchObject({
        policies: [],
        identity: { kind: 'user' },
      });
    });

    it('refuses the assertion of one account in another', async () => {
      await synchronize(world, administrator, zoneId, { user: alice.userId, uin: other });

      expect(await openAs(await enter(), other)).toMatchObject({
        outcome: 'refused',
        reason: 'destination-mismatch',
      });
    });

    it('refuses a role’s assertion as a user’s, and the other way round', async () => {
      expect(await openAs(await assertion())).toMatchObject({ outcome: 'refused' });
      expect(await open(await enter())).toMatchObject({ outcome: 'refused' });
    });

    it('refuses a CAM user who is gone, and an account without user SSO', async () => {
      const early = await enter();
      await world.db.deleteFrom('cam_users').execute();

      expect(await openAs(early)).toMatchObject({ outcome: 'refused', reason: 'cam-user-unknown' });
      expect(await openAs(early, other)).toMatchObject({ outcome: 'refused', reason: 'provider-unknown' });
    });
  });
});
