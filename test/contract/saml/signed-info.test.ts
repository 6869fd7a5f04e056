import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { type Recipe, signedAssertion } from './signer.ts';

/** The trusted key has signed all of these: what is wrong is what it has signed. */
describe('a signature by a trusted key, by what it signs,', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  const sign = (edit: Recipe['edit']) => verdictOn(signedAssertion(login, { edit }), login.expected);

  it('counts when it is of the one layout that SAML allows', () => {
    expect(sign((signedInfo) => signedInfo)).toBe('accepted alice');
  });

  const reference = /<ds:Reference .*<\/ds:Reference>/;
  const otherReference =
    '<ds:Reference URI="#_other"><ds:DigestMethod Algorithm="urn:x"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>';
  const edits: [string, Recipe['edit']][] = [
    ['two references to it', (info) => info.replace(reference, '$&$&')],
    ['another reference first', (info) => info.replace(reference, otherReference + info.match(reference))],
    ['no reference', (info) => info.replace(reference, '')],
    ['a manifest', (info) => info.replace(reference, (found) => `<ds:Manifest>${found}</ds:Manifest>`)],
    ['two methods', (info) => info.replace(/<ds:SignatureMethod.*?<\/ds:SignatureMethod>/, '$&$&')],
    [
      'a method with parameters',
      (info) => info.replace('</ds:SignatureMethod>', '<ds:HMACOutputLength>8</ds:HMACOutputLength>$&'),
    ],
    [
      'the method first',
      (info) =>
        info.replace(
          /(<ds:Canon.*?<\/ds:CanonicalizationMethod>)(<ds:SignatureMethod.*?<\/ds:SignatureMethod>)/,
          '$2$1',
        ),
    ],
    ['two digests', (info) => info.replace(/<ds:DigestValue.*?<\/ds:DigestValue>/, '$&$&')],
    ['no digest', (info) => info.replace(/<ds:DigestValue.*?<\/ds:DigestValue>/, '')],
    ['an element inside the digest', (info) => info.replace('</ds:DigestValue>', '<x/>$&')],
    [
      'elements of another namespace',
      (info) => info.replace('<ds:Reference', '<ds:Reference xmlns:ds="urn:x"'),
    ],
    [
      'transforms of another namespace',
      (info) => info.replace('<ds:Transforms', '<ds:Transforms xmlns:ds="urn:x"'),
    ],
  ];
  it.each(edits)('does not count when it holds %s', (_what, edit) => {
    expect(sign(edit)).toBe('refused signature-layout');
  });
});
