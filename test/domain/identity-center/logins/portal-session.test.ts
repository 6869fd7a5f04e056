import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepExpired } from '../../../../src/domain/identity-center/logins/sweep-expired.ts';
import { logOut } from '../../../../src/domain/identity-center/logout/log-out.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import { BrowserAgent } from '../../../support/browser-agent.ts';
import { encode } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany, requestIdIn } from './company.ts';

const inTheYear10000 = '9999-12-31T23:59:59Z';

describe('a portal session', () => {
  let world: World;
  let northwind: Company;
  let aliceId: string;
  let browser: BrowserAgent;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    await northwind.createPerson('mallory');
    aliceId = (await northwind.logIn()).userId;
  });
  beforeEach(() => {
    browser = new BrowserAgent(world);
  });

  async function logIn(by = browser, nameId = 'alice', changes = {}) {
    const { headers } = await by.get('/saml/northwind/login');
    const response = northwind.respond(requestIdIn(headers.location ?? ''), nameId, changes);
    return by.post('/saml/northwind/acs', { SAMLResponse: response });
  }
  const opensAccounts = async (by = browser) => (await by.get('/northwind/accounts')).status === 200;
  const at = (seconds: number) =>
    `${new Date(world.clock.now().getTime() + seconds * 1000).toISOString().slice(0, 19)}Z`;

  it('ends at the SessionNotOnOrAfter of the identity provider, to the second', async () => {
    await logIn(browser, 'alice', { sessionNotOnOrAfter: at(3600) });

    world.clock.advance(3599);
    expect(await opensAccounts()).toBe(true);
    world.clock.advance(1);
    expect(await opensAccounts()).toBe(false);
  });

  it('ends at the earliest of several ends', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const parts = northwind.parts(requestId, 'alice', { sessionNotOnOrAfter: at(7200) });
    const [statement = ''] =
      /<saml:AuthnStatement.*<\/saml:AuthnStatement>/.exec(northwind.idp.write(parts)) ?? [];
    const earlier = statement.replace(at(7200), at(1800));
    const unsigned = northwind.idp
      .write({ ...parts, sign: 'nothing' })
      .replace(statement, statement + earlier);
    const response = encode(northwind.idp.sign(unsigned, parts.assertionId));

    expect(await northwind.complete(response, browserSecret)).toMatchObject({ sessionSeconds: 1800 });
  });

  it('is no longer for a later end, and is there for one that is hardly over', async () => {
    const login = (sessionNotOnOrAfter: string) => northwind.logIn('alice', { sessionNotOnOrAfter });

    expect(await login(at(90_000))).toMatchObject({ sessionSeconds: 28_800 });
    expect(await login(inTheYear10000)).toMatchObject({ sessionSeconds: 28_800 });
    expect(await login(at(-59))).toMatchObject({ sessionSeconds: 1 });
  });

  it('does not begin when it should have ended', async () => {
    expect((await logIn(browser, 'alice', { sessionNotOnOrAfter: at(-60) })).status).toBe(403);
    expect(await northwind.latestAttempt()).toMatchObject({ reason: 'session-expired' });
    expect(await opensAccounts()).toBe(false);
  });

  it('begins with an assertion that never expires', async () => {
    expect((await logIn(browser, 'alice', { notOnOrAfter: inTheYear10000 })).status).toBe(303);
    expect(await opensAccounts()).toBe(true);
  });

  it('ends when the person is disabled, and does not come back when they are enabled', async () => {
    const enable = (newUserStatus: string) =>
      world.execute(updateUserStatus, northwind.administrator, {
        zoneId: northwind.zoneId,
        userId: aliceId,
        newUserStatus,
      });
    await logIn();
    await enable('Disabled');
    const isOpenMeanwhile = await opensAccounts();
    const refused = await logIn(new BrowserAgent(world));
    await enable('Enabled');

    expect(isOpenMeanwhile).toBe(false);
    expect(refused.status).toBe(403);
    expect(await opensAccounts()).toBe(false);
    expect((await logIn()).status).toBe(303);
  });

  it('is not the one whose cookie somebody planted in the browser', async () => {
    const mallory = new BrowserAgent(world);
    await logIn(mallory, 'mallory');
    const planted = mallory.cookies.get('ic_portal') ?? '';
    browser.cookies.set('ic_portal', planted);

    await logIn(browser);

    expect(browser.cookies.get('ic_portal')).not.toBe(planted);
    expect((await browser.get('/northwind/accounts')).text).toContain('alice');
    expect((await mallory.get('/northwind/accounts')).text).not.toContain('alice');
  });

  it('does not begin with a response alone, without the browser that asked', async () => {
    const { headers } = await browser.get('/saml/northwind/login');
    const victim = new BrowserAgent(world);
    const response = northwind.respond(requestIdIn(headers.location ?? ''), 'mallory');

    expect((await victim.post('/saml/northwind/acs', { SAMLResponse: response })).status).toBe(403);
    expect(await opensAccounts(victim)).toBe(false);
  });

  it('ends with its login, and with no other login of the same person', async () => {
    const phone = new BrowserAgent(world);
    await logIn(browser);
    const { login_id: loginId } = await world.db
      .selectFrom('portal_logins')
      .select('login_id')
      .orderBy('login_id', 'desc')
      .executeTakeFirstOrThrow();
    await logIn(phone);

    await world.execute(
      logOut,
      { kind: 'employee', spaceId: northwind.zoneId, userId: aliceId },
      { loginId },
    );

    expect(await opensAccounts(browser)).toBe(false);
    expect(await opensAccounts(phone)).toBe(true);
  });

  it('outlives the sweeping of what is over', async () => {
    await logIn();
    world.clock.advance(28_799);
    await world.execute(sweepExpired, { kind: 'system' }, {});

    expect(await opensAccounts()).toBe(true);
    world.clock.advance(1);
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await opensAccounts()).toBe(false);
    expect(await world.db.selectFrom('portal_logins').select('login_id').execute()).toEqual([]);
    expect(await world.db.selectFrom('web_sessions').select('expires_at').execute()).toEqual([]);
  });
});
