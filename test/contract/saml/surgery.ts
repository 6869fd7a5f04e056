/** Cuts responses apart as text, the way an attacker does. */

export const assertionIn = (xml: string): string =>
  find(xml, /<(?:[\w.-]+:)?Assertion[\s>].*<\/(?:[\w.-]+:)?Assertion\s*>/s);
export const signatureIn = (xml: string): string => find(xml, /<ds:Signature[ >].*?<\/ds:Signature>/s);
export const withoutSignature = (xml: string): string => xml.replace(signatureIn(xml), '');

/** Puts a signature where it belongs: behind the Issuer of an element. */
export const withSignature = (element: string, signature: string): string =>
  element.replace('</saml:Issuer>', () => `</saml:Issuer>${signature}`);

function find(xml: string, pattern: RegExp): string {
  const [found] = pattern.exec(xml) ?? [];
  if (found === undefined) throw new Error(`There is no ${pattern} in the text.`);
  return found;
}

/** Where something can be put inside a response, so that whoever looks for it by name alone finds it there. */
export const hidingPlaces: Record<string, (xml: string, hidden: string) => string> = {
  'before the assertion': before('<saml:Assertion '),
  'behind the assertion': before('</samlp:Response>'),
  'in the extensions': (xml, hidden) =>
    before('<samlp:Status>')(xml, `<samlp:Extensions>${hidden}</samlp:Extensions>`),
  'in the detail of the status': (xml, hidden) =>
    before('</samlp:Status>')(xml, `<samlp:StatusDetail>${hidden}</samlp:StatusDetail>`),
  'in an encrypted assertion that is not encrypted': (xml, hidden) =>
    before('</samlp:Response>')(xml, `<saml:EncryptedAssertion>${hidden}</saml:EncryptedAssertion>`),
  'at the beginning of the assertion': before('<saml:Issuer>', 'last'),
  'at the end of the assertion': before('</saml:Assertion>', 'last'),
  'in an advice': (xml, hidden) =>
    before('<saml:AuthnStatement')(xml, `<saml:Advice>${hidden}</saml:Advice>`),
  'in the value of an attribute': (xml, hidden) =>
    before('<saml:AuthnStatement')(
      xml,
      `<saml:AttributeStatement><saml:Attribute Name="a"><saml:AttributeValue>${hidden}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`,
    ),
  'in the subject': before('</saml:Subject>'),
  'in the name': before('</saml:NameID>'),
  'in the confirmation': before('</saml:SubjectConfirmation>'),
  'in the conditions': before('</saml:Conditions>'),
  'in the audience': before('</saml:Audience>'),
  'in the authentication context': (xml, hidden) =>
    before('</saml:AuthnContext>')(xml, `<saml:AuthnContextDecl>${hidden}</saml:AuthnContextDecl>`),
};

/** Places inside a signature, of which only what is in SignedInfo is signed. */
export const signaturePlaces: typeof hidingPlaces = {
  'in an object of the signature': (xml, hidden) =>
    before('</ds:Signature>')(xml, `<ds:Object>${hidden}</ds:Object>`),
  'at the beginning of the signature': before('<ds:SignedInfo>'),
  'in the information about the key': (xml, hidden) =>
    before('</ds:Signature>')(xml, `<ds:KeyInfo>${hidden}</ds:KeyInfo>`),
  'in the signature value': before('</ds:SignatureValue>'),
  'in the signed information': before('</ds:SignedInfo>'),
  'in the reference': before('</ds:Reference>'),
  'in a transform': before('</ds:Transforms>'),
  'in the digest value': before('</ds:DigestValue>'),
};

function before(mark: string, which: 'first' | 'last' = 'first') {
  return (xml: string, hidden: string): string => {
    const place = which === 'first' ? xml.indexOf(mark) : xml.lastIndexOf(mark);
    if (place === -1) throw new Error(`There is no ${mark} in the text.`);
    return xml.slice(0, place) + hidden + xml.slice(place);
  };
}
