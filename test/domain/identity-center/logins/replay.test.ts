import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../src/action/actor.ts';
import { replayLoginAttempt } from '../../../../src/domain/identity-center/logins/replay-login-attempt.ts';
import { addExternalSamlIdpCertificate } from '../../../../src/domain/identity-center/sso/add-external-saml-idp-certificate.ts';
import { discardSamlCandidate } from '../../../../src/domain/identity-center/sso/discard-saml-candidate.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import { impostor } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { Company, foundCompany, rowCounts, visitor } from './company.ts';
import { encryptFor } from './encrypted-assertion.ts';

describe('the replay of a login', () => {
  let world: World;
  let northwind: Company;
  /** The same identity provider after it has changed its key, which nobody told us. */
  let withNewKey: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    withNewKey = new Company(world, 'northwind', { ...northwind, idp: await impostor() });
  });
  /** Nothing is prepared, and the one certificate is that of the old key. */
  beforeEach(async () => {
    const { zoneId, administrator, idp } = northwind;
    const x509Certificate = idp.keyPair.certificate;
    await world.execute(discardSamlCandidate, administrator, { zoneId });
    await world.execute(setExternalSamlIdentityProvider, administrator, { zoneId, x509Certificate });
  });

  const replay = (
    reference: string,
    of: 'current' | 'candidate' = 'current',
    by: Actor = northwind.administrator,
  ) => world.execute(replayLoginAttempt, by, { zoneId: northwind.zoneId, reference, of });
  const addCertificate = () =>
    world.execute(addExternalSamlIdpCertificate, northwind.administrator, {
      zoneId: northwind.zoneId,
      x509Certificate: withNewKey.idp.keyPair.certificate,
    });
  const stateOf = ({ steps }: { steps: { step: string; state: string }[] }, step: string) =>
    steps.find((each) => each.step === step)?.state;

  /** A login that is refused because a certificate is missing. */
  async function refusedLogin(nameId = 'alice') {
    const { requestId, browserSecret } = await northwind.start();
    const response = withNewKey.respond(requestId, nameId);
    const result = await northwind.complete(response, browserSecret);
    const reference = result.outcome === 'refused' ? result.reference : '';
    return { reference, response, browserSecret };
  }

  it('is refused like the login as long as nothing has changed', async () => {
    const { reference } = await refusedLogin();

    const replayed = await replay(reference.toLowerCase());
    expect(replayed).toMatchObject({ outcome: 'refused', reason: 'signature-invalid', userName: '' });
    expect(stateOf(replayed, 'issuer')).toBe('passed');
    expect(stateOf(replayed, 'signature')).toBe('failed');
    expect(stateOf(replayed, 'assertion')).toBe('not-reached');
  });

  it('is accepted once the missing certificate is there, and leaves nothing behind', async () => {
    const { reference } = await refusedLogin();
    await addCertificate();
    const before = await rowCounts(world);

    for (let turn = 0; turn < 3; turn += 1) {
      const replayed = await replay(reference);
      expect(replayed).toMatchObject({ outcome: 'accepted', reason: '', userName: 'alice' });
      expect(replayed.steps.every(({ state }) => state === 'passed')).toBe(true);
    }

    expect(await rowCounts(world)).toEqual(before);
  });

  it('uses nothing up: the response itself still logs its person in, once', async () => {
    const { reference, response, browserSecret } = await refusedLogin();
    await addCertificate();
    await replay(reference);

    expect(await northwind.verdictOn(response, browserSecret)).toBe('accepted alice');
    expect(await northwind.verdictOn(response, browserSecret)).toBe('refused request-unknown');
  });

  it('tells prepared settings from those in use', async () => {
    const { reference } = await refusedLogin();
    await northwind.propose({ addCertificate: withNewKey.idp.keyPair.certificate });

    expect(await replay(reference, 'candidate')).toMatchObject({ outcome: 'accepted' });
    expect(await replay(reference, 'current')).toMatchObject({ outcome: 'refused' });
    expect((await northwind.describeSso()).candidate?.testedAt).toBeUndefined();
  });

  it('is refused against prepared settings that are not there', async () => {
    const { reference } = await refusedLogin();

    expect(await replay(reference, 'candidate')).toMatchObject({ outcome: 'refused' });
  });

  it('is as of the time when the response came', async () => {
    const { reference } = await refusedLogin();
    await addCertificate();
    world.clock.advance(30 * 24 * 3600);

    expect(await replay(reference)).toMatchObject({ outcome: 'accepted' });
  });

  it('is about people as they are now', async () => {
    const { reference } = await refusedLogin('bob');
    await addCertificate();
    expect(await replay(reference)).toMatchObject({ outcome: 'refused', reason: 'user-unknown' });
    const userId = await northwind.createPerson('bob');
    expect(await replay(reference)).toMatchObject({ outcome: 'accepted', userName: 'bob' });

    await world.execute(updateUserStatus, northwind.administrator, {
      zoneId: northwind.zoneId,
      userId,
      newUserStatus: 'Disabled',
    });
    expect(await replay(reference)).toMatchObject({ outcome: 'refused', reason: 'user-disabled' });
  });

  it('knows an encrypted response, too', async () => {
    const { requestId } = await northwind.start();
    const xml = await encryptFor(northwind, northwind.idp.write(northwind.parts(requestId)));
    const refused = await northwind.complete(Buffer.from(xml).toString('base64'), 'another browser');

    const replayed = await replay(refused.outcome === 'accepted' ? '' : refused.reference);
    expect(replayed).toMatchObject({ outcome: 'accepted', userName: 'alice' });
    expect(stateOf(replayed, 'decryption')).toBe('passed');
  });

  it('asks for a request again where an identity provider may not speak first', async () => {
    const refused = await northwind.complete(northwind.respond(undefined));
    const reference = refused.outcome === 'accepted' ? '' : refused.reference;
    expect(await replay(reference)).toMatchObject({ reason: 'in-response-to-missing' });

    await northwind.propose({ allowsIdpInitiated: true });
    expect(await replay(reference, 'candidate')).toMatchObject({ outcome: 'accepted' });
  });

  it('is for administrators of the space alone, and of a response that was kept', async () => {
    const southwind = await foundCompany(world, 'southwind');
    const { reference } = await refusedLogin();
    const employee = { kind: 'employee', spaceId: northwind.zoneId, userId: 'u-1' } as const;

    await expect(replay(reference, 'current', southwind.administrator)).rejects.toMatchObject({
      kind: 'not-found',
    });
    for (const actor of [visitor, employee]) {
      await expect(replay(reference, 'current', actor)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(replay('REF-9999')).rejects.toMatchObject({ code: 'LoginAttemptNotFound' });
  });
});
