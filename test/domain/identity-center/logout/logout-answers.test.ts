import { beforeAll, describe, expect, it } from 'vitest';
import { logOut } from '../../../../src/domain/identity-center/logout/log-out.ts';
import { impostor, type TestIdentityProvider } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, everythingStored, foundCompany, requestIdIn } from '../logins/company.ts';
import { bring, IdentityProviderPeer, post } from './identity-provider-peer.ts';
import {
  deflate,
  type LogoutResponseParts,
  logoutUrlOfProvider,
  signedQuery,
  writeLogoutResponse,
} from './logout-messages.ts';

describe('the answer to a logout request of ours', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  let peer: IdentityProviderPeer;
  let stranger: TestIdentityProvider;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
    stranger = await impostor();
    peer = await IdentityProviderPeer.of(northwind);
    for (const company of [northwind, southwind]) await company.change({ logoutUrl: logoutUrlOfProvider });
  });

  /** Alice logs in and out; returns the ID of the request that her browser carries. */
  async function askedFor(company = northwind): Promise<string> {
    const { loginId, spaceId, userId } = await company.logIn();
    const { delivery } = await world.execute(logOut, { kind: 'employee', spaceId, userId }, { loginId });
    return delivery?.binding === 'redirect' ? requestIdIn(delivery.url) : '';
  }
  const answer = (inResponseTo: string, changes: Partial<LogoutResponseParts> = {}) =>
    writeLogoutResponse({
      id: '_answer',
      issueInstant: peer.at(0),
      destination: northwind.logoutUrl,
      issuer: northwind.idp.entityId,
      inResponseTo,
      status: 'Success',
      ...changes,
    });
  const queryOf = (xml: string, by = northwind.idp) =>
    signedQuery(deflate(xml), by.keyPair.privateKey, { field: 'SAMLResponse' });

  /** `confirmed`, or `refused` with the reason. */
  async function verdictOf(brought: ReturnType<typeof bring>): Promise<string> {
    const result = await brought;
    if (result.outcome !== 'refused') return result.outcome;
    const attempt = await northwind.attempt(result.reference);
    expect(attempt).toMatchObject({ purpose: 'logout', outcome: 'refused' });
    return `refused ${attempt.reason}`;
  }
  const isStillOpen = async (requestId: string) =>
    (await verdictOf(bring(northwind, await peer.answer(requestId)))) === 'confirmed';

  it('is heard by redirect, as node-saml writes it, and tells whether it is everywhere', async () => {
    expect(await bring(northwind, await peer.answer(await askedFor()))).toEqual({
      outcome: 'confirmed',
      isSuccess: true,
    });
    expect(await bring(northwind, await peer.answer(await askedFor(), false))).toEqual({
      outcome: 'confirmed',
      isSuccess: false,
    });
  });

  it('is heard by a form', async () => {
    const xml = northwind.idp.sign(answer(await askedFor()), '_answer');

    expect(await post(northwind, 'SAMLResponse', xml)).toEqual({ outcome: 'confirmed', isSuccess: true });
  });

  it('counts once, however often it comes at the same moment', async () => {
    const query = await peer.answer(await askedFor());
    const verdicts = await Promise.all(Array.from({ length: 5 }, () => verdictOf(bring(northwind, query))));

    expect(verdicts.sort()).toEqual(['confirmed', ...Array(4).fill('refused request-unknown')]);
  });

  it('is refused for a request that nobody made, or made too long ago, or in another space', async () => {
    const theirs = await askedFor(southwind);
    const old = await askedFor();
    expect(await verdictOf(bring(northwind, await peer.answer('_never-asked')))).toBe(
      'refused request-unknown',
    );
    expect(await verdictOf(bring(northwind, await peer.answer(theirs)))).toBe('refused request-unknown');
    world.clock.advance(300);
    expect(await verdictOf(bring(northwind, await peer.answer(old)))).toBe('refused request-unknown');
  });

  it('is no answer to a request for a login', async () => {
    const { requestId } = await northwind.start();

    expect(await verdictOf(bring(northwind, await peer.answer(requestId)))).toBe('refused request-unknown');
  });

  it.each<[what: string, reason: string, make: (requestId: string) => ReturnType<typeof bring>]>([
    [
      'a query without a signature',
      'signature-missing',
      (id) => bring(northwind, `SAMLResponse=${encodeURIComponent(deflate(answer(id)))}`),
    ],
    ['a query by another key', 'signature-invalid', (id) => bring(northwind, queryOf(answer(id), stranger))],
    ['a form without a signature', 'signature-missing', (id) => post(northwind, 'SAMLResponse', answer(id))],
    [
      'a form by another key',
      'signature-invalid',
      (id) => post(northwind, 'SAMLResponse', stranger.sign(answer(id), '_answer')),
    ],
    [
      'a form that was changed',
      'digest-mismatch',
      (id) =>
        post(
          northwind,
          'SAMLResponse',
          northwind.idp.sign(answer(id, { status: 'Responder' }), '_answer').replace('Responder', 'Success'),
        ),
    ],
    [
      'another destination',
      'destination-mismatch',
      (id) => bring(northwind, queryOf(answer(id, { destination: southwind.logoutUrl }))),
    ],
    [
      'another issuer',
      'issuer-mismatch',
      (id) => bring(northwind, queryOf(answer(id, { issuer: 'https://elsewhere.example' }))),
    ],
    [
      'a response to a login',
      'not-a-response',
      (id) =>
        post(
          northwind,
          'SAMLResponse',
          northwind.idp.write(northwind.parts(id, 'alice', { sign: 'response' })),
        ),
    ],
    [
      'an answer in the field for requests',
      'not-a-response',
      (id) => bring(northwind, signedQuery(deflate(answer(id)), northwind.idp.keyPair.privateKey)),
    ],
  ])('is refused as %s: %s, and the request stays open', async (_what, reason, make) => {
    const requestId = await askedFor();

    expect(await verdictOf(make(requestId))).toBe(`refused ${reason}`);
    expect(await isStillOpen(requestId)).toBe(true);
  });

  it('leaves nothing of itself in the clear, whether it counts or not', async () => {
    const xml = northwind.idp.sign(answer(await askedFor()), '_answer');
    await post(northwind, 'SAMLResponse', xml);
    await post(northwind, 'SAMLResponse', xml);

    const stored = await everythingStored(world);
    const [, signature = ''] = /SignatureValue>([^<]+)</.exec(xml) ?? [];
    for (const secret of [signature.slice(0, 60), Buffer.from(xml).toString('base64').slice(0, 60)]) {
      expect(secret).toHaveLength(60);
      expect(stored.includes(secret)).toBe(false);
    }
  });

  it('logs nobody in', async () => {
    const xml = northwind.idp.sign(answer(await askedFor()), '_answer');

    expect(await northwind.verdictOn(Buffer.from(xml).toString('base64'))).toBe('refused not-a-response');
  });
});
