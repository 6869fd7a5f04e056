import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiWorld, keyOf, newApiWorld } from '../../support/cloud-api.ts';
import { foundSpace } from '../../support/world.ts';

/**
 * What the Terraform provider asks, in its order: create, read, update, destroy and import of the resources of
 * Identity Center. It polls tasks, reads lists by pages of 100, and undeploys after every destroyed assignment.
 */
describe('the requests of the Terraform provider', () => {
  let world: ApiWorld;
  let client: ReturnType<ApiWorld['clients']>['organization'];
  let ZoneId: string;
  let TargetUin: number;
  beforeAll(async () => {
    world = await newApiWorld();
    const founded = await foundSpace(world);
    ZoneId = founded.zoneId;
    TargetUin = founded.adminUin;
    client = world.clients(await keyOf(world, founded.administrator)).organization;
  });
  beforeEach(() => world.clock.advance(1));
  afterAll(() => world.close());

  const createUser = async (UserName: string) =>
    String((await client.CreateUser({ ZoneId, UserName })).UserInfo?.UserId);
  const createConfiguration = async (RoleConfigurationName: string) =>
    String(
      (await client.CreateRoleConfiguration({ ZoneId, RoleConfigurationName })).RoleConfigurationInfo
        ?.RoleConfigurationId,
    );
  const settled = async (TaskId: string | undefined) => {
    await world.runJobs();
    return (await client.GetTaskStatus({ ZoneId, TaskId: String(TaskId) })).TaskStatus?.Status;
  };

  it('make, read, change, import and destroy a user', async () => {
    const UserId = await createUser('alice');
    const read = async () => (await client.GetUser({ ZoneId, UserId })).UserInfo;
    expect(await read()).toMatchObject({ UserName: 'alice', UserStatus: 'Enabled', UserType: 'Manual' });

    await client.UpdateUserStatus({ ZoneId, UserId, NewUserStatus: 'Disabled' });
    await client.UpdateUser({ ZoneId, UserId, NewDisplayName: 'Alice', NewEmail: 'alice@northwind.example' });
    expect(await read()).toMatchObject({ UserStatus: 'Disabled', DisplayName: 'Alice', FirstName: '' });
    await client.DeleteUser({ ZoneId, UserId });
    await expect(read()).rejects.toMatchObject({ code: 'ResourceNotFound.UserNotExist' });
  });

  it('make a group and a membership, which is read from the groups of the user', async () => {
    const UserId = await createUser('bob');
    const { GroupInfo } = await client.CreateGroup({ ZoneId, GroupName: 'Staff', Description: 'all' });
    const GroupId = String(GroupInfo?.GroupId);
    const joined = async () =>
      (await client.ListJoinedGroupsForUser({ ZoneId, UserId, MaxResults: 100, NextToken: '' })).JoinedGroups;
    await client.AddUserToGroup({ ZoneId, GroupId, UserId });
    expect(await joined()).toMatchObject([{ GroupId, GroupName: 'Staff' }]);

    await client.UpdateGroup({ ZoneId, GroupId, NewGroupName: 'Everybody' });
    await client.RemoveUserFromGroup({ ZoneId, GroupId, UserId });
    expect(await joined()).toEqual([]);
    await client.DeleteGroup({ ZoneId, GroupId });
    await expect(client.GetGroup({ ZoneId, GroupId })).rejects.toMatchObject({
      code: 'InvalidParameter.GroupNotExist',
    });
    await client.DeleteUser({ ZoneId, UserId });
  });

  it('make a configuration with preset and custom policies, found again by id and by name', async () => {
    const RoleConfigurationId = await createConfiguration('Auditor');
    const configuration = { ZoneId, RoleConfigurationId };
    const policies = async (RolePolicyType: string) =>
      (await client.ListPermissionPoliciesInRoleConfiguration({ ...configuration, RolePolicyType }))
        .RolePolicies;
    const document = '{"version":"2.0","statement":[{"effect":"allow","action":"cvm:*","resource":"*"}]}';
    await client.AddPermissionPolicyToRoleConfiguration({
      ...configuration,
      RolePolicyType: 'System',
      RolePolicies: [{ PolicyId: 2, PolicyName: 'ReadOnlyAccess' }],
    });
    await client.AddPermissionPolicyToRoleConfiguration({
      ...configuration,
      RolePolicyType: 'Custom',
      RolePolicyNames: ['Own'],
      CustomPolicyDocuments: [document],
    });
    expect(await policies('System')).toMatchObject([{ RolePolicyId: 2, RolePolicyName: 'ReadOnlyAccess' }]);
    expect(await policies('Custom')).toMatchObject([{ RolePolicyName: 'Own', RolePolicyDocument: document }]);

    await client.RemovePermissionPolicyFromRoleConfiguration({
      ...configuration,
      RolePolicyType: 'System',
      RolePolicyId: 2,
    });
    await client.RemovePermissionPolicyFromRoleConfiguration({
      ...configuration,
      RolePolicyType: 'Custom',
      RolePolicyName: 'Own',
      RolePolicyId: 0,
    });
    await client.DeleteRoleConfiguration(configuration);
    await expect(client.GetRoleConfiguration(configuration)).rejects.toMatchObject({
      code: 'InvalidParameter.RoleConfigurationNotExist',
    });
  });

  it.each(['None', 'DeprovisionForLastRoleAssignmentOnAccount'])(
    'destroy an assignment and then undeploy, although nothing may be left: %s',
    async (DeprovisionStrategy) => {
      const PrincipalId = await createUser('carol');
      const RoleConfigurationId = await createConfiguration('Reader');
      const target = { RoleConfigurationId, TargetUin, TargetType: 'ManagerUin' };
      const assignment = { ...target, PrincipalId, PrincipalType: 'User' };
      const { Tasks } = await client.CreateRoleAssignment({ ZoneId, RoleAssignmentInfo: [assignment] });
      expect(await settled(Tasks?.[0]?.TaskId)).toBe('Success');
      const read = async () => client.ListRoleAssignments({ ZoneId, MaxResults: 100, ...assignment });
      expect(await read()).toMatchObject({
        RoleAssignments: [{ ...assignment, RoleConfigurationName: 'Reader', PrincipalName: 'carol' }],
      });

      const { Task } = await client.DeleteRoleAssignment({ ZoneId, ...assignment, DeprovisionStrategy });
      expect(await settled(Task?.TaskId)).toBe('Success');
      const dismantled = await client.DismantleRoleConfiguration({ ZoneId, ...target });
      expect(await settled(dismantled.Task?.TaskId)).toBe('Success');
      expect(await read()).toMatchObject({ RoleAssignments: [], TotalCounts: 0 });
      expect(
        (await client.ListRoleConfigurationProvisionings({ ZoneId, RoleConfigurationId }))
          .RoleConfigurationProvisionings,
      ).toEqual([]);
      await client.DeleteRoleConfiguration({ ZoneId, RoleConfigurationId });
      await client.DeleteUser({ ZoneId, UserId: PrincipalId });
    },
  );

  it('make, change and destroy a CAM user synchronization, with one object as the tasks of its end', async () => {
    const PrincipalId = await createUser('dave');
    const { Tasks } = await client.CreateUserSyncProvisioning({
      ZoneId,
      UserSyncProvisionings: [
        {
          PrincipalId,
          PrincipalType: 'User',
          TargetUin,
          TargetType: 'ManagerUin',
          DuplicationStrategy: 'KeepBoth',
          DeletionStrategy: 'Delete',
        },
      ],
    });
    await world.runJobs();
    const status = async (TaskId: string | undefined) =>
      (await client.GetProvisioningTaskStatus({ ZoneId, TaskId: String(TaskId) })).TaskStatus?.Status;
    expect(await status(Tasks?.[0]?.TaskId)).toBe('Success');

    const synchronization = { ZoneId, UserProvisioningId: String(Tasks?.[0]?.UserProvisioningId) };
    await client.UpdateUserSyncProvisioning({ ...synchronization, NewDescription: 'for tests' });
    expect((await client.GetUserSyncProvisioning(synchronization)).UserProvisioning).toMatchObject({
      Description: 'for tests',
      PrincipalName: 'dave',
      TargetType: 'ManagerUin',
    });
    const ended = await client.DeleteUserSyncProvisioning(synchronization);
    await world.runJobs();
    expect(await status(ended.Tasks?.TaskId)).toBe('Success');
    await expect(client.GetUserSyncProvisioning(synchronization)).rejects.toMatchObject({
      code: 'ResourceNotFound.UserProvisioningNotFound',
    });
    await client.DeleteUser({ ZoneId, UserId: PrincipalId });
  });

  it('set an identity provider by parts, where an empty text is nothing said, and clear it', async () => {
    const X509Certificate = (await client.GetZoneSAMLServiceProviderInfo({ ZoneId })).SAMLServiceProvider
      ?.EncodedMetadataDocument;
    const certificate = Buffer.from(String(X509Certificate), 'base64')
      .toString()
      .match(/X509Certificate>([^<]+)</)?.[1];
    await client.SetExternalSAMLIdentityProvider({
      ZoneId,
      EntityId: 'https://idp.example.com',
      LoginUrl: 'https://idp.example.com/sso',
      X509Certificate: String(certificate),
      EncodedMetadataDocument: '',
    });
    await client.SetExternalSAMLIdentityProvider({ ZoneId, SSOStatus: 'Enabled' });
    const read = async () =>
      (await client.GetExternalSAMLIdentityProvider({ ZoneId })).SAMLIdentityProviderConfiguration;
    expect(await read()).toMatchObject({ EntityId: 'https://idp.example.com', SSOStatus: 'Enabled' });

    await expect(client.ClearExternalSAMLIdentityProvider({ ZoneId })).rejects.toMatchObject({
      code: 'FailedOperation.SSoStatusEnableNotClearIdentityProvider',
    });
    await client.SetExternalSAMLIdentityProvider({ ZoneId, SSOStatus: 'Disabled' });
    await client.ClearExternalSAMLIdentityProvider({ ZoneId });
    expect(await read()).toBeNull();
  });
});
