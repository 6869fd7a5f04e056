import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { triageResponse } from '../../../../src/domain/identity-center/logins/triage-response.ts';
import { discardSamlCandidate } from '../../../../src/domain/identity-center/sso/discard-saml-candidate.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { encode, impostor } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { Company, foundCompany, rowCounts, visitor } from './company.ts';

describe('while there is a flood, a response', () => {
  let world: World;
  let northwind: Company;
  let withOtherKey: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    await foundCompany(world, 'southwind');
    withOtherKey = new Company(world, 'northwind', { ...northwind, idp: await impostor() });
  });

  let requestId: string;
  let browserSecret: string;
  beforeEach(async () => {
    ({ requestId, browserSecret } = await northwind.start());
  });

  /** Whether it may go on; looking at it leaves nothing behind. */
  async function mayGoOn(samlResponse: string, spaceName = 'northwind'): Promise<boolean> {
    const before = await rowCounts(world);
    const input = { spaceName, samlResponse, browserSecret, testSecret: browserSecret };
    const { isPlausible } = await world.execute(triageResponse, visitor, input);
    expect(await rowCounts(world)).toEqual(before);
    return isPlausible;
  }
  const turn = (ssoStatus: string) =>
    world.execute(setExternalSamlIdentityProvider, northwind.administrator, {
      zoneId: northwind.zoneId,
      ssoStatus,
    });

  it('to an open request goes on, as often as it is looked at, and still counts then', async () => {
    const response = northwind.respond(requestId);
    for (let time = 0; time < 3; time += 1) expect(await mayGoOn(response)).toBe(true);

    expect(await northwind.verdictOn(response, browserSecret)).toBe('accepted alice');
  });

  it('that was used does not go on', async () => {
    const response = northwind.respond(requestId);
    await northwind.complete(response, browserSecret);

    expect(await mayGoOn(response)).toBe(false);
  });

  it.each<[what: string, make: (to: string) => string]>([
    ['that is no base64', () => '%'],
    ['that is no XML', () => encode('junk')],
    ['without a signature', (to) => northwind.respond(to, 'alice', { sign: 'nothing' })],
    ['by another key', (to) => withOtherKey.respond(to)],
    [
      'that was changed',
      (to) => encode(northwind.idp.write(northwind.parts(to)).replace('>alice<', '>bob<')),
    ],
    ['for another space', (to) => northwind.respond(to, 'alice', { audience: 'https://elsewhere.example' })],
    ['that has expired', (to) => northwind.respond(to, 'alice', { notOnOrAfter: '2026-07-29T16:00:00Z' })],
    ['to a request that nobody made', () => northwind.respond('_never-asked')],
    ['to no request', () => northwind.respond(undefined)],
  ])('%s does not go on', async (_what, make) => {
    expect(await mayGoOn(make(requestId))).toBe(false);
    expect(await mayGoOn(make(requestId), 'southwind')).toBe(false);
    expect(await mayGoOn(make(requestId), 'nowhere')).toBe(false);
  });

  it('does not go on while single sign-on is off, unless it is a test', async () => {
    const login = northwind.respond(requestId);
    await turn('Disabled');
    const mayLogin = await mayGoOn(login);
    ({ requestId, browserSecret } = await northwind.startTest('current'));
    const mayTest = await mayGoOn(northwind.respond(requestId));
    await turn('Enabled');

    expect([mayLogin, mayTest]).toEqual([false, true]);
  });

  it('to a test of prepared settings is held against them', async () => {
    await northwind.propose({ metadata: withOtherKey.idp.metadata });
    ({ requestId, browserSecret } = await northwind.startTest('candidate'));

    expect(await mayGoOn(withOtherKey.respond(requestId))).toBe(true);
    expect(await mayGoOn(northwind.respond(requestId))).toBe(false);
    await world.execute(discardSamlCandidate, northwind.administrator, { zoneId: northwind.zoneId });
  });

  it('that begins at the identity provider goes on once, where the space allows it', async () => {
    await northwind.change({ allowsIdpInitiated: true });
    const response = northwind.respond(undefined);
    expect(await mayGoOn(response)).toBe(true);
    await northwind.complete(response);

    expect(await mayGoOn(response)).toBe(false);
  });
});
