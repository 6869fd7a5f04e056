import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { encrypt } from 'xml-encryption';
import { describeSamlMetadata } from '../../../../src/domain/identity-center/sso/describe-saml-metadata.ts';
import { activateSamlSigningKey } from '../../../../src/domain/identity-center/sso/keys/activate-saml-signing-key.ts';
import { listSamlSigningKeys } from '../../../../src/domain/identity-center/sso/keys/list-saml-signing-keys.ts';
import { prepareSamlSigningKey } from '../../../../src/domain/identity-center/sso/keys/prepare-saml-signing-key.ts';
import { removeSamlSigningKey } from '../../../../src/domain/identity-center/sso/keys/remove-saml-signing-key.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { foundSpace } from '../../../support/world.ts';
import { bare } from './certificates.ts';
import { type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('our keys towards the identity provider', () => {
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  beforeEach(async () => {
    sso = await openNorthwind();
    idp = await testIdentityProvider();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, idp);
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
  });

  const as = (actor = sso.administrator) => {
    const { world, zoneId } = sso;
    return {
      prepare: () => world.execute(prepareSamlSigningKey, actor, { zoneId }),
      activate: () => world.execute(activateSamlSigningKey, actor, { zoneId }),
      remove: (keyId: string) => world.execute(removeSamlSigningKey, actor, { zoneId, keyId }),
      list: async () => (await world.execute(listSamlSigningKeys, actor, { zoneId })).keys,
    };
  };
  const keyIn = async (state: string) => (await as().list()).find((key) => key.state === state);
  const states = async () => (await as().list()).map(({ state }) => state).sort();

  /** Bare certificates of the metadata, by what they are for. */
  async function published(use: 'signing' | 'encryption') {
    const { document } = await sso.world.execute(
      describeSamlMetadata,
      { kind: 'visitor' },
      { spaceName: 'northwind', as: 'service-provider' },
    );
    const keys = new RegExp(`use="${use}".*?<ds:X509Certificate>(.*?)<`, 'g');
    return [...document.matchAll(keys)].map(([, certificate]) => certificate);
  }

  /** The signature of a redirect holds over the query as it is sent (saml-bindings §3.4.4.1). */
  async function requestIsSignedBy(certificate: string): Promise<boolean> {
    const { redirectUrl } = await sso.start();
    const [, signed = '', signature = ''] = /\?(SAMLRequest=.*)&Signature=(.*)$/.exec(redirectUrl) ?? [];
    const key = new X509Certificate(certificate).publicKey;
    return verify('sha256', Buffer.from(signed), key, Buffer.from(decodeURIComponent(signature), 'base64'));
  }

  async function logInEncryptedFor(certificate: string) {
    const { requestId, browserSecret } = await sso.start();
    const xml = idp.write(sso.answer(idp, requestId));
    const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/.exec(xml) ?? [];
    const data = await promisify(encrypt)(assertion, {
      rsa_pub: createPublicKey(certificate).export({ type: 'spki', format: 'pem' }).toString(),
      pem: certificate,
      encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    });
    const encrypted = xml.replace(assertion, `<saml:EncryptedAssertion>${data}</saml:EncryptedAssertion>`);
    await sso.complete(Buffer.from(encrypted).toString('base64'), browserSecret);
    const attempts = await sso.world.db
      .selectFrom('login_attempts')
      .selectAll()
      .orderBy('reference')
      .execute();
    return attempts.at(-1)?.reason || attempts.at(-1)?.outcome;
  }

  it('begin with one, which signs, is encrypted for and is published as both', async () => {
    const [only] = await as().list();

    expect(await states()).toEqual(['current']);
    expect(await published('signing')).toEqual([bare(only?.certificate ?? '')]);
    expect(await published('encryption')).toEqual([bare(only?.certificate ?? '')]);
    expect(await requestIsSignedBy(only?.certificate ?? '')).toBe(true);
  });

  it('announce the next one while the current one goes on signing', async () => {
    const { keyId } = await as().prepare();
    const [current = '', next = ''] = await Promise.all(
      ['current', 'next'].map(async (state) => (await keyIn(state))?.certificate),
    );

    expect(await keyIn('next')).toMatchObject({ keyId });
    expect(current).not.toBe(next);
    expect(await published('signing')).toEqual([bare(current), bare(next)]);
    expect(await published('encryption')).toEqual([bare(current)]);
    expect([await requestIsSignedBy(current), await requestIsSignedBy(next)]).toEqual([true, false]);
  });

  it('sign with the next one once it is activated, and publish the former one no more', async () => {
    await as().prepare();
    const [current = '', next = ''] = [
      (await keyIn('current'))?.certificate,
      (await keyIn('next'))?.certificate,
    ];
    await as().activate();

    expect([await requestIsSignedBy(current), await requestIsSignedBy(next)]).toEqual([false, true]);
    expect(await published('signing')).toEqual([bare(next)]);
    expect(await published('encryption')).toEqual([bare(next)]);
    expect(await states()).toEqual(['current', 'retired']);
  });

  it('decrypt what is encrypted for any of them, and for a retired one until it is removed', async () => {
    await as().prepare();
    const [old = '', next = ''] = [(await keyIn('current'))?.certificate, (await keyIn('next'))?.certificate];
    expect([await logInEncryptedFor(old), await logInEncryptedFor(next)]).toEqual(['accepted', 'accepted']);

    await as().activate();
    expect([await logInEncryptedFor(old), await logInEncryptedFor(next)]).toEqual(['accepted', 'accepted']);

    await as().remove((await keyIn('retired'))?.keyId ?? '');
    expect([await logInEncryptedFor(old), await logInEncryptedFor(next)]).toEqual([
      'decryption-failed',
      'accepted',
    ]);
  });

  it('have one next key at most, also when two are prepared at the same moment', async () => {
    const [first, second] = await Promise.allSettled([as().prepare(), as().prepare()]);

    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    await expect(as().prepare()).rejects.toMatchObject({ kind: 'conflict', code: 'NextSigningKeyExists' });
    expect(await states()).toEqual(['current', 'next']);
  });

  it('keep the current one: without a next one none is activated, and the current one is not removed', async () => {
    const keyId = (await keyIn('current'))?.keyId ?? '';
    const before = await as().list();

    await expect(as().activate()).rejects.toMatchObject({
      kind: 'failed-precondition',
      code: 'NextSigningKeyMissing',
    });
    await expect(as().remove(keyId)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'SigningKeyNotRemovable',
    });
    await expect(as().remove('key-9999')).rejects.toMatchObject({ code: 'SigningKeyNotRemovable' });
    expect(await as().list()).toEqual(before);
  });

  it('forget a next one that was announced by mistake', async () => {
    const { keyId } = await as().prepare();
    await as().remove(keyId);

    expect(await states()).toEqual(['current']);
    expect(await published('signing')).toHaveLength(1);
    await as().prepare();
    expect(await states()).toEqual(['current', 'next']);
  });

  it('are shown without their secret, which is sealed in the database and in no trail or log', async () => {
    await as().prepare();
    await as().activate();
    const rows = await sso.world.db.selectFrom('signing_keys').selectAll().execute();
    const audit = await sso.world.db.selectFrom('audit_events').selectAll().execute();
    const outside = JSON.stringify([await as().list(), audit, sso.world.logged]);

    expect(Object.keys((await as().list())[0] ?? {}).sort()).toEqual([
      'certificate',
      'createdAt',
      'fingerprint',
      'keyId',
      'notAfter',
      'state',
      'subject',
    ]);
    expect(outside).not.toMatch(/PRIVATE KEY|privateKey/);
    expect(rows.filter(({ private_key_sealed: sealed }) => outside.includes(sealed))).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY');
  });

  it('of another organization are not found, and stay as they are', async () => {
    const { keyId } = await as().prepare();
    const before = await as().list();
    const other = { organizationName: 'Southwind', spaceName: 'southwind', email: 'root@southwind.example' };
    const stranger = as((await foundSpace(sso.world, other)).administrator);

    for (const attempt of [
      stranger.list,
      stranger.prepare,
      stranger.activate,
      () => stranger.remove(keyId),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found', code: 'ZoneIdNotExist' });
    }
    expect(await as().list()).toEqual(before);
  });
});
