import { inflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { updateZone } from '../../src/domain/identity-center/space/update-zone.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../support/identity-provider.ts';
import { authorize, createConfiguration, createPerson, trustIdentityProvider } from '../support/northwind.ts';
import { logInToPortal } from '../support/portal-login.ts';
import { foundSpace, newWorld, type World } from '../support/world.ts';

const entityId = 'https://login.example.com/saml/northwind/metadata';
const acsUrl = 'https://login.example.com/saml/northwind/acs';

describe('the portal’s pages', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let idp: TestIdentityProvider;
  let alice: string;
  let reader: string;
  let browser: BrowserAgent;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    alice = await createPerson(world, administrator, zoneId, 'alice');
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await authorize(world, administrator, zoneId, [{ user: alice, uin, configuration: reader }]);
    browser = new BrowserAgent(world);
  });

  const logIn = (returnTo?: string) =>
    logInToPortal(world, browser, idp, { userName: 'alice', ...(returnTo && { returnTo }) });

  describe('a link into an account', () => {
    it('survives the login, and ends in the account', async () => {
      const link = `/northwind/go/${uin}?role=Reader`;
      const away = await browser.get(link);
      expect(away.headers.location).toBe(`/northwind/login?returnTo=${encodeURIComponent(link)}`);

      expect(await logIn(link)).toBe(link);
      const hop = await browser.get(link);
      expect(hop.status).toBe(200);
      expect(hop.text).toContain('action="https://login.example.com/account-console/saml"');
      expect(hiddenFields(hop.text).SAMLResponse).toBeTruthy();
    });

    it('finds the only space by itself', async () => {
      const answer = await browser.get(`/go/${uin}?role=Reader`);

      expect(answer.headers.location).toBe(`/northwind/go/${uin}?role=Reader`);
    });

    it('asks for the space where there are several, and does not tell whose account it is', async () => {
      await foundSpace(world, {
        organizationName: 'S',
        spaceName: 'southwind',
        email: 'root@southwind.example',
      });

      const answer = await browser.get(`/go/${uin}?role=Reader`);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('northwind');
      expect(hiddenFields(answer.text)).toMatchObject({ role: 'Reader' });
      expect((await browser.get(`/go/${uin}?space=northwind&role=Reader`)).headers.location).toBe(
        `/northwind/go/${uin}?role=Reader`,
      );
    });

    it('leads to nobody else’s site', async () => {
      for (const space of ['//evil.example', '..', 'a/b', 'https:']) {
        const { status, text } = await browser.get(`/go/${uin}?space=${encodeURIComponent(space)}`);
        expect([status, text.includes('<form')]).toEqual([200, true]);
      }
    });

    it.each([
      ['a browser that looks ahead', { 'Sec-Purpose': 'prefetch;prerender' }],
      ['a page that has it fetched', { 'Sec-Fetch-Dest': 'iframe' }],
    ])('lets %s in nowhere', async (_who, headers) => {
      await logIn();
      const answer = await browser.get(`/northwind/go/${uin}?role=Reader`, headers);

      expect(answer.headers.location).toBe(`/northwind/accounts/${uin}`);
      expect(await world.db.selectFrom('portal_entries').selectAll().execute()).toEqual([]);
    });

    it('refuses what one may not enter', async () => {
      await logIn();

      expect((await browser.get(`/northwind/go/${uin}?role=Writer`)).status).toBe(403);
      expect((await browser.get('/northwind/go/1')).status).toBe(404);
    });
  });

  describe('of a space that was renamed', () => {
    beforeEach(() => world.execute(updateZone, administrator, { zoneId, newZoneName: 'nw' }));

    it('are found at the old address, with all that is asked there', async () => {
      const asked = `/northwind/go/${uin}?role=Reader`;
      expect((await browser.get(asked)).headers.location).toBe(`/nw/go/${uin}?role=Reader`);
      expect((await browser.get('/northwind/login')).headers.location).toBe('/nw/login');
      expect((await browser.get('/northwind')).headers.location).toBe('/nw');
    });

    it('let in by the old SAML addresses, which the identity provider keeps', async () => {
      const { headers } = await browser.get('/saml/northwind/login?returnTo=/nw/accounts');
      const message = new URL(headers.location ?? '').searchParams.get('SAMLRequest') ?? '';
      const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
      expect(xml).toContain(entityId);
      expect(xml).toContain(acsUrl);

      expect(await logIn('/nw/accounts')).toBe('/nw/accounts');
      expect((await browser.get('/nw/accounts')).status).toBe(200);
    });

    it('send nobody elsewhere after the login', async () => {
      const answer = await browser.get('/saml/northwind/login?returnTo=/southwind/accounts');
      expect(answer.status).toBe(400);
    });
  });

  it('offers the way taken last on top of the list, and a star that stays', async () => {
    await logIn();
    expect((await browser.get('/northwind/accounts')).text).not.toContain('Recently entered');
    await browser.submit(
      await browser.get(`/northwind/accounts/${uin}`),
      `/northwind/accounts/${uin}/logins/${reader}`,
    );

    const list = await browser.get('/northwind/accounts');
    expect(list.text).toContain('Recently entered');
    expect(list.text).toContain('aria-pressed="false"');
    await browser.submit(list, `/northwind/favourites/${uin}`);
    expect((await browser.get('/northwind/accounts')).text).toContain('aria-pressed="true"');
  });

  it('explains, and gives keys that no cache keeps', async () => {
    await logIn();
    const why = await browser.get(`/northwind/accounts/${uin}/why/${reader}`);
    expect(why.text).toContain('It was granted to you yourself on');
    expect(why.text).toContain(`https://login.example.com/northwind/go/${uin}?role=Reader`);

    const keys = await browser.submit(
      await browser.get(`/northwind/accounts/${uin}`),
      `/northwind/accounts/${uin}/credentials/${reader}`,
    );
    expect(keys.status).toBe(200);
    expect(keys.headers['cache-control']).toBe('no-store');
    expect(keys.text).toContain('export TENCENTCLOUD_SECRET_ID=');
  });

  it('gives no keys to a page that another site made the browser send', async () => {
    await logIn();

    const answer = await browser.post(`/northwind/accounts/${uin}/credentials/${reader}`, {});
    expect(answer.status).toBe(403);
    expect(await world.db.selectFrom('sts_sessions').selectAll().execute()).toEqual([]);
  });
});
