import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { completeLogin } from '../../../../src/domain/identity-center/logins/complete-login.ts';
import { startLogin } from '../../../../src/domain/identity-center/logins/start-login.ts';
import { sweepExpired } from '../../../../src/domain/identity-center/logins/sweep-expired.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import {
  impostor,
  type ResponseParts,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const visitor = { kind: 'visitor', address: '192.0.2.7' } as const;

describe('a login', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let idp: TestIdentityProvider;
  let aliceId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
    idp = await testIdentityProvider();
    await trustIdentityProvider(world, administrator, zoneId, idp);
    aliceId = await createPerson(world, administrator, zoneId, 'Alice+1');
  });

  const entityId = 'https://login.example.com/saml/northwind/metadata';
  const acsUrl = 'https://login.example.com/saml/northwind/acs';

  async function start(returnTo?: string) {
    const started = await world.execute(startLogin, visitor, { spaceName: 'northwind', returnTo });
    const request = await world.db
      .selectFrom('login_requests')
      .select('request_id')
      .orderBy('request_id', 'desc')
      .executeTakeFirstOrThrow();
    return { ...started, requestId: request.request_id };
  }
  const respond = (requestId: string, nameId = 'Alice+1', changes: Partial<ResponseParts> = {}) =>
    idp.respond({
      ...idp.parts({ entityId, acsUrl, now: world.clock.now(), nameId, inResponseTo: requestId }),
      ...changes,
    });
  const complete = (samlResponse: string, browserSecret: string) =>
    world.execute(completeLogin, visitor, { spaceName: 'northwind', samlResponse, browserSecret });
  const attempts = () =>
    world.db
      .selectFrom('login_attempts')
      .select(['outcome', 'reason', 'user_name', 'found'])
      .orderBy('reference')
      .execute();

  it('is asked for by a signed redirect that carries no place to go', async () => {
    const { redirectUrl } = await start('/northwind/cam-users');
    const url = new URL(redirectUrl);

    expect(url.origin + url.pathname).toBe(idp.loginUrl);
    expect([...url.searchParams.keys()]).toEqual(['SAMLRequest', 'SigAlg', 'Signature']);
    expect(url.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
  });

  it('lets an enabled user in, as that user, to the place they were going', async () => {
    const { requestId, browserSecret } = await start('/northwind/accounts/100000000001');

    expect(await complete(respond(requestId), browserSecret)).toEqual({
      outcome: 'accepted',
      spaceId: zoneId,
      spaceName: 'northwind',
      userId: aliceId,
      userName: 'Alice+1',
      displayName: '',
      loginId: expect.stringMatching(/^login-/),
      returnTo: '/northwind/accounts/100000000001',
      sessionSeconds: 28_800,
    });
    expect(await attempts()).toMatchObject([{ outcome: 'accepted', user_name: 'Alice+1' }]);
    expect(await world.auditTrail()).toContain('saml:CompleteLogin');
  });

  it('ends no later than the identity provider wishes', async () => {
    const { requestId, browserSecret } = await start();

    expect(
      await complete(
        respond(requestId, 'Alice+1', { sessionNotOnOrAfter: '2026-07-29T17:09:09Z' }),
        browserSecret,
      ),
    ).toMatchObject({
      sessionSeconds: 3600,
    });
  });

  it.each(['alice+1', 'ALICE+1', 'Alice+1 ', ' Alice+1', 'Alice', 'bob', 'Ａlice+1'])(
    'refuses the name %j, which is nobody’s',
    async (nameId) => {
      const { requestId, browserSecret } = await start();

      expect(await complete(respond(requestId, nameId), browserSecret)).toEqual({
        outcome: 'refused',
        reference: expect.any(String),
      });
      expect(await attempts()).toMatchObject([{ outcome: 'refused', reason: 'user-unknown', found: nameId }]);
    },
  );

  it('refuses a disabled user, and lets nobody in with the same response afterwards', async () => {
    await world.execute(updateUserStatus, administrator, {
      zoneId,
      userId: aliceId,
      newUserStatus: 'Disabled',
    });
    const { requestId, browserSecret } = await start();
    const response = respond(requestId);

    expect(await complete(response, browserSecret)).toMatchObject({ outcome: 'refused' });
    await world.execute(updateUserStatus, administrator, {
      zoneId,
      userId: aliceId,
      newUserStatus: 'Enabled',
    });
    expect(await complete(response, browserSecret)).toMatchObject({ outcome: 'refused' });
    expect((await attempts()).map(({ reason }) => reason)).toEqual(['user-disabled', 'request-unknown']);
  });

  it('refuses a user of another space', async () => {
    const other = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    await createPerson(world, other.administrator, other.zoneId, 'eve');
    const { requestId, browserSecret } = await start();

    expect(await complete(respond(requestId, 'eve'), browserSecret)).toMatchObject({ outcome: 'refused' });
  });

  it('counts a response once', async () => {
    const { requestId, browserSecret } = await start();
    const response = respond(requestId);

    expect(await complete(response, browserSecret)).toMatchObject({ outcome: 'accepted' });
    expect(await complete(response, browserSecret)).toMatchObject({ outcome: 'refused' });
  });

  it('counts a response once, however many come at the same moment', async () => {
    const { requestId, browserSecret } = await start();
    const response = respond(requestId);

    const results = await Promise.all(Array.from({ length: 8 }, () => complete(response, browserSecret)));

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
  });

  it('counts an assertion once, though another request is open', async () => {
    const first = await start();
    const second = await start();
    const parts = idp.parts({
      entityId,
      acsUrl,
      now: world.clock.now(),
      nameId: 'Alice+1',
      inResponseTo: first.requestId,
    });
    await complete(idp.respond(parts), first.browserSecret);

    const again = { ...parts, inResponseTo: second.requestId, confirmationInResponseTo: second.requestId };
    expect(await complete(idp.respond(again), second.browserSecret)).toMatchObject({ outcome: 'refused' });
    expect((await attempts()).map(({ reason }) => reason)).toEqual(['', 'assertion-replayed']);
  });

  it('is refused in another browser, and still open in its own', async () => {
    const { requestId, browserSecret } = await start();

    expect(await complete(respond(requestId), 'stolen')).toMatchObject({ outcome: 'refused' });
    expect(await complete(respond(requestId), '')).toMatchObject({ outcome: 'refused' });
    expect(await complete(respond(requestId), browserSecret)).toMatchObject({ outcome: 'accepted' });
    expect((await attempts()).map(({ reason }) => reason)).toEqual([
      'request-other-browser',
      'request-other-browser',
      '',
    ]);
  });

  it('is refused when nobody asked for it, or too long ago, or in another space', async () => {
    const { requestId, browserSecret } = await start();
    world.clock.advance(601);

    expect(await complete(respond(requestId), browserSecret)).toMatchObject({ outcome: 'refused' });
    expect(await complete(respond('_never-asked'), browserSecret)).toMatchObject({ outcome: 'refused' });
    expect((await attempts()).map(({ reason }) => reason)).toEqual(['request-unknown', 'request-unknown']);
  });

  it('does not use a request up by a response with a bad signature', async () => {
    const { requestId, browserSecret } = await start();
    const stranger = await impostor();
    const forged = stranger.respond(
      stranger.parts({
        entityId,
        acsUrl,
        now: world.clock.now(),
        nameId: 'Alice+1',
        inResponseTo: requestId,
      }),
    );

    expect(await complete(forged, browserSecret)).toMatchObject({ outcome: 'refused' });
    expect(await complete(respond(requestId), browserSecret)).toMatchObject({ outcome: 'accepted' });
  });

  it('is refused while single sign-on is off', async () => {
    const { requestId, browserSecret } = await start();
    await world.execute(setExternalSamlIdentityProvider, administrator, { zoneId, ssoStatus: 'Disabled' });

    expect(await complete(respond(requestId), browserSecret)).toMatchObject({ outcome: 'refused' });
    await expect(start()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
    'never goes to %j',
    async (returnTo) => {
      await expect(start(returnTo)).rejects.toMatchObject({ kind: 'invalid-input' });
    },
  );

  it('keeps used assertions for as long as they could be used, and forgets them then', async () => {
    const { requestId, browserSecret } = await start();
    await complete(respond(requestId), browserSecret);
    const kept = async () => (await world.db.selectFrom('consumed_assertions').selectAll().execute()).length;

    world.clock.advance(359);
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await kept()).toBe(1);
    world.clock.advance(2);
    await world.execute(sweepExpired, { kind: 'system' }, {});
    expect(await kept()).toBe(0);
  });

  it('leaves no secret in the audit trail', async () => {
    const { requestId, browserSecret } = await start();
    const response = respond(requestId);
    await complete(response, browserSecret);

    const trail = JSON.stringify(await world.db.selectFrom('audit_events').selectAll().execute());
    expect(trail).not.toContain(response);
    expect(trail).not.toContain(browserSecret);
    expect(trail).not.toContain('correct horse');
  });
});
