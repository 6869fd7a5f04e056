import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { attach } from '../../../src/domain/cam/policies/attachment-queries.ts';
import { createCamPolicy } from '../../../src/domain/cam/policies/create-policy.ts';
import { deleteCamUser } from '../../../src/domain/cam/users/delete-user.ts';
import { bindOrganizationPolicySubAccount } from '../../../src/domain/organization/member-logins/authorizations/bind-organization-policy-sub-account.ts';
import { cancelOrganizationPolicySubAccount } from '../../../src/domain/organization/member-logins/authorizations/cancel-organization-policy-sub-account.ts';
import { listOrganizationIdentity } from '../../../src/domain/organization/member-logins/login-permissions/list-organization-identity.ts';
import { deleteOrganizationMemberAuthIdentity } from '../../../src/domain/organization/member-logins/member-permissions/delete-organization-member-auth-identity.ts';
import { describeConsoleSession } from '../../../src/domain/sts/console-sessions/describe-console-session.ts';
import { listMemberLogins } from '../../../src/domain/sts/member-logins/list-member-logins.ts';
import { logInToMember } from '../../../src/domain/sts/member-logins/log-in-to-member.ts';
import { listRoleSessions } from '../../../src/domain/sts/sessions/list-role-sessions.ts';
import { camUserOf, give } from '../../support/cam.ts';
import { admin, type Company, openCompany, southwind } from '../../support/member-logins.ts';

describe('logging in to a member', () => {
  let company: Company;
  let reader: number;
  let ann: Principal;
  beforeEach(async () => {
    company = await openCompany();
    reader = await company.permission('reader');
    await company.configure([company.web, company.shop], [reader]);
    ann = await camUserOf(company.world, company.administrator, 'ann');
  });

  const uinOf = ({ identity }: Principal) => (identity.type === 'cam-user' ? identity.userUin : 0);
  const authorize = async (name: string, identityId: number, memberUins: number[], user = ann) => {
    const policyId = await company.policy(name, identityId, memberUins);
    await company.world.execute(bindOrganizationPolicySubAccount, company.administrator, {
      policyId,
      orgSubAccountUins: [uinOf(user)],
    });
    return policyId;
  };
  const logIn = (principal: Principal, memberUin: number, identityId: number) =>
    company.world.execute(logInToMember, principal, { memberUin, identityId });
  const inside = async (principal: Principal, memberUin: number, identityId: number): Promise<Principal> => {
    const { uin, identity } = await logIn(principal, memberUin, identityId);
    return { kind: 'principal', uin, identity };
  };
  const offered = async (principal: Principal, listing = {}) =>
    (await company.world.execute(listMemberLogins, principal, listing)).items.map(
      ({ memberName, identities }) => [memberName, ...identities.map((one) => one.identityAliasName)],
    );
  const sessions = () => company.world.db.selectFrom('sts_sessions').selectAll().execute();
  const refused = { kind: 'forbidden', code: 'UnauthorizedOperation' };

  it('lets an authorized sub-user in as the role, under the sub-user’s own name, until the role’s time is over', async () => {
    await authorize('readers', reader, [company.web, company.shop]);
    const { uin, identity, endsAt } = await logIn(ann, company.web, reader);

    expect([uin, identity.roleName, identity.sessionName]).toEqual([
      company.web,
      `OrganizationLoginPermission-${reader}`,
      'ann',
    ]);
    expect(endsAt.getTime() - company.world.clock.now().getTime()).toBe(7_200_000);
    const session: Principal = { kind: 'principal', uin, identity };
    expect(await company.world.execute(describeConsoleSession, session, {})).toMatchObject({
      account: { uin: company.web, name: 'web' },
      identity: { kind: 'role', sessionName: 'ann' },
      policies: [{ policyName: 'ReadOnlyAccess' }],
    });
    expect(await company.world.auditTrail()).toContain('sts:LogInToMember');
    company.world.clock.advance(7200);
    await expect(company.world.execute(describeConsoleSession, session, {})).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it('lets nobody in who is not authorized, and notes that it was tried', async () => {
    await authorize('readers', reader, [company.web]);
    const ben = await camUserOf(company.world, company.administrator, 'ben');

    for (const [user, uin, id] of [
      [ben, company.web, reader],
      [ann, company.web, admin],
      [ann, company.shop, reader],
      [ann, company.data, reader],
      [ann, company.real, admin],
      [ann, 1, admin],
    ] as const) {
      await expect(logIn(user, uin, id)).rejects.toMatchObject(refused);
    }
    expect(await offered(ben)).toEqual([]);
    expect(await sessions()).toEqual([]);
    expect(await company.world.auditTrail()).not.toContain('sts:LogInToMember');
    expect(await company.world.refusals()).toContain('sts:LogInToMember UnauthorizedOperation');
  });

  it('gives an authorized sub-user no other right in the admin account', async () => {
    await authorize('readers', reader, [company.web]);

    await expect(company.world.execute(listOrganizationIdentity, ann, {})).rejects.toMatchObject(refused);
  });

  it('offers exactly what can be entered', async () => {
    await authorize('readers', reader, [company.web, company.shop]);
    await authorize('admins', admin, [company.web]);

    expect(await offered(ann)).toEqual([
      ['shop', 'reader'],
      ['web', 'Admin', 'reader'],
    ]);
    expect(await offered(ann, { filter: 'WEB' })).toEqual([['web', 'Admin', 'reader']]);
    expect(await offered(ann, { offset: 1, maxResults: 1 })).toEqual([['web', 'Admin', 'reader']]);
    expect(await offered(company.administrator)).toEqual([
      ['data', 'Admin'],
      ['shop', 'Admin', 'reader'],
      ['web', 'Admin', 'reader'],
    ]);
  });

  it('lets the root user in, and a CAM user whom another policy allows it', async () => {
    expect(await inside(company.administrator, company.data, admin)).toMatchObject({ uin: company.data });
    const boss = await camUserOf(company.world, company.administrator, 'boss');
    await give(company.world, boss, 'AdministratorAccess');
    expect(await inside(boss, company.web, reader)).toMatchObject({ identity: { sessionName: 'boss' } });
  });

  it('is over for the next login as soon as the authorization is taken away or the permission is deleted', async () => {
    const policyId = await authorize('readers', reader, [company.web]);
    await logIn(ann, company.web, reader);
    await company.world.execute(cancelOrganizationPolicySubAccount, company.administrator, {
      policyId,
      orgSubAccountUins: [uinOf(ann)],
    });
    await expect(logIn(ann, company.web, reader)).rejects.toMatchObject(refused);
    expect(await offered(ann)).toEqual([]);

    await company.world.execute(deleteOrganizationMemberAuthIdentity, company.administrator, {
      memberUin: company.web,
      identityId: admin,
    });
    await expect(logIn(company.administrator, company.web, admin)).rejects.toMatchObject({
      code: 'MemberIdentityNotExist',
    });
  });

  it('ends at once when the permission is deleted from the member, or the sub-user is deleted', async () => {
    const boss = await camUserOf(company.world, company.administrator, 'boss');
    await give(company.world, boss, 'AdministratorAccess');
    const [one, other] = [await inside(boss, company.web, admin), await inside(boss, company.shop, admin)];
    await company.world.execute(deleteOrganizationMemberAuthIdentity, company.administrator, {
      memberUin: company.web,
      identityId: admin,
    });
    await expect(company.world.execute(describeConsoleSession, one, {})).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
    await expect(company.world.execute(describeConsoleSession, other, {})).resolves.toBeDefined();

    await company.world.execute(deleteCamUser, company.administrator, { name: 'boss' });
    await expect(company.world.execute(describeConsoleSession, other, {})).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });

  it('is denied by a policy that denies it, whatever an authorization says', async () => {
    await authorize('readers', reader, [company.web, company.shop]);
    const { policyId } = await company.world.execute(createCamPolicy, company.administrator, {
      policyName: 'not-web',
      policyDocument: JSON.stringify({
        version: '2.0',
        statement: [
          { effect: 'deny', action: ['sts:*'], resource: [`qcs::cam::uin/${company.web}:roleName/*`] },
        ],
      }),
    });
    const to = { kind: 'user', principalId: String(uinOf(ann)) } as const;
    const { world } = company;
    await world.db
      .transaction()
      .execute((db) => attach(db, company.adminUin, to, policyId, world.clock.now()));

    await expect(logIn(ann, company.web, reader)).rejects.toMatchObject(refused);
    expect(await offered(ann)).toEqual([['shop', 'reader']]);
  });

  it('needs the trust of the member: a role that trusts somebody else, or is gone, lets nobody in', async () => {
    const ofWeb = (change: object) =>
      company.world.db.updateTable('cam_roles').set(change).where('uin', '=', company.web).execute();
    await ofWeb({ console_login: false });
    await expect(logIn(company.administrator, company.web, reader)).rejects.toMatchObject({
      code: 'MemberIdentityNotExist',
    });
    await ofWeb({ console_login: true, trust_policy: JSON.stringify({ version: '2.0', statement: [] }) });
    await expect(logIn(company.administrator, company.web, reader)).rejects.toMatchObject(refused);
    await company.world.db.deleteFrom('cam_roles').where('uin', '=', company.web).execute();
    await expect(logIn(company.administrator, company.web, reader)).rejects.toMatchObject(refused);
    expect(await sessions()).toEqual([]);
  });

  it('is seen in the member: who came, and as what', async () => {
    await authorize('readers', reader, [company.web]);
    await logIn(ann, company.web, reader);
    const owner = await inside(company.administrator, company.web, admin);

    const roleName = `OrganizationLoginPermission-${reader}`;
    expect(await company.world.execute(listRoleSessions, owner, { roleName })).toMatchObject({
      total: 1,
      sessions: [{ sessionName: 'ann', access: 'console', source: { kind: 'cam-user', name: 'ann' } }],
    });
  });

  it('is for the admin account: somebody in a member goes nowhere from there', async () => {
    const owner = await inside(company.administrator, company.web, admin);

    await expect(logIn(owner, company.shop, admin)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(company.world.execute(listMemberLogins, owner, {})).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      company.world.execute(
        logInToMember,
        { kind: 'visitor' },
        { memberUin: company.web, identityId: admin },
      ),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('finds nothing of another organization', async () => {
    const other = await openCompany(company.world, southwind);

    await expect(logIn(company.administrator, other.web, admin)).rejects.toMatchObject({
      code: 'MemberIdentityNotExist',
    });
    expect(await offered(other.administrator)).toEqual([
      ['data', 'Admin'],
      ['shop', 'Admin'],
      ['web', 'Admin'],
    ]);
    expect(await sessions()).toEqual([]);
  });
});
