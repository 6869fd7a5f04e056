import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { accountArn, foundAccounts, type Inside, trusting } from '../domain/sts/account.ts';
import { addProvider, federated, providerArn, responseFor, roleArnOf } from '../domain/sts/saml.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { camUserOf, give } from '../support/cam.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../support/identity-provider.ts';
import { newWorld, type World } from '../support/world.ts';

const role = 'Read+all=1@b';
const page = `/account-console/roles/${encodeURIComponent(role)}/sessions`;

describe('the page of a role’s sessions', () => {
  let world: World;
  let inside: Inside;
  let idp: TestIdentityProvider;
  let uin: number;
  let root: Principal;
  let employee: BrowserAgent;
  let administrator: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    uin = inside.uin;
    root = { kind: 'principal', uin, identity: { type: 'root' } };
    idp = await testIdentityProvider();
    await addProvider(world, inside, uin, 'Idp', idp);
    await inside.createRole(uin, role, [federated(providerArn(uin, 'Idp')), trusting(accountArn(uin))]);
    employee = await enter();
    administrator = await signedIn('dana', 'AdministratorAccess');
  });

  const enter = async () => {
    const browser = new BrowserAgent(world);
    const samlResponse = responseFor(world, idp, [`${roleArnOf(uin, role)},${providerArn(uin, 'Idp')}`]);
    await browser.post('/account-console/saml', { SAMLResponse: samlResponse });
    return browser;
  };
  const signedIn = async (userName: string, policyName?: string) => {
    const user = await camUserOf(world, root, userName);
    if (policyName) await give(world, user, policyName);
    const browser = new BrowserAgent(world);
    const form = await browser.get('/account-console/sign-in?as=cam-user');
    const typed = { uin: String(uin), userName, password: 'Correct-horse-7' };
    await browser.submit(form, '/account-console/sign-in', typed);
    return browser;
  };
  const isInside = async (browser: BrowserAgent) => (await browser.get('/account-console')).status === 200;

  it('shows who is in it, and how', async () => {
    await inside.assume(await inside.createUser(uin, 'erin'), uin, role, { roleSessionName: 'nightly' });

    const { status, text } = await administrator.get(page);
    expect(status).toBe(200);
    for (const word of ['alice@example.com', 'SAML', 'Console', 'nightly', 'erin', 'Temporary keys']) {
      expect(text).toContain(word);
    }
    expect((await administrator.get(`${page}?q=nightly`)).text).not.toContain('alice@example.com');
  });

  it('puts everybody out who is in it, with the next click, and lets in who comes again', async () => {
    expect(await isInside(employee)).toBe(true);

    const done = await administrator.submit(await administrator.get(page), `${page}/revocation`, {});

    expect([done.status, done.headers.location]).toEqual([303, page]);
    expect(await isInside(employee)).toBe(false);
    expect((await administrator.get(page)).text).toContain('were revoked');
    world.clock.advance(1);
    expect(await isInside(await enter())).toBe(true);
  });

  it('offers what one may do, and nothing to whoever may not look', async () => {
    const reader = await signedIn('reed', 'ReadOnlyAccess');
    const nobody = await signedIn('nora');

    const shown = await reader.get(page);
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain('/revocation');
    const token = /name="_csrf" value="([^"]+)"/.exec((await reader.get('/account-console')).text)?.[1] ?? '';
    expect((await reader.post(`${page}/revocation`, { _csrf: token })).status).toBe(403);
    expect((await nobody.get(page)).status).toBe(403);
    expect(await isInside(employee)).toBe(true);
  });

  it('is not there for a role that is not, nor without the form’s token, nor for strangers', async () => {
    expect((await administrator.get('/account-console/roles/Nothing/sessions')).status).toBe(404);
    expect((await administrator.post(`${page}/revocation`, {})).status).toBe(403);
    expect((await new BrowserAgent(world).get(page)).status).toBe(401);
    expect(await isInside(employee)).toBe(true);
  });

  it('no longer shows whoever has signed out', async () => {
    await employee.submit(await employee.get('/account-console'), '/account-console/sign-out');

    expect(await inside.sessionRows()).toBe(0);
    expect((await administrator.get(page)).text).toContain('Nobody is in this role');
  });
});
