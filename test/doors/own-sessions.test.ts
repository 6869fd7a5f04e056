import { inflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/action/actor.ts';
import { enterAccountAsRole } from '../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../support/identity-provider.ts';
import { authorize, createConfiguration, createPerson, trustIdentityProvider } from '../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../support/world.ts';

const entityId = 'https://login.example.com/saml/northwind/metadata';
const acsUrl = 'https://login.example.com/saml/northwind/acs';
const page = '/northwind/sessions';
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('the sessions that somebody has open', () => {
  let world: World;
  let administrator: Principal;
  let uin: number;
  let zoneId: string;
  let reader: string;
  let idp: TestIdentityProvider;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    for (const name of ['alice', 'bob']) {
      const user = await createPerson(world, administrator, zoneId, name);
      await authorize(world, administrator, zoneId, [{ user, uin, configuration: reader }]);
    }
  });

  async function logIn(nameId: string, userAgent: string): Promise<BrowserAgent> {
    const browser = new BrowserAgent(world);
    const { headers } = await browser.get('/saml/northwind/login');
    const message = new URL(headers.location ?? '').searchParams.get('SAMLRequest') ?? '';
    const request = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
    const inResponseTo = /ID="([^"]*)"/.exec(request)?.[1];
    const parts = idp.parts({ entityId, acsUrl, now: world.clock.now(), nameId, inResponseTo });
    const from = { 'User-Agent': userAgent };
    await browser.post('/saml/northwind/acs', { SAMLResponse: idp.respond(parts) }, from);
    return browser;
  }
  async function enter(browser: BrowserAgent): Promise<void> {
    const hop = await browser.get(`/northwind/go/${uin}?role=Reader`);
    const { SAMLResponse = '' } = hiddenFields(hop.text);
    await browser.post('/account-console/saml', { SAMLResponse });
  }
  async function keys(browser: BrowserAgent): Promise<void> {
    const account = await browser.get(`/northwind/accounts/${uin}`);
    await browser.submit(account, `/northwind/accounts/${uin}/credentials/${reader}`);
  }
  const isInPortal = async (browser: BrowserAgent) =>
    (await browser.get('/northwind/accounts')).status === 200;
  const isInAccount = async (browser: BrowserAgent) => (await browser.get('/account-console')).status === 200;
  const where = async (browser: BrowserAgent) => [await isInPortal(browser), await isInAccount(browser)];
  const keyCount = async () =>
    (
      await world.db
        .selectFrom('sts_sessions')
        .select('session_id')
        .where('secret_id', 'is not', null)
        .execute()
    ).length;
  const rows = (html: string) => html.match(/<tr>(?:(?!<\/tr>)[\s\S])*data-label[\s\S]*?<\/tr>/g) ?? [];

  it('are shown with what they are, where and from where, and nobody else’s are', async () => {
    const alice = await logIn('alice', chrome);
    await enter(alice);
    await keys(alice);
    await enter(await logIn('bob', firefox));

    const { text } = await alice.get(page);
    expect(rows(text)).toHaveLength(3);
    for (const shown of ['This browser', 'Chrome · Windows', 'TencentCloudSSO-Reader', 'Temporary keys']) {
      expect(text).toContain(shown);
    }
    expect(text).not.toContain('Firefox');
    expect(rows(text).filter((row) => row.includes('This browser'))).toHaveLength(1);
  });

  it('end one by one, in this browser and in others, and only one’s own', async () => {
    const [alice, elsewhere] = [await logIn('alice', chrome), await logIn('alice', firefox)];
    const bob = await logIn('bob', firefox);
    await enter(alice);
    await enter(bob);
    const shown = await alice.get(page);
    const endable = rows(shown.text).map((row) => ({ row, ...hiddenFields(row) }));
    const idOf = (text: string) =>
      endable.find(({ row }) => row.includes(text) && !row.includes('This browser')) as {
        sessionId?: string;
      };
    const end = (sessionId = '') => alice.submit(shown, `${page}/end`, { sessionId });

    await end(idOf('TencentCloudSSO-Reader').sessionId);
    expect(await where(alice)).toEqual([true, false]);
    await end(idOf('Firefox').sessionId);
    expect([await isInPortal(alice), await isInPortal(elsewhere)]).toEqual([true, false]);
    const others = await world.db.selectFrom('account_entries').select('entry_id').execute();
    for (const { entry_id } of others) await end(entry_id);
    expect(await where(bob)).toEqual([true, true]);
  });

  it('end everywhere else, with what was opened from there, and this browser goes on with what it opened', async () => {
    const [here, elsewhere] = [await logIn('alice', chrome), await logIn('alice', firefox)];
    await enter(here);
    await enter(elsewhere);
    await keys(elsewhere);
    expect(await keyCount()).toBe(1);

    await here.submit(await here.get(page), `${page}/end-others`);
    expect(await where(here)).toEqual([true, true]);
    expect(await where(elsewhere)).toEqual([false, false]);
    expect(await keyCount()).toBe(0);
    expect((await here.get(page)).text).not.toContain(`${page}/end-others`);
  });

  it('end everywhere, this browser included', async () => {
    const [here, elsewhere] = [await logIn('alice', chrome), await logIn('alice', firefox)];
    const bob = await logIn('bob', firefox);
    for (const browser of [here, elsewhere, bob]) await enter(browser);
    const { _csrf = '' } = hiddenFields((await here.get(page)).text);

    const out = await here.post('/northwind/logout', { _csrf, everywhere: 'true' });
    expect(out.headers.location).toBe('/northwind/signed-out');
    expect([await where(here), await where(elsewhere)]).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(await where(bob)).toEqual([true, true]);
  });

  it('end only here when somebody signs out as always', async () => {
    const [here, elsewhere] = [await logIn('alice', chrome), await logIn('alice', firefox)];
    await enter(elsewhere);

    await here.submit(await here.get(page), '/northwind/logout');
    expect(await isInPortal(here)).toBe(false);
    expect(await where(elsewhere)).toEqual([true, true]);
  });

  it('let nobody into an account who was let go a moment ago', async () => {
    await logIn('alice', chrome);
    const login = await world.db.selectFrom('portal_logins').selectAll().executeTakeFirstOrThrow();
    const { space_id: spaceId, user_id: userId, login_id: loginId } = login;
    await world.db.updateTable('portal_logins').set({ ended_at: world.clock.now() }).execute();

    const entering = world.execute(
      enterAccountAsRole,
      { kind: 'employee', spaceId, userId, loginId },
      { uin, permissionConfigurationId: reader },
    );
    await expect(entering).rejects.toMatchObject({ code: 'LoginRequired' });
    expect(await world.db.selectFrom('account_entries').selectAll().execute()).toEqual([]);
  });
});
