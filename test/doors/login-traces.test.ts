import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Company, foundCompany, requestIdIn } from '../domain/identity-center/logins/company.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { encode, impostor, type TestIdentityProvider } from '../support/identity-provider.ts';
import { newWorld, rootPassword, type World } from '../support/world.ts';

describe('the trace page', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  let withNewKey: TestIdentityProvider;
  let administrator: BrowserAgent;
  let browser: BrowserAgent;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
    withNewKey = await impostor();
    administrator = await signIn(northwind);
  });
  beforeEach(() => {
    browser = new BrowserAgent(world);
  });

  async function signIn({ spaceName }: Company): Promise<BrowserAgent> {
    const agent = new BrowserAgent(world);
    const page = await agent.get('/console/sign-in');
    const credentials = { email: `root@${spaceName}.example`, password: rootPassword };
    expect((await agent.submit(page, '/console/sign-in', credentials)).status).toBe(303);
    return agent;
  }
  const start = async (by: BrowserAgent) =>
    requestIdIn((await by.get('/saml/northwind/login')).headers.location ?? '');
  const deliver = (by: BrowserAgent, SAMLResponse: string) =>
    by.post('/saml/northwind/acs', { SAMLResponse });
  const codeOn = (html: string) => /<code>(REF-\d+)<\/code>/.exec(html)?.[1] ?? '';
  /** Starts a test by the console's own form; returns the ID of its request. */
  async function startTest(of: 'current' | 'candidate'): Promise<string> {
    const page = await administrator.get(`/console/settings/sso${of === 'candidate' ? '/candidate' : ''}`);
    const redirect = await administrator.submit(page, '/console/settings/sso/tests', { of });
    expect(redirect.status).toBe(303);
    expect(redirect.headers.location?.startsWith(northwind.idp.loginUrl)).toBe(true);
    return requestIdIn(redirect.headers.location ?? '');
  }
  const signatureIn = (xml: string) => /SignatureValue>([^<]+)</.exec(xml)?.[1] ?? '';

  it('is found by the code that the person saw, and explains what the person was not told', async () => {
    const xml = withNewKey.write(northwind.parts(await start(browser)));
    const refused = await deliver(browser, encode(xml));
    const page = await administrator.get(`/console/logins/${codeOn(refused.text).toLowerCase()}`);

    expect([refused.status, page.status]).toEqual([403, 200]);
    expect(page.text).toContain('signature-invalid');
    expect([...page.text.matchAll(/<li class="step-([a-z-]+)"/g)].map(([, state]) => state)).toEqual([
      ...Array(5).fill('passed'),
      'failed',
      ...Array(7).fill('not-reached'),
    ]);
    expect(page.text).toContain('[blanked]');
    expect(page.text).not.toContain(signatureIn(xml).slice(0, 40));
    expect(page.text).not.toContain(encode(xml).slice(0, 40));
  });

  it('is a page of the organization alone', async () => {
    const refused = await deliver(browser, '%');
    const path = `/console/logins/${codeOn(refused.text)}`;
    const stranger = await signIn(southwind);

    expect((await administrator.get(path)).status).toBe(200);
    for (const page of [path, `${path}/replay`]) {
      expect((await stranger.get(page)).status).toBe(404);
      expect((await browser.get(page)).headers.location).toMatch(/^\/console\/sign-in/);
    }
    expect((await administrator.get('/console/logins/REF-9999')).status).toBe(404);
  });

  it('shows what came from outside as text', async () => {
    const evil = '&lt;script&gt;alert(1)&lt;/script&gt;"\'';
    const parts = northwind.parts(await start(browser), evil, {
      responseIssuer: northwind.idp.entityId,
      assertionIssuer: northwind.idp.entityId,
    });
    const refused = await deliver(browser, northwind.idp.respond(parts));
    const junk = await deliver(browser, '"><script>alert(2)</script>');
    for (const { text } of [refused, junk]) {
      for (const path of [
        `/console/logins/${codeOn(text)}`,
        `/console/logins/${codeOn(text)}/replay`,
        '/console/logins',
      ]) {
        expect((await administrator.get(path)).text).not.toContain('<script>alert');
      }
    }
  });

  it('replays a refused login against other settings, and changes nothing', async () => {
    const refused = await deliver(browser, withNewKey.respond(northwind.parts(await start(browser))));
    await northwind.propose({ addCertificate: withNewKey.keyPair.certificate });
    const path = `/console/logins/${codeOn(refused.text)}/replay`;
    const [current, candidate] = [
      await administrator.get(`${path}?of=current`),
      await administrator.get(`${path}?of=candidate`),
    ];

    expect(current.text.match(/step-failed/g)).toHaveLength(2);
    expect(candidate.text.match(/step-failed/g)).toHaveLength(1);
    expect(candidate.text).toContain('alice');
    expect(administrator.cookies.has('ic_portal')).toBe(false);
    expect(await world.db.selectFrom('portal_logins').select('login_id').execute()).toEqual([]);
  });

  it('is where a test login ends, without a session in the portal', async () => {
    const done = await deliver(administrator, northwind.respond(await startTest('current')));
    expect(done.status).toBe(303);
    expect(done.headers.location).toMatch(/^\/console\/logins\/REF-\d+$/);
    expect([done.headers['set-cookie'] ?? []].flat().filter((line) => line.startsWith('ic_portal'))).toEqual(
      [],
    );

    const page = await administrator.get(done.headers.location ?? '');
    expect(page.text).toContain('notice-good');
    expect((await administrator.get('/northwind/accounts')).status).toBe(303);
  });

  it('is where a refused test login ends, and says why', async () => {
    await northwind.propose({ allowsCbc: true });
    const done = await deliver(administrator, northwind.respond(await startTest('candidate'), 'nobody'));

    expect(done.headers.location).toMatch(/^\/console\/logins\/REF-\d+$/);
    const page = await administrator.get(done.headers.location ?? '');
    expect(page.text).toContain('user-unknown');
    expect(page.text).not.toContain('notice-good');
  });

  it('is shown to nobody else who brings the answer to a test', async () => {
    const response = northwind.respond(await startTest('current'));
    const done = await deliver(browser, response);

    expect((await browser.get(done.headers.location ?? '')).headers.location).toMatch(/^\/console\/sign-in/);
    expect((await deliver(administrator, response)).headers.location).toMatch(/^\/console\/logins/);
  });

  it('of a test does not spoil a login that is under way in the same browser', async () => {
    const loginId = await start(administrator);
    // A browser sends the cookie of the login only below /saml, which is where it belongs.
    const loginCookies = [...administrator.cookies].filter(([name]) => name.endsWith('ic_login'));
    for (const [name] of loginCookies) administrator.cookies.delete(name);
    await startTest('current');
    for (const [name, value] of loginCookies) {
      if (!administrator.cookies.has(name)) administrator.cookies.set(name, value);
    }

    const done = await deliver(administrator, northwind.respond(loginId));

    expect(loginCookies).toHaveLength(1);
    expect(done.headers.location).toBe('/northwind/accounts');
  });
});
