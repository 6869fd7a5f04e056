import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setExternalSamlIdentityProvider } from '../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { type Company, foundCompany, requestIdIn } from '../domain/identity-center/logins/company.ts';
import { IdentityProviderPeer } from '../domain/identity-center/logout/identity-provider-peer.ts';
import { logoutUrlOfProvider, writeLogoutRequest } from '../domain/identity-center/logout/logout-messages.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { newWorld, type World } from '../support/world.ts';

const endpoint = '/saml/northwind/slo';

describe('single logout in the browser', () => {
  let world: World;
  let northwind: Company;
  let peer: IdentityProviderPeer;
  let browser: BrowserAgent;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    await northwind.createPerson('bob');
    peer = await IdentityProviderPeer.of(northwind);
    await northwind.change({ logoutUrl: logoutUrlOfProvider });
  });
  beforeEach(async () => {
    browser = new BrowserAgent(world);
    await logIn(browser);
  });

  async function logIn(by: BrowserAgent, nameId = 'alice') {
    const { headers } = await by.get('/saml/northwind/login');
    const response = northwind.respond(requestIdIn(headers.location ?? ''), nameId);
    return by.post('/saml/northwind/acs', { SAMLResponse: response });
  }
  const logOut = async (by = browser) => by.submit(await by.get('/northwind/accounts'), '/northwind/logout');
  const isIn = async (by = browser) => (await by.get('/northwind/accounts')).status === 200;
  const unescaped = (html: string) =>
    html.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const linkIn = (html: string) => unescaped(/<a class="btn[^"]*" href="([^"]*)"/.exec(html)?.[1] ?? '');

  describe('begun in the portal', () => {
    it('ends the session here before the identity provider is asked, also for whoever kept the cookie', async () => {
      const kept = new Map(browser.cookies);
      const page = await logOut();

      expect(page.status).toBe(200);
      for (const [name, value] of kept) browser.cookies.set(name, value);
      expect(await isIn()).toBe(false);
    });

    it('leads on to the identity provider by itself, and by a link', async () => {
      const { text } = await logOut();

      const url = linkIn(text);
      expect(unescaped(/http-equiv="refresh" content="0;url=([^"]*)"/.exec(text)?.[1] ?? '')).toBe(url);
      expect(await peer.readRedirect(url)).toMatchObject({ nameID: 'alice', sessionIndex: '_session' });
    });

    it('comes back to a page that says how far it went', async () => {
      const everywhere = await browser.get(
        `${endpoint}?${await peer.answer(requestIdIn(linkIn((await logOut()).text)))}`,
      );
      await logIn(browser);
      const onlyHere = await browser.get(
        `${endpoint}?${await peer.answer(requestIdIn(linkIn((await logOut()).text)), false)}`,
      );

      expect([everywhere.status, everywhere.headers.location]).toEqual([303, '/northwind/signed-out']);
      expect([onlyHere.status, onlyHere.headers.location]).toEqual([303, '/northwind/signed-out?only=here']);
      expect((await browser.get('/northwind/signed-out')).status).toBe(200);
    });

    it('takes an answer once, and from a browser that keeps no cookies', async () => {
      const answer = await peer.answer(requestIdIn(linkIn((await logOut()).text)));

      expect((await new BrowserAgent(world).get(`${endpoint}?${answer}`)).status).toBe(303);
      expect((await browser.get(`${endpoint}?${answer}`)).status).toBe(403);
    });

    it('leads on by a form where the identity provider wants one, and may be sent there', async () => {
      await northwind.change({ logoutBinding: 'post' });
      const page = await logOut();
      await northwind.change({ logoutBinding: 'redirect' });

      expect(page.text).toContain(`<form method="post" action="${logoutUrlOfProvider}"`);
      expect(page.headers['content-security-policy']).toContain("form-action 'self' https:;");
      expect(page.headers['x-frame-options']).toBe('DENY');
      const { SAMLRequest = '' } = hiddenFields(page.text);
      expect(await peer.readPostedRequest(SAMLRequest)).toMatchObject({ nameID: 'alice' });
    });

    it('ends here where the identity provider has no logout, or is switched off', async () => {
      await northwind.change({ logoutUrl: '' });
      const without = await logOut();
      expect([without.status, without.headers.location]).toEqual([303, '/northwind/signed-out']);
      expect(await isIn()).toBe(false);
      await northwind.change({ logoutUrl: logoutUrlOfProvider });
      await logIn(browser);

      const turn = (ssoStatus: string) =>
        world.execute(setExternalSamlIdentityProvider, northwind.administrator, {
          zoneId: northwind.zoneId,
          ssoStatus,
        });
      await turn('Disabled');
      expect((await logOut()).status).toBe(303);
      expect(await isIn()).toBe(false);
      await turn('Enabled');
    });
  });

  describe('begun at the identity provider', () => {
    it('ends the sessions of that person in every browser, and goes back with a signed answer', async () => {
      const phone = new BrowserAgent(world);
      const bob = new BrowserAgent(world);
      await logIn(phone);
      await logIn(bob, 'bob');

      const answer = await phone.get(`${endpoint}?${peer.requestQuery({}, 'back/there?x=1&y')}`);

      expect(answer.status).toBe(302);
      expect(answer.headers.location?.startsWith(`${logoutUrlOfProvider}?SAMLResponse=`)).toBe(true);
      expect(await peer.readRedirect(answer.headers.location ?? '')).toBeNull();
      expect(new URL(answer.headers.location ?? '').searchParams.get('RelayState')).toBe('back/there?x=1&y');
      expect([await isIn(browser), await isIn(phone), await isIn(bob)]).toEqual([false, false, true]);
    });

    it('comes by a form that carries no cookie of ours, too', async () => {
      const xml = northwind.idp.sign(writeLogoutRequest(peer.requestParts({ id: '_form' })), '_form');
      const fields = { SAMLRequest: Buffer.from(xml).toString('base64'), RelayState: '<b>&"x"' };
      await northwind.change({ logoutBinding: 'post' });
      const page = await new BrowserAgent(world).post(endpoint, fields);
      await northwind.change({ logoutBinding: 'redirect' });

      expect(page.status).toBe(200);
      expect(hiddenFields(page.text)).toMatchObject({ RelayState: '<b>&"x"' });
      // Identity providers that ask every service do so in frames of their own, and nobody else may.
      const { origin } = new URL(logoutUrlOfProvider);
      expect(page.headers['content-security-policy']).toContain(`frame-ancestors ${origin};`);
      expect(page.headers['x-frame-options']).toBeUndefined();
      expect(await peer.readPostedResponse(hiddenFields(page.text).SAMLResponse ?? '')).toBe(true);
      expect(await isIn()).toBe(false);
    });

    it('is refused with a code and no reason, and ends nothing', async () => {
      const query = peer.requestQuery().replace(/Signature=.{9}/, 'Signature=AAAAAAAAA');
      const refused = await browser.get(`${endpoint}?${query}`);

      expect(refused.status).toBe(403);
      const [said = ''] = /<main.*<\/main>/s.exec(refused.text) ?? [];
      expect(said).toContain((await northwind.latestAttempt()).reference);
      expect(said).not.toMatch(/signature|certificate/i);
      expect(await isIn()).toBe(true);
    });

    it('does not say to somebody who is still logged in that they are not', async () => {
      const refused = await browser.get(`${endpoint}?${peer.requestQuery({ issuer: 'somebody else' })}`);

      expect(refused.status).toBe(403);
      expect(refused.text).not.toMatch(/You are not logged in|This login could not be completed/);
    });
  });

  it.each<[what: string, path: string, fields?: Record<string, unknown>]>([
    ['nothing', endpoint],
    ['an empty query', `${endpoint}?`],
    ['only separators', `${endpoint}?&&==&?&`],
    ['a broken percent sign', `${endpoint}?SAMLRequest=%&SigAlg=%&Signature=%`],
    ['NUL', `${endpoint}?SAMLRequest=%00&SigAlg=%00&Signature=%00`],
    ['a list', `${endpoint}?SAMLRequest[]=a&SAMLRequest[]=b`],
    ['a known name', `${endpoint}?__proto__=1&SAMLRequest=a&SigAlg=constructor&Signature=AAAA`],
    ['text behind the path', `${endpoint}/more?SAMLRequest=a`],
    ['another space', '/saml/nowhere/slo?SAMLRequest=a'],
    ['an empty form', endpoint, {}],
    ['two messages', endpoint, { SAMLRequest: ['a', 'b'] }],
    ['two states', endpoint, { SAMLRequest: 'a', RelayState: ['a', 'b'] }],
    ['an object', endpoint, { 'SAMLRequest[a]': 'b' }],
    ['NUL in a form', endpoint, { SAMLRequest: '\0', RelayState: '\0' }],
    ['junk', endpoint, { SAMLRequest: '***', SAMLResponse: '***' }],
    ['a large form', endpoint, { SAMLRequest: 'A'.repeat(300_000) }],
    ['a very large form', endpoint, { SAMLRequest: 'A'.repeat(600_000) }],
  ])('answers %s cleanly, and nobody is logged out', async (_what, path, fields) => {
    const page = fields
      ? await browser.post(path, fields as Record<string, string>)
      : await browser.get(path);

    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.status).toBeLessThan(500);
    expect(page.text).not.toMatch(/node_modules|\.ts:|ZodError/);
    expect(await isIn()).toBe(true);
  });
});
