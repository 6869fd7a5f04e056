import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request } from '../support/engine-process.ts';
import { type FakeCloud, startFakeCloud } from '../support/fake-cloud.ts';
import { ownEnvironment } from '../support/running-product.ts';
import { makeServerDatabase } from '../support/server-database.ts';

const adminUin = 100_000_000_001;
/** Every call that a first deployment makes inside the account. */
const calls = [
  'GetSAMLProvider',
  'GetRole',
  'ListPolicies',
  'CreateSAMLProvider',
  'CreateRole',
  'AttachRolePolicy',
];

describe('a worker that is killed while it deploys', () => {
  let cloud: FakeCloud;
  let worker: Awaited<ReturnType<typeof startWorker>>;
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  let database: { DATABASE_URL?: string } = {};
  const start = async () => {
    worker = await startWorker({
      DATA_FOLDER: folder,
      ...database,
      TENCENT_CN_ADMIN_UIN: String(adminUin),
      TENCENT_CN_SECRET_ID: cloud.connection.secretId,
      TENCENT_CN_SECRET_KEY: cloud.connection.secretKey,
      TENCENT_CN_CAM_ENDPOINT: cloud.connection.camEndpoint,
      TENCENT_CN_STS_ENDPOINT: cloud.connection.stsEndpoint,
    });
  };
  const system = { kind: 'system' };
  const administrator = { kind: 'principal', organizationId: 0, uin: adminUin, identity: { type: 'root' } };
  const as = (name: string, input: object) =>
    worker.ask({ action: `organization:${name}`, actor: administrator, input });
  let place: { zoneId: string; roleConfigurationId: string; principalId: string; nodeId: number };

  beforeAll(async () => {
    cloud = await startFakeCloud(adminUin);
    if (process.env.TEST_DATABASE === 'server')
      database = { DATABASE_URL: await makeServerDatabase('killed') };
    await start();
    const founded = await worker.ask({
      action: 'organization:SetUpIdentityCenter',
      actor: system,
      input: {
        ...{ organizationName: 'Northwind', accountName: 'HQ', spaceName: 'northwind' },
        ...{ email: 'root@northwind.example', password: 'correct horse battery' },
      },
    });
    const { zoneId, rootDepartmentId: nodeId } = founded;
    const { userInfo } = await as('CreateUser', { zoneId, userName: 'alice' });
    const made = await as('CreateRoleConfiguration', { zoneId, roleConfigurationName: 'Reader' });
    const { roleConfigurationId } = made.roleConfigurationInfo;
    const policies = {
      rolePolicyType: 'System',
      rolePolicyNames: ['ReadOnlyAccess', 'QcloudCamReadOnlyAccess'],
    };
    await as('AddPermissionPolicyToRoleConfiguration', { zoneId, roleConfigurationId, ...policies });
    place = { zoneId, roleConfigurationId, principalId: userInfo.userId, nodeId };
  });
  afterAll(async () => {
    worker?.child.kill('SIGKILL');
    await cloud?.stop();
  });

  it.each(calls)(
    'just after %s ends the task when somebody goes on, with everything there once',
    async (fatal) => {
      const { zoneId, roleConfigurationId, principalId, nodeId } = place;
      const uin = 700_000_000_000 + calls.indexOf(fatal);
      cloud.members.add(uin);
      const member = { memberUin: uin, name: fatal, nodeId, cloudSite: 'tencent-cn' };
      await as('RegisterOrganizationMember', member);
      const target = { targetUin: uin, targetType: 'MemberUin', roleConfigurationId };
      const roleAssignmentInfo = [{ principalType: 'User', principalId, ...target }];
      await as('CreateRoleAssignment', { zoneId, roleAssignmentInfo });
      const workOff = { action: 'organization:WorkOffTasks', actor: system, input: { spaceId: zoneId, uin } };

      cloud.done = async (call) => {
        if (call.uin === uin && call.action === fatal && call.before === 0) worker.child.kill('SIGKILL');
      };
      await expect(worker.ask(workOff)).rejects.toThrow('gone');
      await start();
      await worker.ask({ query: `update account_leases set expires_at = 'epoch'` });
      await worker.ask(workOff);

      expect(
        await worker.ask({ query: `select status, failure_reason from tasks where uin = ${uin}` }),
      ).toEqual([{ status: 'Success', failure_reason: '' }]);
      const { providers, roles } = cloud.cam(uin);
      expect([...providers.keys()]).toEqual([`IdentityCenter-${zoneId}`]);
      expect([...roles.keys()]).toEqual(['IdentityCenter-Reader']);
      expect([...(roles.get('IdentityCenter-Reader')?.policies ?? [])].sort((a, b) => a - b)).toEqual([
        2, 12,
      ]);
    },
  );
});

// biome-ignore lint/suspicious/noExplicitAny: whatever the action answers.
type Answer = any;

async function startWorker(env: Record<string, string>) {
  const child: ChildProcess = fork('test/support/engine-process.ts', {
    env: { ...ownEnvironment, ...env },
    execArgv: [],
  });
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let count = 0;
  const answer = () =>
    new Promise<Answer>((resolve, reject) => {
      waiting.set(count++, { resolve, reject });
    });
  const ready = answer();
  child.on('message', ({ id, result, error }: { id: number; result?: Answer; error?: string }) => {
    if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The worker is gone.'));
  });
  await ready;
  return {
    child,
    ask(request: Omit<Request, 'id'>): Promise<Answer> {
      child.send({ id: count, ...request });
      return answer();
    },
  };
}
