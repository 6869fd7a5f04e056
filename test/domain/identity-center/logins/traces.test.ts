import { beforeAll, describe, expect, it } from 'vitest';
import { getLoginAttempt } from '../../../../src/domain/identity-center/logins/get-login-attempt.ts';
import { listLoginAttempts } from '../../../../src/domain/identity-center/logins/list-login-attempts.ts';
import { sweepExpired } from '../../../../src/domain/identity-center/logins/sweep-expired.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import { impostor, type ResponseParts } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, everythingStored, foundCompany } from './company.ts';

const steps = ['message', 'structure', 'status', 'destination', 'issuer', 'signature', 'assertion'];
const laterSteps = ['confirmation', 'conditions', 'authentication', 'request', 'first-use', 'user'];

/** What is wrong with a response, and the step that finds it. */
const broken: [what: string, step: string, reason: string, changes: Partial<ResponseParts>][] = [
  ['a status', 'status', 'status-not-success', { status: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed' }],
  ['a destination', 'destination', 'destination-mismatch', { destination: 'https://elsewhere.example/acs' }],
  ['an issuer', 'issuer', 'issuer-mismatch', { responseIssuer: 'https://elsewhere.example' }],
  ['no signature', 'signature', 'signature-missing', { sign: 'nothing' }],
  ['an issuer inside', 'assertion', 'issuer-mismatch', { assertionIssuer: 'https://elsewhere.example' }],
  ['a recipient', 'confirmation', 'recipient-mismatch', { recipient: 'https://elsewhere.example/acs' }],
  ['an end', 'confirmation', 'expired', { notOnOrAfter: '2026-07-29T16:00:00Z' }],
  ['an audience', 'conditions', 'audience-mismatch', { audience: 'https://elsewhere.example' }],
  ['no statement', 'authentication', 'authn-statement-missing', { hasAuthnStatement: false }],
  ['a name', 'user', 'user-unknown', { nameId: 'nobody' }],
];

describe('the trace of a login', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
  });

  const find = (reference: string, by = northwind, zoneId = by.zoneId) =>
    world.execute(getLoginAttempt, by.administrator, { zoneId, reference });
  async function traceOf(response: string, browserSecret = '') {
    const result = await northwind.complete(response, browserSecret);
    const { reference } = result.outcome === 'accepted' ? await northwind.latestAttempt() : result;
    return find(reference);
  }

  it('shows every step of one that succeeded', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const trace = await traceOf(northwind.respond(requestId), browserSecret);

    expect(trace.steps).toEqual([...steps, ...laterSteps].map((step) => ({ step, state: 'passed' })));
    expect(trace.loginAttempt).toMatchObject({
      purpose: 'login',
      outcome: 'accepted',
      reason: '',
      userName: 'alice',
      address: '192.0.2.7',
      time: world.clock.now(),
    });
  });

  it.each(broken)(
    'with %s that is wrong stops at the step “%s”: %s',
    async (_what, step, reason, changes) => {
      const { requestId, browserSecret } = await northwind.start();
      const trace = await traceOf(northwind.respond(requestId, 'alice', changes), browserSecret);

      const all = [...steps, ...laterSteps];
      const states = all.map((each) =>
        each === step ? 'failed' : all.indexOf(each) < all.indexOf(step) ? 'passed' : 'not-reached',
      );
      expect(trace.steps).toEqual(all.map((each, place) => ({ step: each, state: states[place] })));
      expect(trace.loginAttempt).toMatchObject({ outcome: 'refused', reason });
    },
  );

  it('says what was found and what was expected', async () => {
    const { requestId } = await northwind.start();
    const elsewhere = northwind.respond(requestId, 'alice', { destination: 'https://elsewhere.example/acs' });
    const { loginAttempt } = await traceOf(elsewhere);
    const stranger = await impostor();
    const byStranger = await traceOf(stranger.respond(northwind.parts(requestId)));

    expect(loginAttempt).toMatchObject({
      found: 'https://elsewhere.example/acs',
      expected: northwind.acsUrl,
    });
    expect(byStranger.loginAttempt).toMatchObject({
      reason: 'signature-invalid',
      found: expect.stringContaining('none of 1 trusted keys'),
    });
  });

  it('names the person who is disabled, and the request that was used', async () => {
    const userId = await northwind.createPerson('bob');
    await world.execute(updateUserStatus, northwind.administrator, {
      zoneId: northwind.zoneId,
      userId,
      newUserStatus: 'Disabled',
    });
    const { requestId, browserSecret } = await northwind.start();
    const disabled = await traceOf(northwind.respond(requestId, 'bob'), browserSecret);
    const again = await traceOf(northwind.respond(requestId, 'bob'), browserSecret);

    expect(disabled.loginAttempt).toMatchObject({ reason: 'user-disabled', userName: 'bob', found: 'bob' });
    expect(again.loginAttempt).toMatchObject({ reason: 'request-unknown', found: requestId });
  });

  it('is kept though nothing in it is readable', async () => {
    const { loginAttempt, steps: made } = await traceOf('%%% no base64 %%%');

    expect(loginAttempt).toMatchObject({ reason: 'not-base64', found: '%%% no base64 %%%' });
    expect(made[0]).toEqual({ step: 'message', state: 'failed' });
  });

  it('keeps no more of what was found than a page can show', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const { loginAttempt } = await traceOf(northwind.respond(requestId, 'a'.repeat(50_000)), browserSecret);

    expect(loginAttempt).toMatchObject({ reason: 'user-unknown', userName: 'a'.repeat(256) });
    expect(loginAttempt.found.length).toBeLessThan(400);
  });

  it('is found by the code in small letters, and by a name in the list', async () => {
    const { requestId } = await northwind.start();
    const result = await northwind.complete(northwind.respond(requestId, 'carla'));
    const reference = result.outcome === 'accepted' ? '' : result.reference;
    const list = (filter: string) =>
      world.execute(listLoginAttempts, northwind.administrator, { zoneId: northwind.zoneId, filter });

    expect((await find(reference.toLowerCase())).loginAttempt.reference).toBe(reference);
    expect((await list(reference.toLowerCase())).loginAttempts).toMatchObject([{ userName: 'carla' }]);
    expect((await list('carl')).totalCounts).toBe(1);
  });

  it('is nothing that another organization can see', async () => {
    const { requestId } = await northwind.start();
    const result = await northwind.complete(northwind.respond(requestId, 'dora'));
    const reference = result.outcome === 'accepted' ? '' : result.reference;

    await expect(find(reference, southwind)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(find(reference, southwind, northwind.zoneId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(find('%')).rejects.toMatchObject({ code: 'LoginAttemptNotFound' });
    const list = { zoneId: southwind.zoneId, filter: 'dora' };
    expect((await world.execute(listLoginAttempts, southwind.administrator, list)).totalCounts).toBe(0);
  });

  it('is kept sealed, and nowhere else', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const xml = northwind.idp.write(northwind.parts(requestId, 'alice', { sign: 'both' }));
    await northwind.complete(Buffer.from(xml).toString('base64'), browserSecret);
    await northwind.complete(Buffer.from(xml).toString('base64'), 'another browser');

    const stored = await everythingStored(world);
    const values = [...xml.matchAll(/SignatureValue>([^<]+)</g)].map(([, value]) => value ?? '');
    expect(values).toHaveLength(2);
    for (const secret of [...values, 'SignatureValue', xml.slice(200, 300), browserSecret]) {
      expect(stored).not.toContain(secret);
      expect(stored).not.toContain(Buffer.from(secret).toString('base64').slice(2, -4));
    }
    expect(world.logged.join('')).not.toContain('SignatureValue');
  });

  it('is forgotten after as many days as the settings say', async () => {
    const kept = async () =>
      (await world.db.selectFrom('login_attempts').select('reference').execute()).length;
    world.clock.advance(100 * 24 * 3600);
    await northwind.verdictOn('%');
    world.settings.loginTraceDays = 30;
    world.clock.advance(30 * 24 * 3600);
    await northwind.verdictOn('%');
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await kept()).toBe(2);

    world.clock.advance(1);
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await kept()).toBe(1);
  });
});
