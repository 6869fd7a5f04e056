import { beforeEach, describe, expect, it } from 'vitest';
import { listTasks } from '../../src/domain/identity-center/tasks/list-tasks.ts';
import { registerOrganizationMember } from '../../src/domain/organization/accounts/register-organization-member.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { type Deployable, deployable } from '../support/deployment.ts';
import { newWorld, rootPassword, type World } from '../support/world.ts';

describe('the pages of deployments, tasks and CAM user synchronizations', () => {
  let world: World;
  let its: Deployable;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
    browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    await browser.submit(signIn, '/console/sign-in', {
      email: 'root@northwind.example',
      password: rootPassword,
    });
  });

  it.each(['/console/tasks', '/console/deployments', '/console/cam-user-synchronizations/new'])(
    '%s is there while there is nothing yet, and is for administrators',
    async (path) => {
      const page = await browser.get(path);

      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/undefined|NaN|\[object/);
      expect((await new BrowserAgent(world).get(path)).headers.location).toBe('/console/sign-in');
    },
  );

  it('cancel what waits, and look again only while something is under way', async () => {
    const taskId = await its.assign();
    const waiting = await browser.get('/console/tasks?status=InProgress');
    expect(waiting.text).toContain('hx-trigger="every 3s"');

    const answer = await browser.submit(waiting, `/console/tasks/${taskId}/cancellation`);
    expect(answer.headers.location).toBe('/console/tasks?status=InProgress');

    const page = await browser.get('/console/tasks');
    expect(page.text).toContain('An administrator cancelled it.');
    expect(page.text).not.toContain('hx-trigger');
    await world.runJobs();
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
  });

  it('say why a task cannot be tried again', async () => {
    const taskId = await its.assign();
    await browser.submit(await browser.get('/console/tasks'), `/console/tasks/${taskId}/cancellation`);

    const refused = await browser.submit(
      await browser.get('/console/tasks'),
      `/console/tasks/${taskId}/attempts`,
    );

    expect(refused.status).toBe(409);
    expect(refused.text).toContain('is not wanted any more');
  });

  it('deploy again, check, and undeploy after showing who loses access', async () => {
    await its.assign();
    await world.runJobs();
    const place = `${its.configurationId}/${its.uin}`;
    const page = await browser.get('/console/deployments');
    expect(page.text).toContain('Reader');

    const again = await browser.submit(page, '/console/deployments/redeployments', {
      deployment: `${its.configurationId}:${its.uin}`,
    });
    expect(again.status).toBe(303);
    await browser.submit(page, `/console/deployments/${place}/checks`);
    await world.runJobs();
    const undeployment = await browser.get(`/console/deployments/${place}/undeployment`);
    expect(undeployment.text).toContain('alice');
    const gone = await browser.submit(undeployment, `/console/deployments/${place}/undeployment`);
    expect(gone.status).toBe(303);
    await world.runJobs();

    expect(await its.tasks()).toEqual([
      'CreateRoleAssignment Success',
      'ProvisionRoleConfiguration Success',
      'CheckRoleConfigurationDrift Success',
      'DeprovisionRoleConfiguration Success',
    ]);
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
  });

  it('remove one authorization after saying what it is, and undeploy after the last', async () => {
    await its.assign();
    await world.runJobs();
    const list = await browser.get('/console/authorizations');
    const [, href = ''] = /href="([^"]*\/removal)"/.exec(list.text) ?? [];
    const page = await browser.get(href);
    expect(page.text).toContain('alice loses Reader in');

    const removed = await browser.submit(page, href, { undeploys: '1' });
    expect(removed.headers.location).toBe(`/console/authorizations/accounts/${its.uin}`);
    await world.runJobs();
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
    expect((await browser.get(href)).text).toContain('This authorization is gone');
    const again = await browser.submit(page, href, { undeploys: '1' });
    expect(again.status).toBe(404);
  });

  it('remove nothing when somebody was authorized after the page was shown', async () => {
    const path = `/console/deployments/${its.configurationId}/${its.uin}/undeployment`;
    await its.assign();
    await world.runJobs();
    const shown = await browser.get(path);
    const { createPerson } = await import('../support/northwind.ts');
    await its.assign({ userId: await createPerson(world, its.administrator, its.zoneId, 'bob') });

    const refused = await browser.submit(shown, path);

    expect(refused.status).toBe(409);
    expect(await world.db.selectFrom('authorizations').selectAll().execute()).toHaveLength(2);
  });

  it('synchronize, edit and end a synchronization in three steps and back', async () => {
    const path = '/console/cam-user-synchronizations/new';
    const first = await browser.get(`${path}?step=2`);
    expect(first.text).toContain('Choose at least one user or group.');
    const principal = `User:${its.userId}:alice`;
    const account = `ManagerUin:${its.uin}:HQ`;
    const review = await browser.get(`${path}?step=3&${new URLSearchParams({ principal, account })}`);
    const created = await browser.submit(review, path, {
      deletionStrategy: 'Delete',
      duplicationStrategy: 'KeepBoth',
    });
    expect(created.headers.location).toBe('/console/tasks?taskType=StartProvisioning');
    await world.runJobs();

    const list = await browser.get('/console/cam-user-synchronizations');
    const href = /href="(\/console\/cam-user-synchronizations\/up-[^"]+)"/.exec(list.text)?.[1] ?? '';
    const one = await browser.get(href);
    expect(one.text).toContain('alice@northwind');
    const edited = { description: 'On call', duplicationStrategy: 'KeepBoth', deletionStrategy: 'Delete' };
    expect((await browser.submit(one, href, edited)).headers.location).toBe(href);
    await browser.submit(one, `${href}/removal`);
    await world.runJobs();

    expect(await world.db.selectFrom('cam_users').selectAll().execute()).toEqual([]);
    expect((await browser.get(href)).status).toBe(404);
  });

  it.each([
    ['user', () => `/console/users/${its.userId}/permissions`, 'alice'],
    [
      'permission configuration',
      () => `/console/permission-configurations/${its.configurationId}/deployments`,
      'Reader',
    ],
  ])('begin an authorization where a %s is shown, with it chosen', async (_what, path, name) => {
    const page = await browser.get(path());
    const begun = await browser.submit(page, '/console/authorizations/drafts');
    expect(begun.status).toBe(303);

    const review = await browser.get((begun.headers.location ?? '').replace(/accounts$/, 'review'));
    expect(review.text).toContain(name);
  });

  it('find whom to synchronize by what one types', async () => {
    const found = await browser.get('/console/cam-user-synchronizations/new?q=ali&step=1');
    expect(found.status).toBe(200);
    expect(found.text).toContain(`value="User:${its.userId}:alice"`);

    const nobody = await browser.get('/console/cam-user-synchronizations/new?q=zoe&step=1');
    expect(nobody.text).not.toContain('alice');
    const principal = `User:${its.userId}:alice`;
    const asked = new URLSearchParams({ at: '1', q: 'ali', step: '2', principal });
    const next = await browser.get(`/console/cam-user-synchronizations/new?${asked}`);
    expect(next.text).toContain(`value="ManagerUin:${its.uin}:`);
  });

  it('warn, before synchronizing, that passwords no longer let anybody in there', async () => {
    const principal = `User:${its.userId}:alice`;
    const account = `ManagerUin:${its.uin}:HQ`;
    const asked = new URLSearchParams({ step: '3', principal, account });
    const review = await browser.get(`/console/cam-user-synchronizations/new?${asked}`);

    expect(review.text).toContain('nobody signs in to the console there with a password');
  });

  it.each([
    [
      'permission configuration',
      () => `/console/permission-configurations/${its.configurationId}/deployments`,
    ],
    ['account', () => `/console/authorizations/accounts/${its.uin}?tab=deployments`],
  ])('deploy again from the page of the %s, and lead to the progress', async (_where, path) => {
    await its.assign();
    await world.runJobs();

    const page = await browser.get(path());
    expect(page.text).not.toMatch(/undefined|NaN|\[object/);
    expect(page.text).toContain(`/console/deployments/${its.configurationId}/${its.uin}/undeployment`);
    const again = await browser.submit(page, '/console/deployments/redeployments', {
      deployment: `${its.configurationId}:${its.uin}`,
    });
    expect(again.headers.location).toBe(
      `/console/tasks?taskType=ProvisionRoleConfiguration&uin=${its.uin}&configuration=${its.configurationId}`,
    );
    expect((await browser.get(again.headers.location ?? '')).text).toContain('hx-trigger="every 3s"');
    await world.runJobs();
    expect((await its.tasks()).at(-1)).toBe('ProvisionRoleConfiguration Success');
  });

  it('say in the reader’s language why something failed, and in English to programs', async () => {
    const memberUin = 700_000_123_456;
    await world.execute(registerOrganizationMember, its.administrator, {
      ...{ memberUin, name: 'real', nodeId: its.rootDepartmentId, cloudSite: 'tencent-cn' },
    });
    await its.assign({ targetUin: memberUin });
    await world.runJobs();

    for (const path of ['/console/tasks', '/console/deployments']) {
      const { text } = await browser.get(path, { 'Accept-Language': 'zh-CN' });
      expect(text).toContain('云站点“tencent-cn”尚未接入。');
      expect(text).not.toContain('is not connected');
    }
    const { tasks } = await world.execute(listTasks, its.administrator, { zoneId: its.zoneId });
    expect(tasks[0]).toMatchObject({
      failureReason: expect.stringContaining('is not connected'),
      failureCode: 'CloudNotConnected',
      failureDetails: { cloudSite: 'tencent-cn' },
    });
  });
});
