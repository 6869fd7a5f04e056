import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import { type Recipe, signedAssertion } from './signer.ts';

/** The trusted key has signed all of these: what is wrong is what it has signed. */
describe('a signature by a trusted key, by its reference,', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  const sign = (edit: Recipe['edit']) => verdictOn(signedAssertion(login, { edit }), login.expected);

  it('counts when it is of the one layout that SAML allows', () => {
    expect(sign((signedInfo) => signedInfo)).toBe('accepted alice');
    expect(sign((signedInfo) => signedInfo.replace('<ds:SignedInfo', '<ds:SignedInfo Id="_info"'))).toBe(
      'accepted alice',
    );
  });

  it.each([
    ['the whole document', ''],
    ['the response', '#_response-(n)'],
    ['nothing that is there', '#_nothing'],
    ['its ID without the sign', '_assertion-(n)'],
    ['its ID with white space', '#_assertion-(n) '],
    ['its ID in percents', '#%5Fassertion-(n)'],
    ['its ID in capitals', '#_ASSERTION-(n)'],
    ['an XPointer to the root', '#xpointer(/)'],
    ['an XPointer to its ID', "#xpointer(id('_assertion-(n)'))"],
    ['an XPointer to an element', '#element(/1/3)'],
    ['a document elsewhere', 'https://idp.example.com/assertion#_assertion-(n)'],
    ['a file', 'file:///etc/passwd'],
    ['data of its own', 'data:text/xml;base64,PGEvPg=='],
    ['the sign alone', '#'],
  ])('does not count when it refers to %s', (_what, uri) => {
    const number = login.good.assertionId.slice('_assertion-'.length);
    const edit: Recipe['edit'] = (signedInfo) =>
      signedInfo.replace(/URI="[^"]*"/, () => `URI="${uri.replace('(n)', number)}"`);

    expect(sign(edit)).toBe('refused signature-layout');
  });

  it('does not count when its reference has no URI, or one of another namespace', () => {
    expect(sign((signedInfo) => signedInfo.replace(/ URI="[^"]*"/, ''))).toBe('refused signature-layout');
    expect(sign((signedInfo) => signedInfo.replace(' URI=', ' xmlns:x="urn:x" x:URI='))).toBe(
      'refused signature-layout',
    );
  });

  it('does not count when its digest is of nothing, or cut short, or empty', () => {
    const ofNothing = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
    const digest = (change: (value: string) => string) =>
      sign((info) => info.replace(/(?<=<ds:DigestValue>)[^<]*/, change));

    expect(digest(() => ofNothing)).toBe('refused digest-mismatch');
    expect(digest((value) => Buffer.from(value, 'base64').subarray(0, 16).toString('base64'))).toBe(
      'refused digest-mismatch',
    );
    expect(digest(() => '')).toBe('refused digest-mismatch');
    expect(digest((value) => `${value}AAAA`)).toBe('refused signature-layout');
    expect(digest((value) => value.replace('=', ''))).toBe('refused signature-layout');
    expect(digest((value) => Buffer.from(value, 'base64').toString('hex'))).toMatch(
      /^refused (digest-mismatch|signature-layout)$/,
    );
  });
});
