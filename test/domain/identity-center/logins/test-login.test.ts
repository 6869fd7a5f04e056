import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discardSamlCandidate } from '../../../../src/domain/identity-center/sso/discard-saml-candidate.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { encode, impostor } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { Company, foundCompany, visitor } from './company.ts';

describe('a test login', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  let loginsBefore: number;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
  });
  beforeEach(async () => {
    const { zoneId, administrator } = northwind;
    await world.execute(discardSamlCandidate, administrator, { zoneId });
    await world.execute(setExternalSamlIdentityProvider, administrator, { zoneId, ssoStatus: 'Enabled' });
    loginsBefore = await countLogins();
  });

  const testedAt = async () => (await northwind.describeSso()).candidate?.testedAt;
  const countLogins = async () =>
    (await world.db.selectFrom('portal_logins').select('login_id').execute()).length;
  const newLogins = async () => (await countLogins()) - loginsBefore;
  const switchOff = () =>
    world.execute(setExternalSamlIdentityProvider, northwind.administrator, {
      zoneId: northwind.zoneId,
      ssoStatus: 'Disabled',
    });

  /** What becomes of the identity provider's answer in the browser that asked. */
  const answer = (
    company: Company,
    { requestId, browserSecret }: { requestId: string; browserSecret: string },
    nameId = 'alice',
  ) => company.verdictOn(company.respond(requestId, nameId), browserSecret);

  /** The settings that are prepared trust another key; this company answers with it. */
  async function prepareOtherKey(): Promise<Company> {
    const idp = await impostor();
    await northwind.propose({ metadata: idp.metadata });
    return new Company(world, 'northwind', { ...northwind, idp });
  }

  it('of the settings in use goes the whole way and opens no session', async () => {
    const { requestId, browserSecret } = await northwind.startTest('current');

    expect(await northwind.verdictOn(northwind.respond(requestId), browserSecret)).toBe('tested');
    expect(await newLogins()).toBe(0);
    expect(await northwind.latestAttempt()).toMatchObject({
      purpose: 'test',
      outcome: 'accepted',
      user_name: 'alice',
    });
  });

  it('of prepared settings is held against them, and marks them as tested', async () => {
    const prepared = await prepareOtherKey();
    const { requestId, browserSecret } = await northwind.startTest('candidate');

    expect(await prepared.verdictOn(prepared.respond(requestId), browserSecret)).toBe('tested');
    expect(await testedAt()).toEqual(world.clock.now());
    expect(await newLogins()).toBe(0);
  });

  it('of prepared settings that fails says why, and marks nothing', async () => {
    const prepared = await prepareOtherKey();
    const byOldKey = await northwind.startTest('candidate');
    const unknown = await northwind.startTest('candidate');
    const byOther = await northwind.startTest('candidate');

    expect(await answer(northwind, byOldKey)).toBe('tested signature-invalid');
    expect(await answer(prepared, unknown, 'nobody')).toBe('tested user-unknown');
    expect(await prepared.verdictOn(prepared.respond(byOther.requestId), 'another browser')).toBe(
      'tested request-other-browser',
    );
    expect(await testedAt()).toBeUndefined();
  });

  it('of the settings in use says nothing about prepared ones', async () => {
    await prepareOtherKey();
    const { requestId, browserSecret } = await northwind.startTest('current');

    expect(await northwind.verdictOn(northwind.respond(requestId), browserSecret)).toBe('tested');
    expect(await testedAt()).toBeUndefined();
  });

  it('is forgotten when the prepared settings change, and says nothing of those that came meanwhile', async () => {
    await northwind.propose({ allowsCbc: true });
    const before = await northwind.startTest('candidate');
    const meanwhile = await northwind.startTest('candidate');
    await answer(northwind, before);
    expect(await testedAt()).toBeDefined();

    await northwind.propose({ allowsIdpInitiated: true });
    expect(await testedAt()).toBeUndefined();
    await answer(northwind, meanwhile);
    expect(await testedAt()).toBeUndefined();
  });

  it('of settings that were thrown away meanwhile fails, and marks no later ones', async () => {
    const prepared = await prepareOtherKey();
    const { requestId, browserSecret } = await northwind.startTest('candidate');
    await world.execute(discardSamlCandidate, northwind.administrator, { zoneId: northwind.zoneId });

    expect(await prepared.verdictOn(prepared.respond(requestId), browserSecret)).toBe(
      'tested identity-provider-missing',
    );
    await northwind.propose({ allowsCbc: true });
    expect(await testedAt()).toBeUndefined();
  });

  it('works while single sign-on is off, when nobody can log in', async () => {
    const login = await northwind.start();
    await switchOff();
    const current = await northwind.startTest('current');
    await northwind.propose({ isEnabled: true });
    const candidate = await northwind.startTest('candidate');

    expect(await answer(northwind, current)).toBe('tested');
    expect(await answer(northwind, candidate)).toBe('tested');
    expect(await answer(northwind, login)).toBe('refused identity-provider-missing');
    expect(await northwind.verdictOn(northwind.respond(undefined))).toBe('refused identity-provider-missing');
    expect(await testedAt()).toBeDefined();
    expect(await newLogins()).toBe(0);
  });

  it('is no login afterwards, neither its response nor its assertion', async () => {
    const { requestId, browserSecret } = await northwind.startTest('current');
    const parts = northwind.parts(requestId);
    const response = northwind.idp.respond(parts);
    expect(await northwind.verdictOn(response, browserSecret)).toBe('tested');
    const login = await northwind.start(browserSecret);
    const again = northwind.idp.respond({
      ...parts,
      inResponseTo: login.requestId,
      confirmationInResponseTo: login.requestId,
    });

    expect(await northwind.verdictOn(response, browserSecret)).toBe('refused request-unknown');
    expect(await northwind.verdictOn(again, browserSecret)).toBe('refused assertion-replayed');
    expect(await newLogins()).toBe(0);
  });

  it('is no test when it answers a login, and no login when it answers a test', async () => {
    const login = await northwind.start();
    const test = await northwind.startTest('current');
    const readdress = (from: string, to: string) =>
      encode(
        northwind.idp
          .write(northwind.parts(from))
          .replace(`InResponseTo="${from}"`, () => `InResponseTo="${to}"`),
      );

    expect(await northwind.verdictOn(readdress(login.requestId, test.requestId), login.browserSecret)).toBe(
      'tested in-response-to-unexpected',
    );
    expect(await northwind.verdictOn(readdress(test.requestId, login.requestId), test.browserSecret)).toBe(
      'refused in-response-to-unexpected',
    );
    expect(await answer(northwind, login)).toBe('accepted alice');
  });

  it('does not let prepared settings decide about logins', async () => {
    const prepared = await prepareOtherKey();
    await northwind.propose({ allowsIdpInitiated: true });
    const login = await northwind.start();
    await northwind.startTest('candidate');

    expect(await answer(prepared, login)).toBe('refused signature-invalid');
    expect(await prepared.verdictOn(prepared.respond(undefined))).toBe('refused signature-invalid');
    expect(await northwind.verdictOn(northwind.respond(undefined))).toBe('refused in-response-to-missing');
  });

  it('can be started by an administrator of the space alone, when there is something to test', async () => {
    await expect(northwind.startTest('current', southwind.administrator)).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(northwind.startTest('current', visitor as never)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(northwind.startTest('candidate')).rejects.toMatchObject({
      code: 'SAMLIdentityProviderNotFound',
    });
  });
});
