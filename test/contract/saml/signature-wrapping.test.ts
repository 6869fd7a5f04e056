import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { assertionIn, signatureIn, withoutSignature, withSignature } from './surgery.ts';

/**
 * The eight forms of signature wrapping, as attack tools number them (Somorovsky et al., "On Breaking SAML: Be
 * Whoever You Want to Be", 2012): 1 and 2 of a signed response, 3 to 8 of a signed assertion.
 */
describe('signature wrapping', () => {
  let login: Login;
  let response: string;
  let assertion: string;
  let signedResponse: string;
  beforeEach(async () => {
    login = await aliceLogsIn();
    response = login.idp.write({ ...login.good, sign: 'assertion' });
    assertion = assertionIn(response);
    signedResponse = login.idp.write({ ...login.good, sign: 'response' });
  });
  const verdict = (xml: string) => verdictOn(xml, login.expected);
  /** Changes the name in a copy, and its IDs so that it has its own. */
  const evil = (element: string) =>
    element.replace('>alice<', '>admin<').replaceAll(/ ID="_(\w)/g, ' ID="_evil-$1');
  const inObject = (signature: string, content: string) =>
    signature.replace('</ds:Signature>', () => `<ds:Object>${content}</ds:Object></ds:Signature>`);

  it('begins with responses that are accepted', () => {
    expect(verdict(response)).toBe('accepted alice');
    expect(verdict(signedResponse)).toBe('accepted alice');
  });

  it('1: a forged response whose signature holds the signed response', () => {
    const signature = signatureIn(signedResponse);
    const original = withoutSignature(signedResponse);

    expect(verdict(withSignature(evil(original), inObject(signature, original)))).toBe(
      'refused assertion-count',
    );
    expect(
      verdict(
        withSignature(
          evil(original),
          signature.replace('</ds:Signature>', () => `${original}</ds:Signature>`),
        ),
      ),
    ).toBe('refused assertion-count');
  });

  it('2: a forged response with the signed response before the signature', () => {
    const signature = signatureIn(signedResponse);
    const original = withoutSignature(signedResponse);

    expect(verdict(withSignature(evil(original), original + signature))).toBe('refused unexpected-element');
  });

  it('3: a forged assertion before the signed one', () => {
    expect(verdict(response.replace(assertion, () => evil(withoutSignature(assertion)) + assertion))).toBe(
      'refused assertion-count',
    );
  });

  it('4: a forged assertion that holds the signed one', () => {
    const forged = evil(withoutSignature(assertion)).replace(
      '</saml:Assertion>',
      () => `${assertion}</saml:Assertion>`,
    );

    expect(verdict(response.replace(assertion, () => forged))).toBe('refused assertion-count');
  });

  it('5: a forged assertion with the signature, and the signed one at the end', () => {
    expect(verdict(response.replace(assertion, () => evil(assertion) + withoutSignature(assertion)))).toBe(
      'refused assertion-count',
    );
  });

  it('6: a forged assertion with the signature, which holds the signed one', () => {
    const signature = signatureIn(assertion);
    const wrapped = signature.replace(
      '</ds:Signature>',
      () => `${withoutSignature(assertion)}</ds:Signature>`,
    );

    expect(
      verdict(response.replace(assertion, () => evil(assertion).replace(signature, () => wrapped))),
    ).toBe('refused assertion-count');
  });

  it('7: a forged assertion in the extensions, before the signed one', () => {
    for (const forged of [
      evil(withoutSignature(assertion)),
      withoutSignature(assertion).replace('>alice<', '>admin<'),
    ]) {
      const xml = response.replace(
        '<samlp:Status>',
        () => `<samlp:Extensions>${forged}</samlp:Extensions><samlp:Status>`,
      );

      expect(verdict(xml)).toMatch(/^refused (assertion-count|duplicate-id)$/);
    }
  });

  it('8: a forged assertion with the signature, in an object of which is the signed one', () => {
    const signature = signatureIn(assertion);
    const wrapped = inObject(signature, withoutSignature(assertion));

    expect(
      verdict(response.replace(assertion, () => evil(assertion).replace(signature, () => wrapped))),
    ).toBe('refused assertion-count');
  });

  it('by a second response, around or inside or beside', () => {
    const forged = evil(withoutSignature(signedResponse));

    expect(verdict(`<x>${signedResponse}${forged}</x>`)).toMatch(/^refused (not-a-response|duplicate-id)$/);
    expect(verdict(signedResponse + forged)).toMatch(/^refused (not-xml|duplicate-id)$/);
    expect(verdict(forged.replace('</samlp:Response>', () => `${signedResponse}</samlp:Response>`))).toMatch(
      /^refused (unexpected-element|duplicate-id)$/,
    );
  });

  it('by an assertion of another namespace around or beside', () => {
    const other = assertion
      .replaceAll('saml:', 'saml1:')
      .replace('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:oasis:names:tc:SAML:1.0:assertion')
      .replace('xmlns:saml=', 'xmlns:saml1=');

    expect(verdict(response.replace(assertion, () => evil(withoutSignature(other)) + assertion))).toBe(
      'refused unexpected-element',
    );
    expect(verdict(response.replace(assertion, () => other))).toBe('refused unexpected-element');
  });

  it('by the signature of another element that is trusted as well', () => {
    const both = login.idp.write({ ...login.good, sign: 'both' });
    const [ofResponse = '', ofAssertion = ''] = both.match(/<ds:Signature .*?<\/ds:Signature>/g) ?? [];
    const swapped = both
      .replace(ofResponse, '(1)')
      .replace(ofAssertion, '(2)')
      .replace('(1)', ofAssertion)
      .replace('(2)', ofResponse);

    expect(verdict(both)).toBe('accepted alice');
    expect(verdict(swapped)).toBe('refused signature-layout');
    expect(verdict(both.replace(ofAssertion, '').replace('>alice<', '>admin<'))).toBe(
      'refused digest-mismatch',
    );
    expect(verdict(both.replace(ofResponse, '').replace('>alice<', '>admin<'))).toBe(
      'refused digest-mismatch',
    );
    expect(verdict(both.replace(ofResponse, ''))).toBe('accepted alice');
  });
});
