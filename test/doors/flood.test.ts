import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Company,
  foundCompany,
  requestIdIn,
  rowCounts,
} from '../domain/identity-center/logins/company.ts';
import { IdentityProviderPeer } from '../domain/identity-center/logout/identity-provider-peer.ts';
import { BrowserAgent } from '../support/browser-agent.ts';
import { encode, impostor, type TestIdentityProvider } from '../support/identity-provider.ts';
import { newWorld, type World } from '../support/world.ts';

describe('a flood of refused logins', () => {
  let world: World;
  let northwind: Company;
  let browser: BrowserAgent;
  let stranger: TestIdentityProvider;
  let junk: string;
  let keptBefore: number;
  beforeAll(async () => {
    world = await newWorld();
    // As behind a proxy, so that a test can come from any address.
    world.app.set('trust proxy', true);
    northwind = await foundCompany(world);
    await foundCompany(world, 'southwind');
    stranger = await impostor();
  });
  /** Every test has a minute of its own. */
  beforeEach(async () => {
    world.clock.advance(60);
    browser = new BrowserAgent(world);
    junk = stranger.respond(northwind.parts('_made-up'));
    keptBefore = await countAttempts();
  });

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const send = (SAMLResponse: string, address = '192.0.2.1', space = 'northwind') =>
    new BrowserAgent(world).post(`/saml/${space}/acs`, { SAMLResponse }, from(address));
  const statuses = async (count: number, make: (turn: number) => ReturnType<typeof send>) => {
    const found: number[] = [];
    for (let turn = 0; turn < count; turn += 1) found.push((await make(turn)).status);
    return found;
  };
  const countAttempts = async () =>
    (await world.db.selectFrom('login_attempts').select('reference').execute()).length;
  const kept = async () => (await countAttempts()) - keptBefore;

  async function logIn(address = '192.0.2.1', by = browser) {
    const { headers } = await by.get('/saml/northwind/login', from(address));
    const SAMLResponse = northwind.respond(requestIdIn(headers.location ?? ''));
    return by.post('/saml/northwind/acs', { SAMLResponse }, from(address));
  }

  it('is kept up to sixty a minute from one address; what is more is turned away and leaves nothing', async () => {
    expect(await statuses(60, () => send(junk))).toEqual(Array(60).fill(403));
    const before = await rowCounts(world);
    const answer = await send(junk);

    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
    expect(await statuses(5, () => send('%%% no base64 %%%'))).toEqual(Array(5).fill(429));
    expect(await statuses(1, () => send(encode('<a/>')))).toEqual([429]);
    expect(await rowCounts(world)).toEqual(before);
    expect(await kept()).toBe(60);
  });

  it('keeps nobody out: a hundred people log in from the address it comes from, meanwhile', async () => {
    await statuses(60, () => send(junk));

    const found = await statuses(100, async (turn) => {
      if (turn % 4 === 0) expect((await send(junk)).status).toBe(429);
      return logIn('192.0.2.1', turn % 2 ? browser : new BrowserAgent(world));
    });

    expect(found).toEqual(Array(100).fill(303));
    expect((await browser.get('/northwind/accounts')).status).toBe(200);
  });

  it('is over with the minute', async () => {
    await statuses(61, () => send(junk));
    world.clock.advance(60);

    expect((await send(junk)).status).toBe(403);
  });

  it('from one address concerns no other one, and no other space', async () => {
    await statuses(60, () => send(junk));

    expect((await send(junk)).status).toBe(429);
    expect((await send(junk, '192.0.2.2')).status).toBe(403);
    expect((await logIn('192.0.2.2')).status).toBe(303);
  });

  it('from many addresses is kept up to six hundred a minute for one space, and concerns no other space', async () => {
    const found = await statuses(600, (turn) => send('%', `198.51.100.${turn % 100}`));
    expect(found).toEqual(Array(600).fill(403));

    expect((await send(junk, '203.0.113.1')).status).toBe(429);
    expect((await logIn('203.0.113.1')).status).toBe(303);
    expect((await send(junk, '203.0.113.1', 'southwind')).status).toBe(403);
    expect(await kept()).toBe(602);
  });

  it('is counted by the address itself where no proxy is trusted, whatever the request says of it', async () => {
    world.app.set('trust proxy', false);
    await statuses(60, (turn) => send(junk, `192.0.2.${turn}`));
    const answer = await send(junk, '203.0.113.9');
    world.app.set('trust proxy', true);

    expect(answer.status).toBe(429);
    expect(await northwind.latestAttempt()).toMatchObject({ address: expect.stringContaining('127.0.0.1') });
  });

  it('is one flood when it comes from many addresses of one IPv6 network, however they are written', async () => {
    const networks: Record<string, (turn: string) => string[]> = {
      '2001:db8::/64': (turn) => [`2001:db8::${turn}`, `2001:db8::${turn}:1:2:3`],
      '2001:db8:1::/64': (turn) => [`2001:db8:1::${turn}`, `2001:db8:1:0:${turn}:1:2:3`],
      '2001:db8:1:2::/64': (turn) => [`2001:db8:1:2::${turn}`, `2001:db8:1:2:${turn}:1:2:3`],
    };
    for (const [network, addresses] of Object.entries(networks)) {
      await statuses(60, (turn) => send('%', addresses((0x1000 + turn).toString(16))[turn % 2]));
      expect((await send('%', addresses('ffff')[0])).status, network).toBe(429);
    }
    expect((await send('%', '2001:db8:1:3::1000')).status).toBe(403);
  });

  it('is turned away also when all of it comes at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 150 }, () => send('%')));

    expect(answers.every(({ status }) => status === 403 || status === 429)).toBe(true);
    expect(await kept()).toBeLessThanOrEqual(60);
  });

  it('is no place for a response that was used before', async () => {
    const { headers } = await browser.get('/saml/northwind/login', from('192.0.2.1'));
    const response = northwind.respond(requestIdIn(headers.location ?? ''));
    await browser.post('/saml/northwind/acs', { SAMLResponse: response }, from('192.0.2.1'));
    await statuses(60, () => send(junk));
    const before = await kept();

    expect(await statuses(20, () => send(response))).toEqual(Array(20).fill(429));
    expect(await kept()).toBe(before);
  });

  it('is no place for a response that another browser brings, again and again', async () => {
    const { headers } = await browser.get('/saml/northwind/login', from('192.0.2.1'));
    const response = northwind.respond(requestIdIn(headers.location ?? ''));
    await statuses(60, () => send(junk));
    const before = await kept();

    expect(await statuses(20, () => send(response))).toEqual(Array(20).fill(429));
    expect(await kept()).toBe(before);
    const own = await browser.post('/saml/northwind/acs', { SAMLResponse: response }, from('192.0.2.1'));
    expect(own.status).toBe(303);
  });

  it('is no place for answers to a test login either', async () => {
    const { requestId } = await northwind.startTest('current');
    const forged = stranger.respond(northwind.parts(requestId));
    const found = await statuses(70, () => send(forged));

    expect(found.slice(60)).toEqual(Array(10).fill(429));
    expect(await kept()).toBe(60);
  });

  it('does not go on at the logout endpoint', async () => {
    const found = await statuses(70, (turn) =>
      turn % 2
        ? browser.get('/saml/northwind/slo?SAMLRequest=a&SigAlg=b&Signature=c', from('192.0.2.1'))
        : browser.post('/saml/northwind/slo', { SAMLRequest: junk }, from('192.0.2.1')),
    );

    expect(found.slice(60)).toEqual(Array(10).fill(429));
    expect(await kept()).toBe(60);
    const genuine = (await IdentityProviderPeer.of(northwind)).requestQuery();
    const loggedOut = await browser.get(`/saml/northwind/slo?${genuine}`, from('192.0.2.1'));
    expect(loggedOut.headers.location).toBe('/northwind/signed-out');
  });
});
