import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Employee } from '../../../../src/action/actor.ts';
import { issueRoleCredentials } from '../../../../src/domain/identity-center/portal/issue-role-credentials.ts';
import { registerOrganizationMember } from '../../../../src/domain/organization/accounts/register-organization-member.ts';
import type { CloudSite } from '../../../../src/platform/settings.ts';
import { type Deployable, deployable } from '../../../support/deployment.ts';
import { type FakeCloud, startFakeCloud } from '../../../support/fake-cloud.ts';
import { newWorld, type World } from '../../../support/world.ts';

const member = 700_000_123_456;

describe('temporary keys of a role in Tencent Cloud', () => {
  let world: World;
  let its: Deployable;
  let cloud: FakeCloud;
  let alice: Employee;
  let site: CloudSite;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
    cloud = await startFakeCloud(its.uin);
    cloud.members.add(member);
    site = world.settings.cloudSites['tencent-cn'] as CloudSite;
    site.connection = cloud.connection;
    await world.execute(registerOrganizationMember, its.administrator, {
      memberUin: member,
      name: 'real',
      nodeId: its.rootDepartmentId,
      cloudSite: 'tencent-cn',
    });
    await its.assign({ targetUin: member });
    await world.runJobs();
    alice = { kind: 'employee', spaceId: its.zoneId, userId: its.userId };
  });
  afterEach(() => cloud.stop());

  const issue = () =>
    world.execute(issueRoleCredentials, alice, {
      uin: member,
      permissionConfigurationId: its.configurationId,
    });

  it('are what its own STS gives for an assertion of ours, asked without a signature', async () => {
    const { credentials, expiration, role } = await issue();

    expect(credentials).toEqual({
      tmpSecretId: 'AKIDsaml',
      tmpSecretKey: 'key-of-saml',
      token: 'token-of-saml',
    });
    expect([expiration, role]).toEqual([
      '2026-07-29T17:10:00Z',
      `qcs::cam::uin/${member}:roleName/IdentityCenter-Reader`,
    ]);
    const [asked] = cloud.assertions;
    expect(asked).toMatchObject({
      PrincipalArn: `qcs::cam::uin/${member}:saml-provider/IdentityCenter-${its.zoneId}`,
      RoleSessionName: 'alice',
      DurationSeconds: 3600,
    });
    const assertion = Buffer.from(String(asked?.SAMLAssertion), 'base64').toString('utf8');
    expect(assertion).toContain('https://cloud.tencent.com/login/saml');
    expect(await world.db.selectFrom('sts_sessions').selectAll().execute()).toEqual([]);
  });

  it('are in no record and no log', async () => {
    await issue();

    const written = JSON.stringify([
      await world.db.selectFrom('audit_events').selectAll().execute(),
      world.logged,
    ]);
    expect(await world.auditTrail()).toContain('portal:IssueRoleCredentials');
    for (const secret of ['key-of-saml', 'token-of-saml', 'secret-of-admin']) {
      expect(written).not.toContain(secret);
    }
  });

  it('are refused with what the cloud answered', async () => {
    cloud.fault = ({ action }) => (action === 'AssumeRoleWithSAML' ? 'refused' : undefined);

    await expect(issue()).rejects.toMatchObject({
      code: 'CloudRefused',
      details: {
        operation: 'AssumeRoleWithSAML',
        reason: 'UnauthorizedOperation: That is UnauthorizedOperation.',
      },
    });
    expect(await world.auditTrail()).not.toContain('portal:IssueRoleCredentials');
  });

  it('come also when the cloud answers only the second time', async () => {
    cloud.fault = ({ action, before }) =>
      action === 'AssumeRoleWithSAML' && before === 0 ? 'unavailable' : undefined;

    expect((await issue()).credentials.tmpSecretId).toBe('AKIDsaml');
  });

  it('are asked of nobody for whoever may not enter, or of a cloud that is not connected', async () => {
    await expect(
      world.execute(issueRoleCredentials, alice, { uin: member, permissionConfigurationId: 'rc-other' }),
    ).rejects.toMatchObject({ code: 'AccountNotEntered' });
    delete site.connection;
    await expect(issue()).rejects.toMatchObject({ code: 'CloudNotConnected' });

    expect(cloud.assertions).toEqual([]);
  });
});
