import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { signedAssertion } from './signer.ts';
import { assertionIn, signatureIn, withoutSignature } from './surgery.ts';

const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
const protocolNamespace = 'urn:oasis:names:tc:SAML:2.0:protocol';

describe('by their namespace, and not by their prefix,', () => {
  let login: Login;
  let xml: string;
  beforeEach(async () => {
    login = await aliceLogsIn();
    xml = signedAssertion(login);
  });
  const verdict = (changed: string) => verdictOn(changed, login.expected);
  const change = (from: string | RegExp, to: string) => {
    expect(xml).toMatch(from);
    return verdict(xml.replace(from, () => to));
  };

  it('responses are responses', () => {
    expect(verdict(xml)).toBe('accepted alice');
    for (const other of [
      'urn:oasis:names:tc:SAML:1.0:protocol',
      `${protocolNamespace} `,
      protocolNamespace.toUpperCase(),
      assertionNamespace,
    ]) {
      expect(change(`xmlns:samlp="${protocolNamespace}"`, `xmlns:samlp="${other}"`)).toBe(
        'refused not-a-response',
      );
    }
    expect(
      change(`xmlns:samlp="${protocolNamespace}"`, `xmlns:samlp="urn:oasis:names:tc:SAML:2.0:&#112;rotocol"`),
    ).toBe('accepted alice');
    expect(verdict(xml.replaceAll('samlp:Response', 'samlp:ArtifactResponse'))).toBe(
      'refused not-a-response',
    );
    expect(verdict(xml.replaceAll('samlp:Response', 'samlp:response'))).toBe('refused not-a-response');
  });

  it('assertions are assertions', () => {
    expect(change('<saml:Assertion xmlns:saml="', '<saml:Assertion xmlns:saml="urn:x')).toBe(
      'refused unexpected-element',
    );
    expect(verdict(xml.replaceAll('saml:Assertion', 'Assertion'))).toBe('refused unexpected-element');
    expect(verdict(xml.replaceAll('saml:Assertion', 'samlp:Assertion'))).toBe('refused unexpected-element');
    expect(verdict(xml.replaceAll('saml:Assertion', 'saml:assertion'))).toBe('refused unexpected-element');
  });

  it('signatures are signatures, whatever the prefix and whatever is declared on them (CVE-2025-25292)', () => {
    const signature = signatureIn(xml);
    expect(
      change(signature, signature.replaceAll('ds:', 'dsig:').replace('xmlns:ds=', 'xmlns:dsig=')),
    ).toMatch(/^refused (signature-invalid|not-xml)$/);
    expect(
      change(signature, signature.replace('<ds:Signature ', '<ds:Signature xmlns="" xmlns:x="urn:x" ')),
    ).toBe('accepted alice');
    expect(change('<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')).toBe(
      'accepted alice',
    );
    expect(change('<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig">')).toBe(
      'refused signature-layout',
    );
  });

  it('an element that looks like one of the parts is none when its prefix means something else', () => {
    const unsigned = withoutSignature(assertionIn(xml));
    const forged = unsigned.replace('>alice<', '>admin<').replace('ID="_', 'ID="_evil_');
    const foreign = forged.replace(assertionNamespace, 'urn:x');

    expect(change('<saml:Assertion ', `${foreign}<saml:Assertion `)).toBe('refused unexpected-element');
    expect(
      change(
        '<samlp:Status>',
        '<samlp:Extensions><x:Assertion xmlns:x="urn:x"/></samlp:Extensions><samlp:Status>',
      ),
    ).toBe('accepted alice');
    expect(change('<samlp:Status>', '<x:Status xmlns:x="urn:x"/><samlp:Status>')).toBe(
      'refused unexpected-element',
    );
    expect(change('<saml:Issuer>', '<x:Issuer xmlns:x="urn:x"/><saml:Issuer>')).toBe(
      'refused unexpected-element',
    );
  });

  it('attributes are those without prefix', () => {
    const extra =
      ' xmlns:x="urn:x" x:ID="_other" x:Destination="https://evil.example.com" x:Version="1.0" x:InResponseTo="_evil"';
    expect(change(' Version="2.0"', ` Version="2.0"${extra}`)).toBe('accepted alice');
    expect(change(' Version="2.0"', ' xmlns:x="urn:x" x:Version="2.0"')).toBe('refused version-unsupported');
    expect(change(' Destination=', ' xmlns:x="urn:x" x:Destination=')).toBe('refused destination-mismatch');
    expect(change(' ID="_response', ' xmlns:x="urn:x" x:ID="_response')).toBe('refused unexpected-element');
    expect(change(' ID="_response', ' id="_response')).toBe('refused unexpected-element');
    expect(change(' ID="_response', ' Id="_response')).toBe('refused unexpected-element');
    expect(change(' ID="_response', ' xml:id="_response')).toBe('refused unexpected-element');
  });

  it('an attribute by two prefixes of one namespace is refused', () => {
    expect(change(' Version="2.0"', ' Version="2.0" xmlns:x="urn:x" xmlns:y="urn:x" x:a="1" y:a="2"')).toBe(
      'refused not-xml',
    );
    expect(change(' Version="2.0"', ' Version="2.0" Version="2.0"')).toBe('refused not-xml');
    expect(
      change(' Version="2.0"', ' Version="2.0" xmlns:x="urn:x" xmlns:y="urn:y" x:a="1" y:a="2" a="3"'),
    ).toBe('accepted alice');
  });

  it.each(['ID', 'Id', 'xml:id'])('an ID is there once, even when another is called %s', (name) => {
    const { assertionId, id } = login.good;

    expect(change('<samlp:Status>', `<samlp:Status ${name}="${assertionId}">`)).toBe('refused duplicate-id');
    expect(change('<samlp:Status>', `<samlp:Status ${name}="${id}">`)).toBe('refused duplicate-id');
    expect(change('<samlp:Status>', `<samlp:Status ${name}="&#95;${assertionId.slice(1)}">`)).toBe(
      'refused duplicate-id',
    );
    expect(change('<samlp:Status>', `<samlp:Status ${name}="_status">`)).toBe('accepted alice');
    expect(change(/ ID="_response-\d+"/, ` ID="${assertionId}"`)).toBe('refused duplicate-id');
    expect(change(/ ID="_response-\d+"/, ' ID=""')).toBe('refused unexpected-element');
  });

  it('a declaration around does not change what is signed exclusively, and does what is signed inclusively', () => {
    const declared = (signed: string) =>
      signed.replace('<samlp:Response', '<samlp:Response xmlns:evil="urn:evil" xmlns="urn:evil"');
    const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
    const signed = signedAssertion(login, { contentForm: inclusive });

    expect(verdict(declared(xml))).toBe('accepted alice');
    expect(verdict(signed)).toBe('accepted alice');
    expect(verdict(declared(signed))).toBe('refused digest-mismatch');
    expect(verdict(signed.replace('<samlp:Response', '<samlp:Response xml:lang="de"'))).toBe(
      'refused digest-mismatch',
    );
  });

  it('a prefix that the signed element only borrows cannot be given another meaning', () => {
    const { idp, good } = login;
    const borrowed = idp
      .write({ ...good, sign: 'nothing' })
      .replace(/(<saml:Assertion) xmlns:saml="[^"]*"/, '$1');
    const signed = idp.sign(borrowed, good.assertionId);

    expect(verdict(signed)).toBe('accepted alice');
    expect(verdict(signed.replace('<saml:Assertion', '<saml:Assertion xmlns:saml="urn:x"'))).toBe(
      'refused unexpected-element',
    );
    expect(verdict(signed.replace('<saml:Subject>', '<saml:Subject xmlns:saml="urn:x">'))).toBe(
      'refused digest-mismatch',
    );
  });
});
