import https from 'node:https';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiWorld, type Key, keyOf, newApiWorld } from '../../support/cloud-api.ts';
import { foundSpace } from '../../support/world.ts';

// biome-ignore lint/suspicious/noExplicitAny: the package has no types.
type Untyped = any;
const load = (path: string): Untyped =>
  createRequire(import.meta.url)(`tencentcloud-sdk-nodejs-intl-en/tencentcloud/${path}`);

/** Its agent replaces these functions for all of the process, by ones that leave out how a name is looked up. */
const { get, request } = https;
load('');
Object.assign(https, { get, request });

const services = {
  organization: 'organization/v20210331/organization_client',
  cam: 'cam/v20190116/cam_client',
  sts: 'sts/v20180813/sts_client',
} as const;

/** The SDK of the international site is another one: callbacks, classes for requests, signatures over all parameters. */
describe.each(['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'])(
  'the international SDK, signing by %s',
  (method) => {
    let world: ApiWorld;
    let key: Key;
    let ZoneId: string;
    let TargetUin: number;
    beforeAll(async () => {
      world = await newApiWorld();
      const founded = await foundSpace(world);
      ZoneId = founded.zoneId;
      TargetUin = founded.adminUin;
      key = await keyOf(world, founded.administrator);
    });
    beforeEach(() => world.clock.advance(1));
    afterAll(() => world.close());

    function call(
      service: keyof typeof services,
      action: string,
      input: object = {},
      by = key,
    ): Promise<Untyped> {
      const [Client, Credential, ClientProfile, HttpProfile] = [
        services[service],
        'common/credential',
        'common/profile/client_profile',
        'common/profile/http_profile',
      ].map(load);
      const models = load(services[service].replace(/\w+$/, 'models'));
      const request = new models[`${action}Request`]();
      request.from_json_string(JSON.stringify(input));
      const profile = new ClientProfile(method, new HttpProfile('http://', world.endpoint));
      const client = new Client(new Credential(by.secretId, by.secretKey, by.token), '', profile);
      return new Promise((resolve, reject) => {
        client[action](request, (error: unknown, answer: unknown) =>
          error ? reject(error) : resolve(answer),
        );
      });
    }
    const organization = (action: string, input: object) =>
      call('organization', action, { ZoneId, ...input });

    it('makes users, groups and configurations, authorizes them, and takes it all away', async () => {
      const { UserInfo } = await organization('CreateUser', {
        UserName: 'alice',
        Email: 'alice@northwind.example',
      });
      const { GroupInfo } = await organization('CreateGroup', { GroupName: 'Staff' });
      const { UserId } = UserInfo;
      const { GroupId } = GroupInfo;
      await organization('AddUserToGroup', { UserId, GroupId });
      expect((await organization('ListGroupMembers', { GroupId })).GroupMembers).toMatchObject([{ UserId }]);
      const { RoleConfigurationInfo } = await organization('CreateRoleConfiguration', {
        RoleConfigurationName: 'Reader',
        SessionDuration: 3600,
      });
      const { RoleConfigurationId } = RoleConfigurationInfo;

      const triplet = { PrincipalType: 'Group', PrincipalId: GroupId, TargetType: 'ManagerUin', TargetUin };
      const { Tasks } = await organization('CreateRoleAssignment', {
        RoleAssignmentInfo: [{ ...triplet, RoleConfigurationId }],
      });
      await world.runJobs();
      const { TaskStatus } = await organization('GetTaskStatus', { TaskId: Tasks[0].TaskId });
      expect(TaskStatus).toMatchObject({ Status: 'Success' });
      expect((await organization('ListRoleAssignments', {})).RoleAssignments).toMatchObject([
        { PrincipalName: 'Staff', TargetUin, RoleConfigurationName: 'Reader' },
      ]);

      await organization('DeleteRoleAssignment', {
        ...triplet,
        RoleConfigurationId,
        DeprovisionStrategy: 'DeprovisionForLastRoleAssignmentOnAccount',
      });
      await world.runJobs();
      await organization('DeleteRoleConfiguration', { RoleConfigurationId });
      await organization('RemoveUserFromGroup', { UserId, GroupId });
      await organization('DeleteGroup', { GroupId });
      await organization('DeleteUser', { UserId });
      expect((await organization('ListUsers', {})).TotalCounts).toBe(0);
    });

    it('is told what was refused, by the official code', async () => {
      await expect(organization('GetUser', { UserId: 'u-nobody' })).rejects.toMatchObject({
        code: 'ResourceNotFound.UserNotExist',
      });
      const wrong = { ...key, secretKey: `${key.secretKey}x` };
      await expect(call('organization', 'DescribeOrganization', {}, wrong)).rejects.toMatchObject({
        code: 'AuthFailure.SignatureFailure',
      });
    });

    it('administers an account by CAM, and becomes its role by STS', async () => {
      const trust = {
        version: '2.0',
        statement: [
          {
            effect: 'allow',
            action: 'name/sts:AssumeRole',
            principal: { qcs: [`qcs::cam::uin/${TargetUin}:root`] },
          },
        ],
      };
      await call('cam', 'CreateRole', { RoleName: 'Own', PolicyDocument: JSON.stringify(trust) });
      await call('cam', 'AddUser', { Name: 'robot', ConsoleLogin: 0, UseApi: 1 });
      expect((await call('cam', 'GetUser', { Name: 'robot' })).Name).toBe('robot');
      const { Credentials } = await call('sts', 'AssumeRole', {
        RoleArn: `qcs::cam::uin/${TargetUin}:roleName/Own`,
        RoleSessionName: 'script',
      });
      const session = {
        secretId: Credentials.TmpSecretId,
        secretKey: Credentials.TmpSecretKey,
        token: Credentials.Token,
      };
      expect(await call('sts', 'GetCallerIdentity', {}, session)).toMatchObject({ Type: 'CAMRole' });
    });
  },
);
