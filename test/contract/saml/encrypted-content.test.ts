import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { impostor, writeAssertion } from '../../support/identity-provider.ts';
import { encryptAssertion, encryptedAssertion, type Lock, usualLock } from './encrypted.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { signElement, signedAssertion, usualRecipe } from './signer.ts';
import { assertionIn, signatureIn, withSignature } from './surgery.ts';

describe('what an encrypted assertion holds', () => {
  let login: Login;
  let recipient: KeyObject;
  let signed: string;
  beforeEach(async () => {
    const { keyPair } = await impostor();
    login = await aliceLogsIn(createPrivateKey(keyPair.privateKey));
    recipient = createPublicKey(keyPair.certificate);
    signed = login.idp.write(login.good);
  });
  const lock = (changes: Partial<Lock> = {}): Lock => ({ ...usualLock(recipient), ...changes });
  /** What becomes of a text in the place of the assertion. */
  const holding = (plain: string, changes: Partial<Lock> = {}) =>
    verdictOn(
      signed.replace(assertionIn(signed), () => encryptedAssertion(plain, lock(changes))),
      login.expected,
    );
  it('is an assertion with a signature that holds', () => {
    const assertion = assertionIn(signed);
    const forged = writeAssertion({ ...login.good, assertionId: '_forged', nameId: 'admin' });
    const advising = (advice: string) =>
      assertion.replace('</saml:Subject>', () => `</saml:Subject><saml:Advice>${advice}</saml:Advice>`);

    expect(holding(`<?xml version="1.0"?>\n${assertion}\n<!-- end -->`)).toBe('accepted alice');
    expect(holding(forged)).toBe('refused signature-missing');
    expect(holding(assertion.replace('>alice<', '>admin<'))).toBe('refused digest-mismatch');
    expect(holding(withSignature(forged, signatureIn(signed)))).toBe('refused signature-layout');
    expect(holding(advising(forged))).toBe('refused assertion-count');
    expect(holding(advising(encryptedAssertion(forged, lock())))).toBe('refused assertion-count');
  });

  it('is refused for one reason when it is anything else', () => {
    const assertion = assertionIn(signed);
    const forged = writeAssertion({ ...login.good, assertionId: '_forged', nameId: 'admin' });

    for (const plain of [
      '',
      'alice',
      signed,
      encryptedAssertion(assertion, lock()),
      '<saml:NameID>admin</saml:NameID>',
      assertion + forged,
      forged + assertion,
      `${assertion}x`,
      `x${assertion}`,
      assertion.slice(0, -1),
      `<!DOCTYPE x>${assertion}`,
      assertion.replace('alice', 'al<!-- -->ice'),
      assertion.replace('xmlns:saml="urn', 'xmlns:saml="urn:x'),
    ]) {
      expect(holding(plain), plain).toBe('refused decryption-failed');
    }
  });

  it('is refused when its signature is over comments, which we have not kept', () => {
    const keeping = signedAssertion(login, {
      contentForm: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
    });
    const inside = (assertion: string) =>
      verdictOn(
        keeping.replace(assertionIn(keeping), () => encryptedAssertion(assertion, lock())),
        login.expected,
      );

    expect(inside(assertionIn(keeping))).toBe('accepted alice');
    expect(inside(assertionIn(keeping).replace('<saml:Subject>', '<!-- --><saml:Subject>'))).toBe(
      'refused signature-layout',
    );
  });

  it('is one, and none stands beside it or in it', () => {
    const encrypted = encryptedAssertion(assertionIn(signed), lock());
    const only = signed.replace(assertionIn(signed), () => encrypted);
    const second = encrypted.replaceAll('_key', '_key2');

    expect(verdictOn(only, login.expected)).toBe('accepted alice');
    expect(
      verdictOn(
        only.replace(encrypted, () => encrypted + second),
        login.expected,
      ),
    ).toBe('refused assertion-count');
    expect(
      verdictOn(
        signed.replace('<saml:Assertion', () => `${encrypted}<saml:Assertion`),
        login.expected,
      ),
    ).toBe('refused assertion-count');
    expect(
      verdictOn(
        only.replace('<xenc:EncryptedData', () => `${assertionIn(signed)}<xenc:EncryptedData`),
        login.expected,
      ),
    ).toBe('refused assertion-count');
    expect(
      verdictOn(
        only.replace('<samlp:Status>', () => `<samlp:Extensions>${second}</samlp:Extensions><samlp:Status>`),
        login.expected,
      ),
    ).toBe('refused assertion-count');
  });

  it('has a key for each of a few readers, of which ours may be any', () => {
    const encrypted = encryptAssertion(signed, lock());
    const ours = /<xenc:EncryptedKey .*<\/xenc:EncryptedKey>/.exec(encrypted)?.[0] ?? '';
    const theirs = (place: number) =>
      ours
        .replace('_key', `_key-${place}`)
        .replace(/(?<=<xenc:CipherValue>)[^<]*/, () => randomBytes(256).toString('base64'));
    const withOthers = (before: number, behind: number) => {
      const others = (count: number, from: number) =>
        Array.from({ length: count }, (_, place) => theirs(from + place)).join('');
      return verdictOn(
        encrypted.replace(ours, () => others(before, 0) + ours + others(behind, 100)),
        login.expected,
      );
    };

    expect(withOthers(0, 1)).toBe('accepted alice');
    expect(withOthers(1, 0)).toBe('accepted alice');
    expect(withOthers(7, 5)).toBe('accepted alice');
    expect(withOthers(8, 0)).toBe('refused decryption-failed');
    expect(withOthers(60, 0)).toBe('refused decryption-failed');
  });

  it('takes nobody for signed who is only encrypted: anybody has our certificate', () => {
    const { idp, good, expected } = login;
    const forged = idp.write({ ...good, nameId: 'admin', sign: 'nothing' });
    const recipe = usualRecipe(idp.keyPair);

    expect(verdictOn(encryptAssertion(forged, lock()), expected)).toBe('refused signature-missing');
    const response = signElement(
      encryptAssertion(idp.write({ ...good, sign: 'nothing' }), lock()),
      good.id,
      recipe,
    );
    expect(verdictOn(response, expected)).toBe('accepted alice');
    const swapped = response.replace(/<saml:EncryptedAssertion .*<\/saml:EncryptedAssertion>/, () =>
      encryptedAssertion(assertionIn(forged), lock()),
    );
    expect(verdictOn(swapped, expected)).toBe('refused digest-mismatch');
  });
});
