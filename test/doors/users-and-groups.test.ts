import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { importUsers } from '../../src/domain/identity-center/users/import-users.ts';
import { listUsers } from '../../src/domain/identity-center/users/list-users.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import {
  authorize,
  createConfiguration,
  createGroupOf,
  createPerson,
  synchronize,
} from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

describe('the pages of users and user groups', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    const account = { email: 'root@northwind.example', password: rootPassword };
    await browser.submit(signIn, '/console/sign-in', account);
  });

  const person = (name: string, attributes: object = {}) =>
    createPerson(world, administrator, zoneId, name, attributes);
  const names = async () =>
    (await world.execute(listUsers, administrator, { zoneId, maxResults: 100 })).users.map(
      ({ userName }) => userName,
    );
  async function submit(path: string, action: string, fields: Record<string, string | string[]> = {}) {
    const page = await browser.get(path);
    const response = await browser.submit(page, action, fields as Record<string, string>);
    return { status: response.status, location: response.headers.location, text: response.text };
  }

  it('are there from the first day, empty, and for administrators', async () => {
    const userId = await person('alice');
    const group = await createGroupOf(world, administrator, zoneId, 'Team', []);
    const below = (path: string, tabs: string[]) => tabs.map((tab) => `${path}${tab}`);
    const paths = [
      ...['/console/users', '/console/users/new', '/console/users/import', '/console/users?status=Disabled'],
      ...below(`/console/users/${userId}`, ['', '/edit', '/groups', '/groups/new', '/security']),
      ...below(`/console/users/${userId}`, ['/cam-users', '/permissions', '/deletion']),
      ...['/console/groups', '/console/groups/new'],
      ...below(`/console/groups/${group}`, ['', '/edit', '/members/new', '/cam-users', '/permissions']),
      `/console/groups/${group}/deletion`,
    ];

    for (const path of paths) {
      const page = await browser.get(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).not.toMatch(/undefined|NaN|\[object/);
      const chinese = await browser.get(`${path}${path.includes('?') ? '&' : '?'}lang=zh-CN`);
      expect(chinese.text).not.toMatch(/(users|groups|obstacles|import|removal)\.[a-z]+\.?[a-z]*</);
      await browser.get('/console/users?lang=en');
      const stranger = await new BrowserAgent(world).get(path);
      expect([stranger.status, stranger.headers.location]).toEqual([303, '/console/sign-in']);
    }
    for (const path of [
      '/console/users/u-none',
      '/console/users/u-none/security',
      '/console/groups/g-none',
    ]) {
      expect((await browser.get(path)).status).toBe(404);
    }
  });

  it('create several users at once, leaving out empty rows, or come back with what is wrong in which row', async () => {
    await person('alice');
    const refused = await submit('/console/users/new', '/console/users', {
      'users.0.userName': 'bob',
      'users.4.userName': 'ALICE',
      'users.7.userName': 'no name',
      'users.7.email': 'nothing',
    });

    expect(refused.status).toBe(400);
    expect(refused.text).toMatch(/id="users\.2\.userName-problem">Use letters, digits/);
    expect(refused.text).toContain('id="users.2.email-problem">Enter an e-mail address.');
    expect(refused.text).not.toContain('users.0.userName-problem');
    expect(await names()).toEqual(['alice']);
    const taken = await submit('/console/users/new', '/console/users', {
      'users.0.userName': 'bob',
      'users.4.userName': 'ALICE',
    });
    expect(taken.status).toBe(409);
    expect(taken.text).toContain('id="users.1.userName-problem">The space already has a user of this name.');
    expect(taken.text).toContain('value="bob"');
    expect(await names()).toEqual(['alice']);

    const created = await submit('/console/users/new', '/console/users', {
      'users.3.userName': 'bob',
      'users.9.userName': 'carol',
    });
    expect(created).toMatchObject({ status: 303, location: '/console/users' });
    expect(await names()).toEqual(['alice', 'bob', 'carol']);
    expect((await submit('/console/users/new', '/console/users')).status).toBe(400);
  });

  it('import a file in two steps, the first of which changes nothing', async () => {
    const csv = 'userName,displayName\nalice,"Alice ""<b>"""\nnot ok,x\n';
    const planned = await submit('/console/users/import', '/console/users/import/plan', { csv });

    expect(planned.status).toBe(200);
    expect(planned.text).toContain('1 to be created, 0 there already, 1 refused.');
    expect(await names()).toEqual([]);
    const page = { text: planned.text } as Parameters<typeof browser.submit>[0];
    const done = await browser.submit(page, '/console/users/import');
    expect(done.text).toContain('1 created, 0 there already, 1 refused.');
    expect(await names()).toEqual(['alice']);
    const refused = await submit('/console/users/import', '/console/users/import/plan', { csv: 'a,b\n1,2' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('“a” is not a column of users');
  });

  it('take a file of ten thousand lines from whoever is signed in, and read none of a stranger', async () => {
    const line = (number: number) => `user-${number},"User, number ${number}",user-${number}@example.com`;
    const csv = ['userName,displayName,email', ...Array.from({ length: 10_000 }, (_, n) => line(n))].join(
      '\n',
    );
    const planned = await submit('/console/users/import', '/console/users/import/plan', { csv });

    expect(planned.status).toBe(200);
    expect(planned.text).toContain('10000 to be created');
    expect(planned.text).toContain('9000 more lines are not shown.');
    const stranger = await new BrowserAgent(world).post('/console/users/import/plan', { csv: csv.repeat(4) });
    expect(stranger.status).toBe(413);
  });

  it('export what can be imported again, and nothing that a spreadsheet takes for a formula', async () => {
    await person('+49@x', { displayName: '=HYPERLINK("http://evil")', description: 'a,"b"\nc' });
    await person('bob', { userStatus: 'Disabled' });
    const { text, headers } = await browser.get('/console/users/export');

    expect(headers['content-disposition']).toBe('attachment; filename=users.csv');
    expect(headers['content-type']).toContain('text/csv');
    expect(text).toContain(`'+49@x,,,"'=HYPERLINK(""http://evil"")"`);
    expect((await browser.get('/console/users/export?status=Disabled')).text).not.toContain('+49');
    const { counts } = await world.execute(importUsers, administrator, { zoneId, csv: text });
    expect(counts).toEqual({ create: 0, unchanged: 2, refused: 0 });
    await createGroupOf(world, administrator, zoneId, '@SUM(A1)', []);
    expect((await browser.get('/console/groups/export')).text).toContain("'@SUM(A1)");
  });

  it('walk through a thousand users and back, each page beginning where the last one ended', async () => {
    const lines = Array.from({ length: 120 }, (_, number) => `user-${String(number).padStart(3, '0')}`);
    await world.execute(importUsers, administrator, { zoneId, csv: ['userName', ...lines].join('\n') });
    const link = (text: string, rel: string) =>
      new RegExp(`rel="${rel}" href="([^"]+)"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';

    const first = await browser.get('/console/users');
    expect(first.text).toContain('1–50 of 120');
    const second = await browser.get(`/console/users${link(first.text, 'next')}`);
    expect(second.text).toContain('51–100 of 120');
    expect(second.text).toContain('>user-050</a>');
    const third = await browser.get(`/console/users${link(second.text, 'next')}`);
    expect(third.text).toContain('>user-119</a>');
    expect(link(third.text, 'next')).toBe('');
    const back = await browser.get(`/console/users${link(third.text, 'prev')}`);
    expect(back.text).toContain('>user-050</a>');
    expect(back.text).not.toContain('>user-100</a>');
    expect(link(back.text, 'prev')).toBe('?page=1');
    expect((await browser.get('/console/users?page=3')).text).toContain('>user-100</a>');
    expect((await browser.get('/console/users?page=2&at=rubbish')).status).toBe(400);
  });

  it('edit, disable and enable a user', async () => {
    const href = `/console/users/${await person('alice', { email: 'a@example.com' })}`;
    await person('bob', { email: 'bob@example.com' });
    const fields = { newDisplayName: 'Alice <i>', newLastName: '', newFirstName: '', newDescription: 'x' };

    const refused = await submit(`${href}/edit`, `${href}/edit`, { ...fields, newEmail: 'BOB@example.com' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Another user has this e-mail address.');
    const saved = await submit(`${href}/edit`, `${href}/edit`, { ...fields, newEmail: '' });
    expect(saved).toMatchObject({ status: 303, location: href });
    expect((await browser.get(href)).text).toContain('Alice &lt;i&gt;');
    await submit(`${href}/security`, `${href}/status`, { newUserStatus: 'Disabled' });
    const page = await browser.get(`${href}/security`);
    expect(page.text).toContain('This user is kept out of the portal.');
    await submit(`${href}/security`, `${href}/status`, { newUserStatus: 'Enabled' });
    expect((await browser.get(`${href}/security`)).text).toContain('This user may log in to the portal.');
  });

  it('delete a user only when nothing stands in the way, and lead to what does', async () => {
    const userId = await person('alice');
    const href = `/console/users/${userId}`;
    const group = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
    const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await authorize(world, administrator, zoneId, [{ user: userId, uin, configuration: reader }]);
    const blocked = await browser.get(`${href}/deletion`);

    expect(blocked.text).toContain(`href="${href}/groups"`);
    expect(blocked.text).toContain(
      `href="/console/authorizations?principal=${userId}&amp;configuration=${reader}"`,
    );
    expect(blocked.text).not.toContain(`action="${href}/deletion"`);
    await submit(`${href}/groups`, `${href}/groups/removal`, { groupId: group });
    await world.db.deleteFrom('authorizations').execute();
    const gone = await submit(`${href}/deletion`, `${href}/deletion`);
    expect(gone).toMatchObject({ status: 303, location: '/console/users' });
    expect(await names()).toEqual([]);
  });

  it('show why somebody may enter', async () => {
    const userId = await person('alice');
    const group = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
    const reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await authorize(world, administrator, zoneId, [{ group, uin, configuration: reader }]);
    await synchronize(world, administrator, zoneId, { group, uin });

    const permissions = await browser.get(`/console/users/${userId}/permissions`);
    expect(permissions.text).toContain(`<a href="/console/groups/${group}">Team</a>`);
    expect(permissions.text).toContain('Granted to the user group Team on');
    expect((await browser.get(`/console/users/${userId}/cam-users`)).text).toContain('alice@northwind');
    expect((await browser.get(`/console/groups/${group}/cam-users`)).text).toContain('1 of 1 members');
    expect((await browser.get(`/console/groups/${group}/permissions`)).text).toContain('Reader');
  });

  it('create a group, fill it with several at once, and empty it', async () => {
    const ids = [await person('alice'), await person('bob')];
    const created = await submit('/console/groups/new', '/console/groups', {
      groupName: ' Team <1> ',
      description: '',
    });
    expect(created.status).toBe(400);
    const made = await submit('/console/groups/new', '/console/groups', {
      groupName: ' Team 1 ',
      description: '',
    });
    const href = made.location ?? '';
    expect((await submit(`${href}/members/new`, `${href}/members`)).status).toBe(400);
    const added = await submit(`${href}/members/new`, `${href}/members`, { userId: ids });
    expect(added).toMatchObject({ status: 303, location: href });
    const again = await submit(`${href}/members/new`, `${href}/members`, { userId: ids[0] ?? '' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('“alice” is in the group already.');
    expect((await browser.get(`${href}?q=bo`)).text).not.toContain('>alice</a>');

    await submit(href, `${href}/members/removal`, { userId: ids });
    expect((await browser.get(href)).text).toContain('Nobody is in this group');
    await submit(`${href}/deletion`, `${href}/deletion`);
    expect((await browser.get(href)).status).toBe(404);
  });

  it('offer nothing for what the directory owns, and say why', async () => {
    const userId = await person('alice');
    const group = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
    await world.db.updateTable('spaces').set({ is_synchronizing: true }).execute();
    await world.db.updateTable('users').set({ source: 'Synchronized' }).execute();
    await world.db.updateTable('user_groups').set({ source: 'Synchronized' }).execute();

    for (const path of [`/console/users/${userId}`, `/console/groups/${group}`]) {
      const page = await browser.get(path);
      expect(page.text).toContain('The company’s directory manages this user');
      expect(page.text).not.toMatch(/\/(edit|deletion|members\/new)"/);
      expect((await browser.get(`${path}/deletion`)).text).not.toContain('class="btn btn-danger"');
    }
    expect((await browser.get(`/console/users/${userId}/security`)).text).not.toContain('newUserStatus');
  });
});
