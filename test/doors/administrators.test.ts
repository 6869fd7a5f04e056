import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { addCamUser } from '../../src/domain/cam/users/add-user.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { camUserOf, give } from '../support/cam.ts';
import { foundSpace, newWorld, type World } from '../support/world.ts';

const password = 'Correct-horse-7';

describe('people of the admin account at the console', () => {
  let world: World;
  let root: Principal;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator: root } = await foundSpace(world));
    browser = new BrowserAgent(world);
  });

  const signIn = async (userName: string, home = '/console') => {
    const page = await browser.get(`${home}/sign-in?as=cam-user`);
    return browser.submit(page, `${home}/sign-in`, { uin: String(root.uin), userName, password });
  };

  it('see and do what their policies allow, and are told what they lack', async () => {
    await give(world, await camUserOf(world, root, 'dana'), 'QcloudOrganizationReadOnlyAccess');

    expect((await signIn('dana')).headers.location).toBe('/console');
    const users = await browser.get('/console/users');
    expect(users.status).toBe(200);
    expect(users.text).toContain('dana');
    const page = await browser.get('/console/settings/sso/keys');
    expect(page.text).not.toContain('action="/console/settings/sso/keys"');
    const refused = await browser.post('/console/settings/sso/keys', hiddenFields(page.text));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('organization:PrepareSAMLSigningKey');
  });

  it('are offered nothing that they may not do', async () => {
    await camUserOf(world, root, 'dana');
    await signIn('dana');

    const overview = await browser.get('/console');
    expect(overview.status).toBe(403);
    expect(overview.text).not.toContain('href="/console/users"');
    expect((await browser.get('/console/users')).status).toBe(403);
  });

  it('get on in the console they are in when a page is not there, and never in a circle', async () => {
    await camUserOf(world, root, 'dana');
    await signIn('dana');
    const leadsTo = async (path: string) =>
      / class="btn w-100" href="([^"]*)"/.exec((await browser.get(path)).text)?.[1];

    expect(await leadsTo('/console/nowhere')).toBe('/console');
    for (const path of ['/console', '/console?a=b', '/nowhere/login', '/consolelike/login'])
      expect(await leadsTo(path), path).toBe('/');
    await signIn('dana', '/account-console');
    expect(await leadsTo('/account-console/nowhere?a=b')).toBe('/account-console');
  });

  it('choose a password of their own before anything else', async () => {
    await world.execute(addCamUser, root, { name: 'dana', password, consoleLogin: 1, needResetPassword: 1 });
    await signIn('dana', '/account-console');

    const first = await browser.get('/account-console');
    expect(first.headers.location).toBe('/account-console/password');
    const page = await browser.get('/account-console/password');
    const changed = await browser.submit(page, '/account-console/password', {
      oldPassword: password,
      password: 'Another-horse-8',
      passwordAgain: 'Another-horse-8',
    });
    expect(changed.headers.location).toBe('/account-console');
    expect((await browser.get('/account-console')).status).toBe(200);
  });

  it('go from the console of the account to that of the organization, by a secret that works once', async () => {
    await give(world, await camUserOf(world, root, 'dana'), 'AdministratorAccess');
    await signIn('dana', '/account-console');

    expect((await browser.get('/console')).headers.location).toBe('/console/sign-in');
    const page = await browser.get('/account-console');
    const handed = await browser.submit(page, '/account-console/organization-console', {});
    expect(handed.headers.location).toBe('/console/hand-over');
    const secret = new Map(browser.cookies);
    expect((await browser.get('/console/hand-over')).headers.location).toBe('/console');
    expect((await browser.get('/console/users')).status).toBe(200);

    const thief = new BrowserAgent(world);
    for (const [name, value] of secret) if (name === 'ic_hand_over') thief.cookies.set(name, value);
    expect((await thief.get('/console/hand-over')).headers.location).toBe('/console/sign-in');
    expect((await thief.get('/console')).headers.location).toBe('/console/sign-in');
  });

  it('are gone with the next click once they are deleted', async () => {
    const dana = await camUserOf(world, root, 'dana');
    await give(world, dana, 'AdministratorAccess');
    await signIn('dana');
    await world.db.deleteFrom('cam_users').execute();

    expect((await browser.get('/console/users')).headers.location).toBe('/console/sign-in');
    expect((await browser.get('/console')).headers.location).toBe('/console/sign-in');
  });
});

describe('people of other accounts', () => {
  it('are not let in to the organization’s console', async () => {
    const world = await newWorld();
    const { administrator: root, rootDepartmentId: nodeId } = await foundSpace(world);
    const { createOrganizationMember } = await import(
      '../../src/domain/organization/accounts/create-organization-member.ts'
    );
    const { uin } = await world.execute(createOrganizationMember, root, { name: 'web', nodeId });
    const eve = await camUserOf(world, { kind: 'principal', uin, identity: { type: 'root' } }, 'eve');
    await give(world, eve, 'AdministratorAccess');
    const browser = new BrowserAgent(world);

    const page = await browser.get('/console/sign-in?as=cam-user');
    const refused = await browser.submit(page, '/console/sign-in', {
      uin: String(uin),
      userName: 'eve',
      password,
    });
    expect(refused.status).toBe(401);
    expect((await browser.get('/console')).headers.location).toBe('/console/sign-in');

    const own = await browser.get('/account-console/sign-in?as=cam-user');
    await browser.submit(own, '/account-console/sign-in', { uin: String(uin), userName: 'eve', password });
    const home = await browser.get('/account-console');
    expect(home.status).toBe(200);
    expect(home.text).not.toContain('organization-console');
    const handed = await browser.post('/account-console/organization-console', hiddenFields(home.text));
    expect((await browser.get(handed.headers.location ?? '')).headers.location).toBe('/console/sign-in');
  });
});
