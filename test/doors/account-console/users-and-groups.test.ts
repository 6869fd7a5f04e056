import { beforeEach, describe, expect, it } from 'vitest';
import { createCamGroup } from '../../../src/domain/cam/groups/create-group.ts';
import { attachUserPolicy } from '../../../src/domain/cam/policies/attach-user-policy.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { localCloudAccount } from '../../../src/domain/identity-center/deployment/local-cloud-account.ts';
import type { BrowserAgent } from '../../support/browser-agent.ts';
import type { World } from '../../support/world.ts';
import { openAccountConsole, password, signInAs, textOf } from './account-console.ts';

const at = (path: string) => `/account-console${path}`;

describe('users and user groups at the account console', () => {
  let world: World;
  let uin: number;
  let browser: BrowserAgent;
  let root: Awaited<ReturnType<typeof openAccountConsole>>['root'];
  beforeEach(async () => {
    ({ world, uin, root, browser } = await openAccountConsole());
  });

  const create = async (fields: Record<string, string>) =>
    browser.submit(await browser.get(at('/users/new')), at('/users'), fields);

  it('show the secrets of a new user once, in the answer itself', async () => {
    const created = await create({ name: 'robot', useApi: '1', consoleLogin: '1', password: '' });

    expect(created.status).toBe(201);
    const [accessKeyId] = /AKID\w{32}/.exec(created.text) ?? [];
    const values = [...created.text.matchAll(/class="form-control" id="copy-\w+" value="([^"]+)"/g)].map(
      ([, value]) => value ?? '',
    );
    expect(values).toHaveLength(3);
    const page = await browser.get(at('/users/robot'));
    expect(page.text).toContain(accessKeyId);
    expect(values.filter((value) => page.text.includes(value))).toEqual([accessKeyId]);
  });

  it('lead to a user that has no secrets, and find it again', async () => {
    expect((await create({ name: 'ann+ops@web', remark: 'Night shift' })).headers.location).toBe(
      at('/users/ann%2Bops%40web'),
    );

    expect(textOf(await browser.get(at('/users?q=night')))).toContain('ann+ops@web');
    expect(textOf(await browser.get(at('/users?q=day')))).toContain('Nothing found');
    expect((await browser.get(at('/users/ann%2Bops%40web'))).status).toBe(200);
    expect((await browser.get(at('/users/nobody'))).status).toBe(404);
  });

  it('say what is wrong at the field, in the reader’s language, and keep what was typed', async () => {
    const refused = await create({ name: 'two words', remark: 'Night shift' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Use letters, digits and + = , . @ - _ only.');
    expect(refused.text).toContain('value="Night shift"');

    await browser.get(at('/users?lang=zh-CN'));
    const weak = await create({ name: 'ann', consoleLogin: '1', password: 'harbourlights' });
    expect(weak.text).toContain('须包含小写字母、大写字母、数字、其他字符中的三类。');
    expect(weak.text).not.toContain('harbourlights');
  });

  it('change a user step by step', async () => {
    await create({ name: 'ann' });
    const change = async (path: string, fields: Record<string, string> = {}) =>
      browser.submit(await browser.get(at('/users/ann')), at(`/users/ann${path}`), fields);

    await change('', { remark: 'Night shift', email: 'ann@example.com' });
    await change('/password', { password, needResetPassword: '1' });
    const page = textOf(await browser.get(at('/users/ann')));
    expect(page).toContain('Night shift');
    expect(page).toContain('must be changed at the next sign-in');
    expect((await change('/deletion')).headers.location).toBe(at('/users'));
    expect(await world.auditTrail()).toEqual(expect.arrayContaining(['cam:UpdateUser', 'cam:DeleteUser']));
  });

  it('switch an access key off before they offer to delete it', async () => {
    await create({ name: 'ann' });
    const page = await browser.get(at('/users/ann'));
    const created = await browser.submit(page, at('/users/ann/access-keys'), { description: 'deploys' });
    const [keyId = ''] = /AKID\w{32}/.exec(created.text) ?? [];
    const key = at(`/users/ann/access-keys/${keyId}`);

    const active = await browser.get(at('/users/ann'));
    expect(active.text).not.toContain(`${key}/deletion`);
    await browser.submit(active, key);
    await browser.submit(await browser.get(at('/users/ann')), `${key}/deletion`);
    expect((await browser.get(at('/users/ann'))).text).not.toContain(keyId);
  });

  it('attach policies one after the other, mark those that are attached, and detach them', async () => {
    await create({ name: 'ann' });
    const choice = await browser.get(at('/users/ann/policies/new?q=TCR'));
    expect(textOf(choice)).toContain('QcloudTCRReadOnlyAccess');

    const attached = await browser.submit(choice, at('/users/ann/policies'), { policyId: '6' });
    expect(attached.headers.location).toBe(at('/users/ann/policies/new?q=TCR&page=1'));
    expect(textOf(await browser.get(attached.headers.location ?? ''))).toContain('Attached');
    const page = await browser.get(at('/users/ann'));
    expect(textOf(page)).toContain('QcloudTCRReadOnlyAccess');
    await browser.submit(page, at('/users/ann/policies/6/deletion'));
    expect(textOf(await browser.get(at('/users/ann')))).not.toContain('QcloudTCRReadOnlyAccess');
  });

  it('set a permission boundary and take it away', async () => {
    await create({ name: 'ann' });
    const choice = await browser.get(at('/users/ann/boundary/new'));
    await browser.submit(choice, at('/users/ann/boundary'), { policyId: '2' });

    const page = await browser.get(at('/users/ann'));
    expect(textOf(page)).toMatch(/Permission boundary .* ReadOnlyAccess/);
    await browser.submit(page, at('/users/ann/boundary/deletion'));
    expect(textOf(await browser.get(at('/users/ann')))).toContain('There is no boundary.');
  });

  it('make groups, and bring users in from either side', async () => {
    await create({ name: 'ann' });
    await create({ name: 'bob' });
    const made = await browser.submit(await browser.get(at('/groups/new')), at('/groups'), {
      groupName: 'Night shift',
    });
    const group = made.headers.location ?? '';
    const { uin: ann } = await userOf('ann');

    await browser.submit(await browser.get(`${group}/members/new`), `${group}/members`, { uin: String(ann) });
    const choice = await browser.get(at('/users/bob/groups/new'));
    await browser.submit(choice, at('/users/bob/groups'));
    expect(textOf(await browser.get(group))).toMatch(/Members 2 .* ann .* bob/);
    await browser.submit(await browser.get(group), `${group}/members/${ann}/deletion`);
    expect(textOf(await browser.get(at('/users/ann')))).toContain('In no user group');
    await browser.submit(await browser.get(group), group, { groupName: 'Nights', remark: '' });
    expect((await browser.submit(await browser.get(group), `${group}/deletion`)).headers.location).toBe(
      at('/groups'),
    );
  });

  it('show who manages a synchronized user, and offer no change of it', async () => {
    await world.db.transaction().execute((db) =>
      localCloudAccount({ db, now: world.clock.now() }, uin, 'z-space').addUser({
        userName: 'ann@northwind',
        remark: 'Ann',
      }),
    );
    const page = await browser.get(at('/users/ann%40northwind'));

    expect(textOf(page)).toContain('Identity Center manages this user (space z-space)');
    expect(page.text).not.toContain(`action="${at('/users/ann%40northwind/deletion')}"`);
    expect(page.text).not.toContain('name="password"');
    const csrf = { _csrf: /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '' };
    const forced = await browser.post(at('/users/ann%40northwind/deletion'), csrf);
    expect(forced.status).toBe(409);
    expect(textOf(forced)).toContain('It can only be changed there.');
  });

  it('take people who may do nothing to a clean page, with a sentence instead of what they may not see', async () => {
    await world.execute(createCamGroup, root, { groupName: 'Night shift' });
    const nobody = await signInAs(world, uin, 'nobody');

    const home = await nobody.get(at(''));
    expect(home.status).toBe(200);
    expect(home.text).not.toContain(`href="${at('/users')}"`);
    expect(home.text).toContain(`href="${at('/security')}"`);
    for (const path of ['/users', '/groups', '/roles', '/policies', '/identity-providers', '/user-sso']) {
      const page = await nobody.get(at(path));
      expect([path, page.status]).toEqual([path, 403]);
      expect(textOf(page)).toContain('Not allowed here');
      expect(page.text).toContain('Sign out');
    }
  });

  it('offer only what one may do, and refuse the rest in a sentence when it is asked anyway', async () => {
    await world.execute(addCamUser, root, { name: 'ann' });
    const reader = await signInAs(world, uin, 'reader');
    const { uin: attachUin } = await userOf('reader');
    await world.execute(attachUserPolicy, root, { attachUin, policyId: 12 });

    const page = await reader.get(at('/users/ann'));
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/method="post" action="\/account-console\/users/);
    expect((await reader.get(at('/users'))).text).not.toContain(at('/users/new'));
    const csrf = { _csrf: /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '' };
    const refused = await reader.post(at('/users/ann/deletion'), { ...csrf, force: '1' });
    expect(refused.status).toBe(403);
    expect(textOf(refused)).toContain('cam:DeleteUser');
    expect((await browser.get(at('/users/ann'))).status).toBe(200);
  });

  const userOf = async (name: string) => {
    const row = await world.db
      .selectFrom('cam_users')
      .select('user_uin')
      .where('user_name', '=', name)
      .executeTakeFirstOrThrow();
    return { uin: row.user_uin };
  };
});
