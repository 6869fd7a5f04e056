import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { operations } from '../../../src/doors/cloud-api/operations.ts';
import { providerArn, responseFor, roleArnOf } from '../../domain/sts/saml.ts';
import { type ApiWorld, type Key, keyOf, newApiWorld } from '../../support/cloud-api.ts';
import {
  impostor,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../support/identity-provider.ts';
import { problemsOf } from '../../support/model-conformance.ts';
import { standAlone } from '../../support/organization.ts';

type Service = 'organization' | 'legacy' | 'cam' | 'sts';
// biome-ignore lint/suspicious/noExplicitAny: answers of every action pass here; the model is what checks them.
type Answer = any;

const versions: Record<Service, string> = {
  organization: '2021-03-31',
  legacy: '2018-12-25',
  cam: '2019-01-16',
  sts: '2018-08-13',
};
const allow = (action: string) =>
  JSON.stringify({ version: '2.0', statement: [{ effect: 'allow', action, resource: '*' }] });
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/**
 * One organization's life, told by the official SDK alone: founded, filled, its people authorized and deployed, and
 * taken apart again. Every answer is held against the official model.
 */
describe('the complete administration by the official SDK', () => {
  let world: ApiWorld;
  let idp: TestIdentityProvider;
  let admin: Principal;
  let guest: Principal;
  let keys: { admin: Key; guest: Key };
  const called = new Set<string>();
  const problems: string[] = [];

  beforeAll(async () => {
    world = await newApiWorld();
    idp = await testIdentityProvider();
    admin = await standAlone(world, 'Northwind HQ');
    guest = await standAlone(world, 'Guest');
    keys = { admin: await keyOf(world, admin), guest: await keyOf(world, guest) };
  });
  afterAll(() => world.close());

  async function call(
    service: Service,
    action: string,
    input: object = {},
    key = keys.admin,
  ): Promise<Answer> {
    const client = world.clients(key)[service] as unknown as Record<string, (of: object) => Promise<Answer>>;
    const answer = await client[action]?.(input);
    called.add(`${versions[service]} ${action}`);
    problems.push(...problemsOf(versions[service], action, answer));
    return answer;
  }
  const organization = (action: string, input: object = {}, key?: Key) =>
    call('organization', action, input, key);
  const legacy = (action: string, input: object = {}, key?: Key) => call('legacy', action, input, key);
  const cam = (action: string, input: object = {}) => call('cam', action, input);

  let root = 0;
  let zone = { ZoneId: '' };
  let member = 0;

  it('founds an organization with departments, members and an Identity Center', async () => {
    const { OrgId } = await organization('CreateOrganization');
    const described = await organization('DescribeOrganization');
    expect(described).toMatchObject({ OrgId, HostUin: admin.uin, IsManager: true });
    root = described.RootNodeId;

    const { NodeId } = await organization('AddOrganizationNode', { ParentNodeId: root, Name: 'Shops' });
    await organization('UpdateOrganizationNode', { NodeId, Name: 'Stores', Remark: 'all' });
    expect(await organization('DescribeOrganizationNodes', { Offset: 0, Limit: 10 })).toMatchObject({
      Total: 2,
      Items: expect.arrayContaining([expect.objectContaining({ NodeId, Name: 'Stores' })]),
    });
    member = (
      await organization('CreateOrganizationMember', {
        Name: 'web',
        PolicyType: 'Financial',
        PermissionIds: [1, 2, 7],
        NodeId: root,
        AccountName: 'web',
      })
    ).Uin;
    await organization('UpdateOrganizationMember', { MemberUin: member, Name: 'shop', Remark: 'first' });
    await organization('MoveOrganizationNodeMembers', { NodeId, MemberUin: [member] });
    expect(
      await organization('DescribeOrganizationMembers', { Offset: 0, Limit: 10, SearchKey: 'shop' }),
    ).toMatchObject({ Total: 1, Items: [{ MemberUin: member, NodeId }] });
    expect(await legacy('GetOrganizationMember', { MemberUin: member })).toMatchObject({ Name: 'shop' });
    await organization('DescribeOrganizationAuthNode', { Offset: 0, Limit: 10 });

    zone = { ZoneId: (await organization('OpenIdentityCenter', { ZoneName: 'northwind' })).ZoneId };
    await organization('UpdateZone', { ...zone, NewZoneName: 'northwind-2' });
    expect(await organization('DescribeIdentityCenter')).toMatchObject({
      ...zone,
      ZoneName: 'northwind-2',
      ServiceStatus: 'Enabled',
    });
    expect((await organization('GetZoneStatistics', zone)).ZoneStatistics).toMatchObject({ UserCount: 0 });
  });

  it('invites accounts, which accept and decline', async () => {
    const invite = () =>
      organization('InviteOrganizationMember', {
        MemberUin: guest.uin,
        Name: 'guest',
        PolicyType: 'Financial',
        PermissionIds: [1, 2],
        NodeId: root,
        IsAllowQuit: 'Allow',
      });
    const open = async () =>
      (await legacy('ListOrganizationInvitations', { Invited: 1, Offset: 0, Limit: 10 }, keys.guest))
        .Invitations[0];
    await invite();
    await legacy('CancelOrganizationInvitation', { Id: (await open()).Id });
    await invite();
    await legacy('DenyOrganizationInvitation', { Id: (await open()).Id }, keys.guest);
    await invite();
    expect(await open()).toMatchObject({ Status: 0, HostUin: admin.uin });
    await legacy('AcceptOrganizationInvitation', { Id: (await open()).Id }, keys.guest);
    const { OrgId } = await organization('DescribeOrganization', {}, keys.guest);
    await organization('QuitOrganization', { OrgId }, keys.guest);

    await invite();
    await legacy('AcceptOrganizationInvitation', { Id: (await open()).Id }, keys.guest);
    await organization('DeleteOrganizationMembers', { MemberUin: [guest.uin] });
    expect(await organization('DescribeOrganizationMembers', { Offset: 0, Limit: 10 })).not.toMatchObject({
      Items: expect.arrayContaining([expect.objectContaining({ MemberUin: guest.uin })]),
    });
  });

  it('governs members: login permissions, e-mails, delegated administrators, service control policies', async () => {
    await organization('AddOrganizationMemberEmail', { MemberUin: member, Email: 'web@northwind.example' });
    await organization('DescribeOrganizationMemberEmailBind', { MemberUin: member });

    const services = await organization('ListOrganizationService', { Offset: 0, Limit: 10 });
    expect(services.Items.map(({ Product }: Answer) => Product)).toContain('config');
    const product = { Product: 'config' };
    await organization('CreateOrgServiceAssign', { MemberUins: [member], ...product });
    await organization('ListOrgServiceAssignMember', { Offset: 0, Limit: 10, ...product });
    await organization('DeleteOrgServiceAssign', { MemberUin: member, ...product });

    const IdentityPolicy = [{ PolicyId: 2, PolicyType: 2 }];
    const { IdentityId } = await organization('CreateOrganizationIdentity', {
      IdentityAliasName: 'Reader',
      IdentityPolicy,
    });
    await organization('UpdateOrganizationIdentity', { IdentityId, Description: 'reads', IdentityPolicy });
    await organization('ListOrganizationIdentity', { Offset: 0, Limit: 10 });
    await organization('CreateOrganizationMemberAuthIdentity', {
      MemberUins: [member],
      IdentityIds: [IdentityId],
    });
    await organization('DescribeOrganizationMemberAuthIdentities', {
      Offset: 0,
      Limit: 10,
      MemberUin: member,
    });
    const { Uin } = await cam('AddUser', { Name: 'operator', ConsoleLogin: 1, UseApi: 0 });
    const { PolicyId } = await organization('CreateOrganizationMemberPolicy', {
      MemberUin: member,
      PolicyName: 'ReadShop',
      IdentityId,
    });
    const page = { Offset: 0, Limit: 10 };
    await organization('DescribeOrganizationMemberPolicies', { ...page, MemberUin: member });
    await organization('BindOrganizationMemberAuthAccount', {
      MemberUin: member,
      PolicyId,
      OrgSubAccountUins: [Uin],
    });
    await organization('DescribeOrganizationMemberAuthAccounts', { ...page, MemberUin: member, PolicyId });
    expect(await organization('DescribeOrganizationMembersAuthPolicy', page)).toMatchObject({ Total: 1 });
    await organization('CancelOrganizationMemberAuthAccount', {
      MemberUin: member,
      PolicyId,
      OrgSubAccountUin: Uin,
    });
    const several = await organization('CreateOrganizationMembersPolicy', {
      MemberUins: [member],
      PolicyName: 'ReadShops',
      IdentityId,
    });
    await organization('UpdateOrganizationMembersPolicy', {
      MemberUins: [member],
      PolicyId: several.PolicyId,
      IdentityId,
      Description: 'all of them',
    });
    const bound = { PolicyId: several.PolicyId, OrgSubAccountUins: [Uin] };
    await organization('BindOrganizationPolicySubAccount', bound);
    await organization('CancelOrganizationPolicySubAccount', bound);
    for (const id of [PolicyId, several.PolicyId]) {
      await organization('DeleteOrganizationMembersPolicy', { PolicyId: id });
    }
    await organization('DeleteOrganizationMemberAuthIdentity', { MemberUin: member, IdentityId });
    await organization('DeleteOrganizationIdentity', { IdentityId });

    const { OrgId } = await organization('DescribeOrganization');
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    await organization('EnablePolicyType', { OrganizationId: OrgId, PolicyType });
    await organization('DescribePolicyConfig', { OrganizationId: OrgId, Type: 0 });
    const created = await organization('CreatePolicy', {
      Name: 'NoDeletion',
      Content: JSON.stringify({
        version: '2.0',
        statement: [{ effect: 'deny', action: 'cvm:TerminateInstances', resource: '*' }],
      }),
      Type: PolicyType,
    });
    const policy = { PolicyId: created.PolicyId };
    await organization('UpdatePolicy', { ...policy, Description: 'nothing goes' });
    await organization('DescribePolicy', { ...policy, PolicyType });
    expect(await organization('ListPolicies', { Rp: 10, Page: 1 })).toMatchObject({
      List: expect.arrayContaining([expect.objectContaining(policy)]),
    });
    const target = { TargetId: member, TargetType: 'MEMBER', Type: PolicyType, ...policy };
    await organization('AttachPolicy', target);
    await organization('ListPoliciesForTarget', { TargetId: member, Rp: 10, Page: 1 });
    await organization('ListTargetsForPolicy', { ...policy, Rp: 10, Page: 1, TargetType: 'All' });
    await organization('DetachPolicy', target);
    await organization('DeletePolicy', { ...policy, Type: PolicyType });
    await organization('DisablePolicyType', { OrganizationId: OrgId, PolicyType });
  });

  it('connects the identity provider of the company', async () => {
    await organization('SetExternalSAMLIdentityProvider', {
      ...zone,
      EncodedMetadataDocument: base64(idp.metadata),
    });
    await organization('SetExternalSAMLIdentityProvider', { ...zone, SSOStatus: 'Enabled' });
    expect(
      (await organization('GetExternalSAMLIdentityProvider', zone)).SAMLIdentityProviderConfiguration,
    ).toMatchObject({ EntityId: idp.entityId, SSOStatus: 'Enabled' });
    const provider = (await organization('GetZoneSAMLServiceProviderInfo', zone)).SAMLServiceProvider;
    expect(Buffer.from(provider.EncodedMetadataDocument, 'base64').toString()).toContain(provider.AcsUrl);
    const X509Certificate = (await impostor()).keyPair.certificate;
    const { CertificateId } = await organization('AddExternalSAMLIdPCertificate', {
      ...zone,
      X509Certificate,
    });
    const { SAMLIdPCertificates } = await organization('ListExternalSAMLIdPCertificates', zone);
    expect(SAMLIdPCertificates).toHaveLength(2);
    expect(SAMLIdPCertificates).toContainEqual(
      expect.objectContaining({
        CertificateId,
        X509Certificate: expect.stringContaining('BEGIN CERTIFICATE'),
        PublicKey: expect.stringContaining('BEGIN PUBLIC KEY'),
        SignatureAlgorithm: expect.stringMatching(/sha256/i),
      }),
    );
    await organization('RemoveExternalSAMLIdPCertificate', { ...zone, CertificateId });
    await organization('SetExternalSAMLIdentityProvider', { ...zone, SSOStatus: 'Disabled' });
    await organization('ClearExternalSAMLIdentityProvider', zone);
  });

  it.runIf(operations().some(({ name }) => name === 'CreateSCIMCredential'))(
    'lets the directory of the company in',
    async () => {
      const { CredentialId } = await organization('CreateSCIMCredential', zone);
      const credential = { ...zone, CredentialId };
      await organization('UpdateSCIMSynchronizationStatus', {
        ...zone,
        SCIMSynchronizationStatus: 'Enabled',
      });
      expect(await organization('GetSCIMSynchronizationStatus', zone)).toMatchObject({
        SCIMSynchronizationStatus: 'Enabled',
      });
      await organization('UpdateSCIMCredentialStatus', { ...credential, NewStatus: 'Disabled' });
      const { SCIMCredentials } = await organization('ListSCIMCredentials', zone);
      expect(SCIMCredentials).toMatchObject([{ CredentialId, Status: 'Disabled' }]);
      await organization('DeleteSCIMCredential', credential);
      await organization('UpdateSCIMSynchronizationStatus', {
        ...zone,
        SCIMSynchronizationStatus: 'Disabled',
      });
    },
  );

  it('brings people into an account as a role and as CAM users, and out again', async () => {
    const user = {
      ...zone,
      UserId: (await organization('CreateUser', { ...zone, UserName: 'alice' })).UserInfo.UserId,
    };
    await organization('UpdateUser', { ...user, NewDisplayName: 'Alice' });
    await organization('UpdateUserStatus', { ...user, NewUserStatus: 'Disabled' });
    await organization('UpdateUserStatus', { ...user, NewUserStatus: 'Enabled' });
    expect((await organization('GetUser', user)).UserInfo).toMatchObject({
      UserName: 'alice',
      DisplayName: 'Alice',
      UserStatus: 'Enabled',
      CreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    const group = {
      ...zone,
      GroupId: (await organization('CreateGroup', { ...zone, GroupName: 'Staff' })).GroupInfo.GroupId,
    };
    await organization('UpdateGroup', { ...group, NewDescription: 'everybody' });
    await organization('GetGroup', group);
    const membership = { ...group, UserId: user.UserId };
    await organization('AddUserToGroup', membership);
    expect(await organization('ListUsers', { ...zone, FilterGroups: [group.GroupId] })).toMatchObject({
      Users: [{ UserId: user.UserId, IsSelected: true }],
    });
    await organization('ListGroups', zone);
    await organization('ListGroupMembers', group);
    await organization('ListJoinedGroupsForUser', user);

    const RoleConfigurationId = (
      await organization('CreateRoleConfiguration', { ...zone, RoleConfigurationName: 'Reader' })
    ).RoleConfigurationInfo.RoleConfigurationId;
    const configuration = { ...zone, RoleConfigurationId };
    await organization('UpdateRoleConfiguration', { ...configuration, NewSessionDuration: 7200 });
    await organization('AddPermissionPolicyToRoleConfiguration', {
      ...configuration,
      RolePolicyType: 'System',
      RolePolicies: [{ PolicyId: 2, PolicyName: 'ReadOnlyAccess' }],
    });
    await organization('AddPermissionPolicyToRoleConfiguration', {
      ...configuration,
      RolePolicyType: 'Custom',
      RolePolicyNames: ['Own'],
      CustomPolicyDocuments: [allow('cvm:DescribeInstances')],
    });
    await organization('UpdateCustomPolicyForRoleConfiguration', {
      ...configuration,
      CustomPolicyName: 'Own',
      NewCustomPolicyDocument: allow('cvm:Describe*'),
    });
    expect(await organization('ListPermissionPoliciesInRoleConfiguration', configuration)).toMatchObject({
      TotalCounts: 2,
    });
    await organization('GetRoleConfiguration', configuration);
    await organization('ListRoleConfigurations', zone);

    const target = { TargetUin: member, TargetType: 'MemberUin' };
    const assignment = { ...target, PrincipalId: user.UserId, PrincipalType: 'User', RoleConfigurationId };
    const { Tasks } = await organization('CreateRoleAssignment', {
      ...zone,
      RoleAssignmentInfo: [assignment],
    });
    expect(Tasks).toMatchObject([{ Status: 'InProgress', RoleConfigurationName: 'Reader', ...target }]);
    await world.runJobs();
    const task = { ...zone, TaskId: Tasks[0].TaskId };
    expect((await organization('GetTaskStatus', task)).TaskStatus).toMatchObject({ Status: 'Success' });
    expect(await organization('ListRoleAssignments', zone)).toMatchObject({
      TotalCounts: 1,
      RoleAssignments: [assignment],
    });
    expect(await organization('ListRoleConfigurationProvisionings', zone)).toMatchObject({
      RoleConfigurationProvisionings: [{ DeploymentStatus: 'Deployed', ...target }],
    });
    const provisioned = await organization('ProvisionRoleConfiguration', { ...configuration, ...target });
    await world.runJobs();
    expect(
      (await organization('GetTaskStatus', { ...zone, TaskId: provisioned.Task.TaskId })).TaskStatus,
    ).toMatchObject({ Status: 'Success' });

    const started = await organization('CreateUserSyncProvisioning', {
      ...zone,
      UserSyncProvisionings: [
        {
          ...target,
          PrincipalId: user.UserId,
          PrincipalType: 'User',
          DuplicationStrategy: 'KeepBoth',
          DeletionStrategy: 'Delete',
        },
      ],
    });
    await world.runJobs();
    const { TaskId } = started.Tasks[0];
    expect((await organization('GetProvisioningTaskStatus', { ...zone, TaskId })).TaskStatus).toMatchObject({
      Status: 'Success',
    });
    const { UserProvisionings } = await organization('ListUserSyncProvisionings', zone);
    const synchronization = { ...zone, UserProvisioningId: UserProvisionings[0].UserProvisioningId };
    await organization('UpdateUserSyncProvisioning', { ...synchronization, NewDescription: 'for the shop' });
    await organization('GetUserSyncProvisioning', synchronization);
    await organization('DeleteUserSyncProvisioning', synchronization);
    await world.runJobs();
    await organization('ListTasks', zone);

    await organization('DeleteRoleAssignment', {
      ...zone,
      ...assignment,
      DeprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
    });
    await world.runJobs();
    expect(
      (await organization('DismantleRoleConfiguration', { ...configuration, ...target })).Task,
    ).toMatchObject({
      TaskStatus: 'Success',
    });
    await organization('CreateRoleAssignment', { ...zone, RoleAssignmentInfo: [assignment] });
    await world.runJobs();
    await organization('DeleteRoleAssignment', { ...zone, ...assignment, DeprovisionStrategy: 'None' });
    await organization('DismantleRoleConfiguration', { ...configuration, ...target });
    await world.runJobs();
    await organization('RemovePermissionPolicyFromRoleConfiguration', {
      ...configuration,
      RolePolicyType: 'System',
      RolePolicyId: 2,
    });
    await organization('RemovePermissionPolicyFromRoleConfiguration', {
      ...configuration,
      RolePolicyType: 'Custom',
      RolePolicyName: 'Own',
      RolePolicyId: 0,
    });
    await organization('DeleteRoleConfiguration', configuration);
    await organization('RemoveUserFromGroup', membership);
    await organization('DeleteGroup', group);
    await organization('DeleteUser', user);
  });

  it('administers an account by CAM', async () => {
    const { Uin, Uid } = await cam('AddUser', { Name: 'builder', Remark: 'x', ConsoleLogin: 0, UseApi: 0 });
    await cam('UpdateUser', { Name: 'builder', Remark: 'y' });
    await cam('GetUser', { Name: 'builder' });
    await cam('ListUsers');
    await cam('GetUserAppId');
    await cam('DescribeSafeAuthFlag');
    await cam('GetAccountSummary');
    const { GroupId } = await cam('CreateGroup', { GroupName: 'Builders' });
    await cam('UpdateGroup', { GroupId, Remark: 'they build' });
    await cam('AddUserToGroup', { Info: [{ GroupId, Uid }] });
    await cam('GetGroup', { GroupId });
    await cam('ListGroups', {});
    await cam('ListGroupsForUser', { SubUin: Uin });
    await cam('ListUsersForGroup', { GroupId });

    const { PolicyId } = await cam('CreatePolicy', {
      PolicyName: 'Instances',
      PolicyDocument: allow('cvm:Describe*'),
    });
    await cam('UpdatePolicy', { PolicyId, Description: 'reads' });
    await cam('GetPolicy', { PolicyId });
    await cam('ListPolicies', { Scope: 'Local' });
    const { VersionId } = await cam('CreatePolicyVersion', {
      PolicyId,
      PolicyDocument: allow('cvm:*'),
      SetAsDefault: true,
    });
    await cam('GetPolicyVersion', { PolicyId, VersionId });
    const versionsOf = await cam('ListPolicyVersions', { PolicyId });
    const other = versionsOf.Versions.find((version: Answer) => version.VersionId !== VersionId).VersionId;
    await cam('SetDefaultPolicyVersion', { PolicyId, VersionId: other });
    await cam('DeletePolicyVersion', { PolicyId, VersionId: [VersionId] });

    await cam('AttachUserPolicy', { PolicyId, AttachUin: Uin });
    await cam('ListAttachedUserPolicies', { TargetUin: Uin });
    await cam('AttachGroupPolicy', { PolicyId, AttachGroupId: GroupId });
    await cam('ListAttachedGroupPolicies', { TargetGroupId: GroupId });
    await cam('ListEntitiesForPolicy', { PolicyId });
    await cam('PutUserPermissionsBoundary', { TargetUin: Uin, PolicyId });
    await cam('GetUserPermissionBoundary', { TargetUin: Uin });
    await cam('DeleteUserPermissionsBoundary', { TargetUin: Uin });
    await cam('DetachGroupPolicy', { PolicyId, DetachGroupId: GroupId });
    await cam('DetachUserPolicy', { PolicyId, DetachUin: Uin });

    const { AccessKey } = await cam('CreateAccessKey', { TargetUin: Uin });
    const accessKey = { AccessKeyId: AccessKey.AccessKeyId, TargetUin: Uin };
    await cam('ListAccessKeys', { TargetUin: Uin });
    await cam('GetSecurityLastUsed', { SecretIdList: [AccessKey.AccessKeyId] });
    await cam('UpdateAccessKey', { ...accessKey, Status: 'Inactive' });
    await cam('DeleteAccessKey', accessKey);

    await cam('CreateSAMLProvider', {
      Name: 'Idp',
      Description: 'x',
      SAMLMetadataDocument: base64(idp.metadata),
    });
    await cam('UpdateSAMLProvider', { Name: 'Idp', Description: 'y' });
    await cam('GetSAMLProvider', { Name: 'Idp' });
    await cam('ListSAMLProviders');
    const trust = (principal: object, action: string) =>
      JSON.stringify({
        version: '2.0',
        statement: [{ effect: 'allow', action: `name/sts:${action}`, principal }],
      });
    const { RoleId } = await cam('CreateRole', {
      RoleName: 'Visitor',
      PolicyDocument: trust({ qcs: [`qcs::cam::uin/${admin.uin}:root`] }, 'AssumeRole'),
      SessionDuration: 7200,
    });
    await cam('UpdateAssumeRolePolicy', {
      RoleId,
      PolicyDocument: trust({ federated: [providerArn(admin.uin, 'Idp')] }, 'AssumeRoleWithSAML'),
    });
    const role = { RoleName: 'Visitor' };
    await cam('UpdateRoleDescription', { ...role, Description: 'who visits' });
    await cam('UpdateRoleConsoleLogin', { ...role, ConsoleLogin: 1 });
    await cam('UpdateRoleSessionDuration', { ...role, SessionDuration: 3600 });
    await cam('TagRole', { ...role, Tags: [{ Key: 'team', Value: 'shop' }] });
    expect((await cam('GetRole', { RoleId })).RoleInfo).toMatchObject({ RoleId, RoleName: 'Visitor' });
    await cam('DescribeRoleList', { Page: 1, Rp: 20 });
    await cam('AttachRolePolicy', { PolicyId, AttachRoleName: 'Visitor' });
    await cam('ListAttachedRolePolicies', { Page: 1, Rp: 20, ...role });
    await cam('PutRolePermissionsBoundary', { ...role, PolicyId });
    await cam('GetRolePermissionBoundary', { RoleId });
    await cam('DeleteRolePermissionsBoundary', role);

    const assertion = responseFor(
      world,
      idp,
      [`${roleArnOf(admin.uin, 'Visitor')},${providerArn(admin.uin, 'Idp')}`],
      {
        recipient: `${world.settings.baseUrl}/account-console/saml`,
      },
    );
    await call('sts', 'AssumeRoleWithSAML', {
      SAMLAssertion: assertion,
      PrincipalArn: providerArn(admin.uin, 'Idp'),
      RoleArn: roleArnOf(admin.uin, 'Visitor'),
      RoleSessionName: 'visit',
      DurationSeconds: 1800,
    });

    await cam('DetachRolePolicy', { PolicyId, DetachRoleName: 'Visitor' });
    await cam('DeleteRole', role);
    await cam('DeleteSAMLProvider', { Name: 'Idp' });
    await cam('CreateServiceLinkedRole', { QCSServiceName: ['cloudaudit.cloud.tencent.com'] });
    const SAMLMetadataDocument = base64(idp.metadata);
    await cam('CreateUserSAMLConfig', { SAMLMetadataDocument });
    await cam('UpdateUserSAMLConfig', { Operate: 'updateSAML', SAMLMetadataDocument });
    await cam('DescribeUserSAMLConfig');
    await cam('DisableUserSSO');
    await cam('RemoveUserFromGroup', { Info: [{ GroupId, Uid }] });
    await cam('DeleteGroup', { GroupId });
    await cam('DeletePolicy', { PolicyId: [PolicyId] });
    await cam('DeleteUser', { Name: 'builder', Force: 1 });
    await cam('DeleteUser', { Name: 'operator', Force: 1 });
  });

  it('issues temporary keys by STS', async () => {
    expect(await call('sts', 'GetCallerIdentity')).toMatchObject({
      Type: 'CAMUser',
      AccountId: String(admin.uin),
    });
    await call('sts', 'GetFederationToken', { Name: 'app', Policy: allow('cam:ListUsers') });
    await cam('CreateRole', {
      RoleName: 'Own',
      PolicyDocument: JSON.stringify({
        version: '2.0',
        statement: [
          {
            effect: 'allow',
            action: 'name/sts:AssumeRole',
            principal: { qcs: [`qcs::cam::uin/${admin.uin}:root`] },
          },
        ],
      }),
    });
    const { Credentials } = await call('sts', 'AssumeRole', {
      RoleArn: roleArnOf(admin.uin, 'Own'),
      RoleSessionName: 'script',
    });
    const key = {
      secretId: Credentials.TmpSecretId,
      secretKey: Credentials.TmpSecretKey,
      token: Credentials.Token,
    };
    expect(await call('sts', 'GetCallerIdentity', {}, key)).toMatchObject({ Type: 'CAMRole' });
  });

  it('takes the organization apart again', async () => {
    const { Items } = await organization('DescribeOrganizationNodes', { Offset: 0, Limit: 10 });
    await organization('MoveOrganizationNodeMembers', { NodeId: root, MemberUin: [member] });
    await organization('DeleteOrganizationNodes', {
      NodeId: Items.map(({ NodeId }: Answer) => NodeId).filter((id: number) => id !== root),
    });
    // A member that was created stays until it has a root user, and so does the organization.
    await expect(organization('DeleteOrganizationMembers', { MemberUin: [member] })).rejects.toMatchObject({
      code: 'UnsupportedOperation.CreateMemberNotAllowDelete',
    });
    await expect(organization('DeleteOrganization')).rejects.toMatchObject({
      code: 'FailedOperation.OrganizationNotEmpty',
    });
    await organization('CreateOrganization', {}, keys.guest);
    await organization('DeleteOrganization', {}, keys.guest);
    await expect(organization('DescribeOrganization', {}, keys.guest)).rejects.toMatchObject({
      code: 'ResourceNotFound.OrganizationNotExist',
    });
  });

  it('has called every action that is served, and every answer had the fields of the official model', () => {
    const served = operations().map(({ version, name }) => `${version} ${name}`);

    expect(served.filter((operation) => !called.has(operation))).toEqual([]);
    expect(problems).toEqual([]);
  });
});
