import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { impostor } from '../../support/identity-provider.ts';
import { exclusive } from './algorithms.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { canonicalForm, signElement, signedAssertion, usualRecipe } from './signer.ts';
import { signatureIn, withoutSignature } from './surgery.ts';

/** What an attacker can do to a signature without the key: everything around what is signed. */
describe('a signature', () => {
  let login: Login;
  let xml: string;
  beforeEach(async () => {
    login = await aliceLogsIn();
    xml = signedAssertion(login, { keyInfo: '<ds:KeyName>idp</ds:KeyName>' });
  });
  const verdict = (changed: string) => verdictOn(changed, login.expected);
  const change = (from: string | RegExp, to: string) => verdict(xml.replace(from, () => to));
  const asAdmin = (signed: string) => signed.replace('>alice<', '>admin<');
  const digestOf = (forged: string) => {
    const content = canonicalForm(
      withoutSignature(forged),
      `//*[@ID='${login.good.assertionId}']`,
      exclusive,
      '',
    );
    return createHash('sha256').update(content).digest('base64');
  };

  it('counts as it is, wherever among the children it stands', () => {
    const signature = signatureIn(xml);

    expect(verdict(xml)).toBe('accepted alice');
    expect(
      verdict(withoutSignature(xml).replace('</saml:Assertion>', () => `${signature}</saml:Assertion>`)),
    ).toBe('accepted alice');
    expect(change(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '')).toBe('accepted alice');
  });

  it('is none without its namespace, or further inside', () => {
    expect(change('xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', 'xmlns:ds="urn:x"')).toBe(
      'refused signature-missing',
    );
    expect(
      verdict(
        withoutSignature(xml).replace(
          '<samlp:Status>',
          () => `<samlp:Extensions>${signatureIn(xml)}</samlp:Extensions><samlp:Status>`,
        ),
      ),
    ).toBe('refused signature-missing');
    expect(
      verdict(withoutSignature(xml).replace('<saml:NameID>', () => `${signatureIn(xml)}<saml:NameID>`)),
    ).toBe('refused signature-missing');
    expect(verdict(withoutSignature(xml))).toBe('refused signature-missing');
  });

  it.each([
    ['nothing', /(<ds:Signature [^>]*>).*(?=<\/ds:Signature>)/s, ''],
    ['no signed information', /<ds:SignedInfo>.*<\/ds:SignedInfo>/s, ''],
    ['empty signed information', /<ds:SignedInfo>.*<\/ds:SignedInfo>/s, '<ds:SignedInfo/>'],
    ['no value', /<ds:SignatureValue>.*<\/ds:SignatureValue>/s, ''],
    [
      'a value before what it signs',
      '<ds:SignedInfo>',
      '<ds:SignatureValue>AAAA</ds:SignatureValue><ds:SignedInfo>',
    ],
    ['two values', '</ds:SignatureValue>', '</ds:SignatureValue><ds:SignatureValue>AAAA</ds:SignatureValue>'],
    ['a value with an element in it', '</ds:SignatureValue>', '<ds:x/></ds:SignatureValue>'],
    ['a value in another alphabet', /(?<=<ds:SignatureValue>)..../, '-_-_'],
    ['a value without its padding', '==</ds:SignatureValue>', '</ds:SignatureValue>'],
    ['a value that is no base64', /(?<=<ds:SignatureValue>)./, '!'],
    ['an object', '</ds:Signature>', '<ds:Object/></ds:Signature>'],
    ['two descriptions of the key', '<ds:KeyInfo>', '<ds:KeyInfo/><ds:KeyInfo>'],
    ['something of another namespace', '<ds:KeyInfo>', '<x:x xmlns:x="urn:x"/><ds:KeyInfo>'],
  ])('that holds %s does not count', (_what, from, to) => {
    const changed = xml.replace(
      from,
      (_found, kept?: string) => (typeof kept === 'string' && kept.startsWith('<') ? kept : '') + to,
    );

    expect(changed).not.toBe(xml);
    expect(verdict(changed)).toBe('refused signature-layout');
  });

  it('twice does not count, whoever made the other', async () => {
    const { keyPair } = await impostor();
    const { good, idp } = login;
    const own = signatureIn(xml);
    const foreign = signatureIn(
      signElement(idp.write({ ...good, sign: 'nothing' }), good.assertionId, usualRecipe(keyPair)),
    );

    expect(verdict(xml.replace(own, () => own + own))).toBe('refused signature-layout');
    expect(verdict(xml.replace(own, () => foreign + own))).toBe('refused signature-layout');
    expect(verdict(xml.replace(own, () => own + foreign))).toBe('refused signature-layout');
    expect(verdict(xml.replace(own, () => foreign))).toBe('refused signature-invalid');
  });

  it('whose value is empty, short, long, zero or another does not count', () => {
    const value = Buffer.from(/<ds:SignatureValue>([^<]*)/.exec(xml)?.[1] ?? '', 'base64');
    const flipped = Buffer.from(value);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    const values = [
      Buffer.alloc(0),
      value.subarray(0, 255),
      value.subarray(1),
      Buffer.concat([value, Buffer.alloc(1)]),
      Buffer.concat([Buffer.alloc(1), value]),
      Buffer.alloc(256),
      Buffer.alloc(256, 255),
      Buffer.from(Buffer.alloc(256).fill(1, 255)),
      flipped,
      Buffer.alloc(1),
    ];

    for (const other of values) {
      expect(change(/(?<=<ds:SignatureValue>)[^<]*/, other.toString('base64'))).toBe(
        'refused signature-invalid',
      );
    }
    expect(change(/(?<=<ds:SignatureValue>)[^<]*/, value.toString('base64'))).toBe('accepted alice');
  });

  it('with two SignedInfo does not count, the forged one first or last (CVE-2025-29774)', () => {
    const forged = asAdmin(xml);
    const [signedInfo = ''] = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s.exec(xml) ?? [];
    const forgedInfo = signedInfo.replace(/(?<=<ds:DigestValue>)[^<]*/, () => digestOf(forged));

    expect(verdict(forged.replace(signedInfo, () => forgedInfo + signedInfo))).toBe(
      'refused signature-layout',
    );
    expect(verdict(forged.replace(signedInfo, () => signedInfo + forgedInfo))).toBe(
      'refused signature-layout',
    );
    expect(verdict(forged.replace(signedInfo, () => forgedInfo))).toBe('refused signature-invalid');
    expect(
      verdict(
        forged.replace(signedInfo, () =>
          signedInfo.replace('</ds:SignedInfo>', () => `${forgedInfo}</ds:SignedInfo>`),
        ),
      ),
    ).toBe('refused signature-layout');
  });

  it('does not count with a forged digest in a comment (CVE-2025-29775)', () => {
    const forged = asAdmin(xml);
    const comment = `<!--${digestOf(forged)}-->`;

    expect(verdict(forged.replace('<ds:DigestValue>', () => `<ds:DigestValue>${comment}`))).toBe(
      'refused forbidden-construct',
    );
    expect(verdict(forged.replace('</ds:DigestValue>', () => `${comment}</ds:DigestValue>`))).toBe(
      'refused forbidden-construct',
    );
    expect(verdict(xml.replace('<ds:DigestMethod', () => `${comment}<ds:DigestMethod`))).toBe(
      'accepted alice',
    );
  });

  it('does not count with a forged digest elsewhere, where one who searches finds it first (CVE-2024-45409)', () => {
    const forged = asAdmin(xml);
    const smuggled = `<ds:DigestValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${digestOf(forged)}</ds:DigestValue>`;
    const detail = (content: string) => `<samlp:StatusDetail>${content}</samlp:StatusDetail></samlp:Status>`;

    expect(verdict(forged.replace('</samlp:Status>', () => detail(smuggled)))).toBe(
      'refused digest-mismatch',
    );
    expect(verdict(xml.replace('</samlp:Status>', () => detail(smuggled)))).toBe('accepted alice');
    expect(
      verdict(
        forged.replace(
          '<samlp:Status>',
          () => `<samlp:Extensions>${smuggled}</samlp:Extensions><samlp:Status>`,
        ),
      ),
    ).toBe('refused digest-mismatch');
  });
});
