import { beforeEach, describe, expect, it } from 'vitest';
import type { Directory, Principal } from '../../src/action/actor.ts';
import { acceptScimKey } from '../../src/domain/identity-center/scim/accept-scim-key.ts';
import { recordScimRequest } from '../../src/domain/identity-center/scim/record-scim-request.ts';
import { getUser } from '../../src/domain/identity-center/users/get-user.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { createGroupOf, createPerson } from '../support/northwind.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../support/world.ts';

const page = '/console/settings/scim';
const guides = ['scim-entra-id', 'scim-okta', 'scim-client'].map((name) => `/console/guides/${name}`);

describe('the pages of the company’s directory', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
    browser = new BrowserAgent(world);
    const signIn = await browser.get('/console/sign-in');
    await browser.submit(signIn, '/console/sign-in', {
      email: 'root@northwind.example',
      password: rootPassword,
    });
  });

  const text = async (path: string) => (await browser.get(path)).text;
  async function submit(path: string, action: string, fields: Record<string, string> = {}) {
    const response = await browser.submit(await browser.get(path), action, fields);
    return { status: response.status, location: response.headers.location, text: response.text };
  }
  const createKey = async (name: string) => {
    const answer = await submit(page, `${page}/keys`, { name, expireDuration: '3600' });
    return { ...answer, key: /icscim_[\w-]{43}/.exec(answer.text)?.[0] ?? '' };
  };
  const accept = (key: string) => world.execute(acceptScimKey, { kind: 'visitor' }, { key });
  const switchTo = (status: 'Enabled' | 'Disabled', of = 'synchronization') =>
    submit(`${page}/${of}`, `${page}/${of}`, { newStatus: status });
  const idOf = async () =>
    (await world.db.selectFrom('scim_credentials').selectAll().executeTakeFirstOrThrow()).credential_id;
  const directory = (): Directory => ({
    ...{ kind: 'directory', spaceId: zoneId, credentialId: 'scimcred-1', name: 'Okta' },
  });
  const record = (request: object) =>
    world.execute(recordScimRequest, directory(), { path: '/Users', resourceType: 'User', ...request });
  const taken = (name: string) => ({
    ...{ method: 'POST', status: 409, name },
    error: { scimType: 'uniqueness', detail: `"${name}" is taken.`, code: 'UsernameAlreadyExists' },
  });

  it('are there from the first day, empty and in both languages, and for nobody who is not signed in', async () => {
    const pages = [
      '',
      '/synchronization',
      '/adoption',
      '/adoption?kind=Group',
      '/log',
      '/log?state=failing&q=x',
    ];
    for (const path of [...pages.map((below) => page + below), ...guides]) {
      expect((await new BrowserAgent(world).get(path)).headers.location, path).toBe('/console/sign-in');
      for (const language of ['en', 'zh-CN']) {
        const shown = await browser.get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        expect([path, shown.status]).toEqual([path, 200]);
        expect(shown.text, path).not.toMatch(/undefined|NaN|\[object|>(scim|console)\.[a-z]+\.?[a-zA-Z]*</);
      }
    }
  });

  it('guide through each product with the address of this installation', async () => {
    for (const guide of guides) {
      for (const language of ['en', 'zh-CN']) {
        const shown = await text(`${guide}?lang=${language}`);
        expect(shown).toContain('https://login.example.com/scim/v2');
        expect(shown, guide).not.toMatch(/{{\w|\w}}/);
        expect(/<h1>[^<]*[\u4e00-\u9fff]/.test(shown), guide).toBe(language === 'zh-CN');
      }
    }
    expect(await text('/console/guides/scim-entra-id')).toContain('#EXT#');
    expect((await browser.get('/console/guides/scim-nothing')).status).toBe(404);
  });

  it('show a key this once, take two, and refuse the third with a sentence', async () => {
    const { status, key } = await createKey('Okta');
    expect([status, key.length]).toEqual([201, 50]);
    expect(await text(page)).not.toContain(key);
    await switchTo('Enabled');
    expect(await accept(key)).toMatchObject({ name: 'Okta' });

    const form = await browser.get(page);
    await createKey('Okta 2');
    const refused = await browser.submit(form, `${page}/keys`, { name: 'Okta 3' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('A space has at most 2 SCIM keys');
    expect(await text(page)).toContain('Two keys that have not expired are the most');
    expect(await text(page)).not.toContain(`action="${page}/keys"`);
  });

  it('keep keys that have expired apart from those that open something', async () => {
    await createKey('Okta 2025');
    world.clock.advance(3601);
    await createKey('Okta 2026');

    const [live = '', expired = ''] = (await text(page)).split('<summary>Expired keys (1)</summary>');

    expect(live).toContain('Okta 2026');
    expect(live).not.toContain('Okta 2025');
    expect(expired).toContain('Okta 2025');
    expect(expired).toContain(`action="${page}/keys"`);
  });

  it('change nothing without the token of their forms', async () => {
    const { key } = await createKey('Okta');
    await switchTo('Enabled');
    const credential = `${page}/keys/${await idOf()}`;
    for (const path of [
      ...[`${page}/keys`, `${credential}/status`, `${credential}/deletion`, `${page}/log/1/deletion`],
      ...[`${page}/synchronization`, `${page}/adoption`],
    ])
      expect((await browser.post(path, { newStatus: 'Disabled', name: 'Evil' })).status, path).toBe(403);

    expect(await accept(key)).toMatchObject({ name: 'Okta' });
    expect(await text(page)).not.toContain('Evil');
  });

  it('say what is wrong with a name, and keep what was typed', async () => {
    const refused = await submit(page, `${page}/keys`, { name: '<b>', expireDuration: '86400' });

    expect(refused.status).toBe(400);
    expect(refused.text).toContain('value="&lt;b&gt;"');
    expect(refused.text).toContain('Use 1 to 64 letters, digits, spaces and . _ -.');
    expect(refused.text).toMatch(/value="86400" selected/);
  });

  it('disable, enable and delete a key, each from the next request on', async () => {
    const { key } = await createKey('Okta');
    await switchTo('Enabled');
    const status = `${page}/keys/${await idOf()}/status`;
    await submit(page, status);
    await expect(accept(key)).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(await text(page)).toContain('Last turned away');
    await submit(page, status);
    await accept(key);

    expect(await submit(page, `${page}/keys/${await idOf()}/deletion`)).toMatchObject({ status: 303 });
    await expect(accept(key)).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(await text(page)).toContain('No keys');
  });

  it('make what was synchronized editable while synchronization is off, and read-only again when it is on', async () => {
    const userId = await createPerson(world, administrator, zoneId, 'alice');
    const groupId = await createGroupOf(world, administrator, zoneId, 'Team', [userId]);
    await world.db.updateTable('users').set({ source: 'Synchronized' }).execute();
    await world.db.updateTable('user_groups').set({ source: 'Synchronized' }).execute();
    const user = `/console/users/${userId}`;
    const group = `/console/groups/${groupId}`;
    const source = async () =>
      (await world.execute(getUser, administrator, { zoneId, userId })).userInfo.userType;

    expect((await submit(`${user}/security`, `${user}/status`, { newUserStatus: 'Disabled' })).status).toBe(
      303,
    );
    expect(await text(user)).toContain(`${user}/edit`);
    expect(await text(group)).toContain(`${group}/members/new`);
    for (const path of [user, group]) expect(await text(path)).toContain('While SCIM synchronization is off');
    expect(await source()).toBe('Synchronized');

    const stale = await browser.get(`${user}/edit`);
    expect(await text(`${page}/synchronization`)).toContain(
      'came from the directory before (users: 1, user groups: 1)',
    );
    await switchTo('Enabled');
    for (const path of [user, group]) expect(await text(path)).not.toMatch(/\/(edit|deletion|members\/new)"/);
    const refused = await browser.submit(stale, `${user}/edit`, { newDisplayName: 'Mallory' });
    expect(refused.status).toBe(403);
    expect(await text(user)).not.toContain('Mallory');
  });

  it('show who could be adopted before it is allowed, and adoption reaches the next key look-up', async () => {
    for (const name of ['alice', 'bob']) await createPerson(world, administrator, zoneId, name);
    const carol = await createPerson(world, administrator, zoneId, 'carol');
    await world.db
      .updateTable('users')
      .set({ source: 'Synchronized' })
      .where('user_id', '=', carol)
      .execute();
    await createGroupOf(world, administrator, zoneId, 'Team', []);
    const { key } = await createKey('Okta');
    await switchTo('Enabled');

    const people = await text(`${page}/adoption`);
    expect(people).toMatch(/>alice<[\s\S]*>bob</);
    expect(people).not.toContain('>carol<');
    expect(await text(`${page}/adoption?kind=Group`)).toContain('>Team<');
    expect(await text(`${page}/adoption?q=ali`)).not.toContain('>bob<');
    expect(await accept(key)).toMatchObject({ adopts: false });
    expect(await switchTo('Enabled', 'adoption')).toMatchObject({ status: 303 });
    expect(await accept(key)).toMatchObject({ adopts: true });
    await switchTo('Disabled', 'adoption');
    expect(await accept(key)).toMatchObject({ adopts: false });
  });

  it('list what the directory asked for, with the error and what to change, until it is solved', async () => {
    await record(taken('alice'));
    await record({ method: 'POST', status: 201, name: 'bob', resourceId: 'u-bob', externalId: 'E-7' });
    await record({ ...taken('<i>Team</i>'), resourceType: 'Group', path: '/Groups' });

    const log = await text(`${page}/log`);
    expect(log).toContain('&#34;alice&#34; is taken.');
    expect(log).toContain('Another user or user group here has this name.');
    expect(log).not.toContain('<i>');
    const failing = await text(`${page}/log?state=failing`);
    expect(failing).toContain('>alice<');
    expect(failing).not.toContain('>bob<');
    expect(await text(`${page}/log?type=Group`)).not.toContain('>alice<');
    expect(await text(`${page}/log?q=e-7`)).toMatch(/>bob</);
    expect(await text('/console')).toContain('The directory is refused changes of 2 users or user groups');
    const chinese = await text(`${page}/log?lang=zh-CN`);
    expect(chinese).toContain('此处已有同名的用户或用户组。');
    await text(`${page}/log?lang=en`);

    await record({ method: 'POST', status: 201, name: 'alice', resourceId: 'u-alice' });
    expect(await text(`${page}/log?state=failing`)).not.toContain('>alice<');
    const entry = /scim\/log\/(\d+)">alice</.exec(await text(`${page}/log`))?.[1];
    const shown = await text(`${page}/log/${entry}`);
    expect(shown).toMatch(/POST \/Users[\s\S]*201[\s\S]*POST \/Users[\s\S]*409/);
    expect(shown).toContain('href="/console/users/u-alice"');
    expect(shown).toContain('Okta');
    expect(shown).toContain('Solved');
    const bob = `${page}/log/${/scim\/log\/(\d+)">bob</.exec(await text(`${page}/log`))?.[1]}`;
    expect(await submit(bob, `${bob}/deletion`)).toMatchObject({ status: 303, location: `${page}/log` });
    expect((await browser.get(bob)).status).toBe(404);
    for (const nothing of ['999999', 'x', '-1', '1e99']) {
      expect((await browser.get(`${page}/log/${nothing}`)).status).toBeLessThan(500);
      expect((await browser.get(`${page}/log/${nothing}`)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it('page through a long log and through many who could be adopted', async () => {
    for (let number = 0; number < 55; number += 1) {
      await record(taken(`person.${number}.${'x'.repeat(40)}`));
    }
    expect(await text(`${page}/log`)).toContain('1–50 of 55');
    expect(await text(`${page}/log?page=2`)).toContain('51–55 of 55');
    expect((await browser.get(`${page}/log?page=9`)).headers.location).toBe('?page=2');
  });

  it('have words for every advice that a request can be given', async () => {
    const codes = [
      'UserCreatedByHand',
      'UserOverUpperLimit',
      'ManualUserNotUpdate',
      'GroupTypeUserTypeNotMatch',
      'UserNotExist',
    ];
    const types = [
      ...['uniqueness', 'invalidFilter', 'tooMany', 'mutability', 'invalidSyntax', 'invalidPath'],
      ...['noTarget', 'invalidValue', 'invalidVers', 'sensitive', 'somethingNew'],
    ];
    const statuses = [400, 403, 404, 405, 409, 412, 413, 415, 418, 429, 500, 501, 503];
    const errors = [
      ...codes.map((code) => ({ status: 400, error: { code } })),
      ...types.map((scimType) => ({ status: 400, error: { scimType } })),
      ...statuses.map((status) => ({ status })),
    ];
    for (const [place, error] of errors.entries()) {
      await record({ method: 'PATCH', resourceId: `u-${place}`, ...error });
    }
    for (const language of ['en', 'zh-CN']) {
      const shown = await text(`${page}/log?lang=${language}`);
      expect(shown).toContain(`1–${errors.length}`);
      expect(shown).not.toMatch(/scim\.advice/);
    }
  });
});
