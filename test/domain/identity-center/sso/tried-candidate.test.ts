import { beforeEach, describe, expect, it } from 'vitest';
import { startTestLogin } from '../../../../src/domain/identity-center/logins/start-test-login.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { type NorthwindSso, openNorthwind, requestIn } from './northwind-sso.ts';

describe('prepared settings', () => {
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  beforeEach(async () => {
    sso = await openNorthwind();
    idp = await testIdentityProvider();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, idp);
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
  });

  const candidate = async () => (await sso.describe()).candidate;
  const codes = async () => (await candidate())?.warnings.map(({ code }) => code);
  async function tryCandidate() {
    const started = await sso.world.execute(startTestLogin, sso.administrator, {
      zoneId: sso.zoneId,
      of: 'candidate',
    });
    const answer = idp.respond(sso.answer(idp, requestIn(started.redirectUrl)));
    return { ...started, finish: () => sso.complete(answer, started.browserSecret) };
  }

  const reasons = async () =>
    (await sso.world.db.selectFrom('login_attempts').select('reason').orderBy('reference').execute()).map(
      ({ reason }) => reason,
    );

  it('count as tried only after a whole login with them, and no longer once they change', async () => {
    await sso.propose({ allowsCbc: true });
    const { finish } = await tryCandidate();
    expect((await candidate())?.testedAt).toBeUndefined();
    expect((await finish()).outcome).toBe('tested');
    expect((await candidate())?.testedAt).toEqual(sso.world.clock.now());
    expect(await codes()).not.toContain('untested');

    await sso.propose({ loginUrl: 'https://other.example.com/sso' });
    expect((await candidate())?.testedAt).toBeUndefined();
    expect(await codes()).toContain('untested');
  });

  it('do not count as tried by a login that is refused', async () => {
    await sso.propose({ entityId: 'https://other.example.com' });
    const { finish } = await tryCandidate();
    expect((await finish()).outcome).toBe('tested');

    expect(await reasons()).toEqual(['issuer-mismatch']);
    expect((await candidate())?.testedAt).toBeUndefined();
  });

  it('can be tried while single sign-on is off, and open no session', async () => {
    await sso.set({ ssoStatus: 'Disabled' });
    await sso.propose({ allowsCbc: true });
    const { finish } = await tryCandidate();

    expect(await finish()).toEqual({ outcome: 'tested', reference: expect.any(String), isRefused: false });
    expect(await reasons()).toEqual(['']);
    expect(await sso.world.db.selectFrom('portal_logins').selectAll().execute()).toEqual([]);
    await expect(sso.start()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
  });

  it('cannot be tried while they are incomplete, or when there are none', async () => {
    await expect(tryCandidate()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
    await sso.propose({ loginUrl: '' });
    await expect(tryCandidate()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
  });

  it('do not count as tried by a login that began with other prepared settings', async () => {
    await sso.propose({ allowsCbc: true });
    const { redirectUrl, finish } = await tryCandidate();
    expect(redirectUrl).toMatch(idp.loginUrl);
    sso.world.clock.advance(1);
    await sso.propose({ loginUrl: 'https://nowhere.example.com/sso' });
    await finish();

    expect((await candidate())?.configuration.loginUrl).toBe('https://nowhere.example.com/sso');
    expect(await reasons()).toHaveLength(1);
    expect((await candidate())?.testedAt).toBeUndefined();
  });
});
