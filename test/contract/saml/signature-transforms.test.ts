import { beforeEach, describe, expect, it } from 'vitest';
import { enveloped, exclusive, inclusive } from './algorithms.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { type Recipe, signedAssertion } from './signer.ts';

const transform = (algorithm: string, content = ''): string =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
const envelope = transform(enveloped);
const canonical = transform(exclusive);
const xslt = transform(
  'http://www.w3.org/TR/1999/REC-xslt-19991116',
  '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/"><xsl:copy-of select="."/></xsl:template></xsl:stylesheet>',
);
const xpath = transform(
  'http://www.w3.org/TR/1999/REC-xpath-19991116',
  '<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>',
);
const xpathFilter = transform(
  'http://www.w3.org/2002/06/xmldsig-filter2',
  '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//*</f:XPath>',
);
const prefixList = `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="xs"/>`;

/** The trusted key has signed all of these: what is wrong is what it has signed. */
describe('a signature by a trusted key, by its transforms,', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  const sign = (edit: Recipe['edit']) => verdictOn(signedAssertion(login, { edit }), login.expected);
  const withTransforms = (transforms: readonly string[]) =>
    sign((info) => info.replace(/(?<=<ds:Transforms>).*(?=<\/ds:Transforms>)/, () => transforms.join('')));

  it('counts with the enveloped signature and a canonical form', () => {
    expect(withTransforms([envelope, canonical])).toBe('accepted alice');
    expect(withTransforms([envelope, transform(exclusive, prefixList)])).toBe('accepted alice');
  });

  it.each([
    ['an empty list', []],
    ['no enveloped signature', [canonical]],
    ['the enveloped signature last', [canonical, envelope]],
    ['the enveloped signature twice', [envelope, envelope]],
    ['a third', [envelope, canonical, canonical]],
    ['a style sheet', [envelope, xslt]],
    ['a style sheet instead', [xslt]],
    ['a style sheet more', [xslt, envelope, canonical]],
    ['an XPath', [xpath, canonical]],
    ['an XPath instead of a canonical form', [envelope, xpath]],
    ['an XPath filter', [envelope, xpathFilter]],
    ['base64', [envelope, transform('http://www.w3.org/2000/09/xmldsig#base64')]],
    ['a decryption', [envelope, transform('http://www.w3.org/2002/07/decrypt#XML')]],
    ['one that nobody knows', [envelope, transform('urn:x')]],
    ['one whose name is in capitals', [envelope, transform(exclusive.toUpperCase())]],
    ['one without a name', [envelope, '<ds:Transform/>']],
    ['one of another namespace', [envelope, canonical.replace(' Algorithm', ' xmlns:ds="urn:x" Algorithm')]],
    ['something inside the enveloped signature', [transform(enveloped, '<ds:XPath>a</ds:XPath>'), canonical]],
    ['two prefix lists', [envelope, transform(exclusive, prefixList + prefixList)]],
    ['a prefix list in inclusive form', [envelope, transform(inclusive, prefixList)]],
    [
      'a prefix list of another namespace',
      [envelope, transform(exclusive, prefixList.replace('="http', '="urn'))],
    ],
    ['an XPath in the canonical form', [envelope, transform(exclusive, '<ds:XPath>a</ds:XPath>')]],
    ['canonical XML 1.1', [envelope, transform('http://www.w3.org/2006/12/xml-c14n11')]],
  ])('does not count with %s', (_what, transforms) => {
    expect(withTransforms(transforms)).toBe('refused signature-layout');
  });

  const method = /<ds:CanonicalizationMethod.*?<\/ds:CanonicalizationMethod>/;
  const edits: [string, Recipe['edit']][] = [
    ['no list of transforms', (info) => info.replace(/<ds:Transforms>.*<\/ds:Transforms>/, '')],
    ['no canonical form', (info) => info.replace(method, '')],
    ['two canonical forms', (info) => info.replace(method, '$&$&')],
    ['a canonical form that nobody knows', (info) => info.replace(exclusive, 'urn:x')],
    ['canonical XML 1.1', (info) => info.replace(exclusive, 'http://www.w3.org/2006/12/xml-c14n11')],
    [
      'a style sheet as canonical form',
      (info) => info.replace(method, xslt.replaceAll('ds:Transform', 'ds:CanonicalizationMethod')),
    ],
  ];
  it.each(edits)('does not count when what is signed has %s', (_what, edit) => {
    expect(sign(edit)).toBe('refused signature-layout');
  });

  it('does not count in a form that keeps comments where there are comments, for we have none to sign', () => {
    const commented = (xml: string) => xml.replace('<saml:Subject>', '<!-- who --><saml:Subject>');
    const keeping = signedAssertion(login, { contentForm: `${exclusive}WithComments` });

    expect(verdictOn(keeping, login.expected)).toBe('accepted alice');
    expect(verdictOn(commented(keeping), login.expected)).toBe('refused signature-layout');
    expect(verdictOn(commented(signedAssertion(login)), login.expected)).toBe('accepted alice');
  });
});
