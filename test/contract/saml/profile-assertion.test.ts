import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, serviceProvider } from './login.ts';
import { verdictsOnSigned } from './signer.ts';

const { entityId, acsUrl } = serviceProvider;
const audience = (...names: string[]): string =>
  `<saml:AudienceRestriction>${names.map((name) => `<saml:Audience>${name}</saml:Audience>`).join('')}</saml:AudienceRestriction>`;
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const confirmation = (data: string, method = bearer): string =>
  `<saml:SubjectConfirmation Method="${method}">${data}</saml:SubjectConfirmation>`;
const good = `<saml:SubjectConfirmationData Recipient="${acsUrl}" NotOnOrAfter="2026-07-29T16:14:09Z" InResponseTo="_request"/>`;
const late = good.replace('T16:14', 'T15:14');
const elsewhere = good.replace('/acs', '/other');
const toOther = good.replace('_request', '_other');

/** All of these are signed by the right key, in every way: it is what they say that is right or wrong. */
describe('a signed assertion', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  /** Changes the assertion alone. */
  const said = (from: string | RegExp, to: string) =>
    verdictsOnSigned(login, (xml) => {
      const start = xml.indexOf('<saml:Assertion');
      expect(xml.slice(start)).toMatch(from);
      return xml.slice(0, start) + xml.slice(start).replace(from, () => to);
    });
  const confirmed = (...confirmations: string[]) =>
    said(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, confirmations.join(''));
  const conditioned = (content: string) =>
    said(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, content);

  it.each<[string, string | RegExp, string, string]>([
    ['of SAML 1.1', ' Version="2.0"', ' Version="1.1"', 'version-unsupported'],
    ['of no version', ' Version="2.0"', '', 'version-unsupported'],
    ['by somebody else', '<saml:Issuer>https', '<saml:Issuer>http', 'issuer-mismatch'],
    ['by an issuer with white space', '</saml:Issuer>', '\n</saml:Issuer>', 'issuer-mismatch'],
    ['by an issuer with an element inside', '</saml:Issuer>', '<x/></saml:Issuer>', 'issuer-mismatch'],
    ['without statement', /<saml:AuthnStatement .*<\/saml:AuthnStatement>/, '', 'authn-statement-missing'],
    [
      'with another statement',
      /<saml:AuthnStatement .*<\/saml:AuthnStatement>/,
      '<saml:AuthzDecisionStatement/>',
      'authn-statement-missing',
    ],
    ['of a login at no time', / AuthnInstant="[^"]*"/, '', 'time-invalid'],
    ['without subject', /<saml:Subject>.*<\/saml:Subject>/, '', 'name-id-missing'],
    ['with two subjects', '<saml:Subject>', '<saml:Subject/><saml:Subject>', 'unexpected-element'],
    ['without name', /<saml:NameID>.*<\/saml:NameID>/, '', 'name-id-missing'],
    ['with an empty name', '>alice<', '><', 'name-id-missing'],
    ['with two names', '</saml:NameID>', '</saml:NameID><saml:NameID>admin</saml:NameID>', 'name-id-missing'],
    [
      'with a second name at the end',
      '</saml:Subject>',
      '<saml:NameID>admin</saml:NameID></saml:Subject>',
      'name-id-missing',
    ],
    ['with a name behind the confirmation', /(<saml:NameID>.*<\/saml:NameID>)(?=<)/, '', 'name-id-missing'],
    [
      'with a base name',
      'saml:NameID>alice</saml:NameID',
      'saml:BaseID>alice</saml:BaseID',
      'name-id-missing',
    ],
    [
      'with an encrypted name',
      'saml:NameID>alice</saml:NameID',
      'saml:EncryptedID>alice</saml:EncryptedID',
      'name-id-missing',
    ],
    ['with an element in the name', '>alice<', '>al<x/>ice<', 'name-id-missing'],
    [
      'with a name of another namespace',
      'saml:NameID>alice</saml:NameID',
      'samlp:NameID>alice</samlp:NameID',
      'name-id-missing',
    ],
    [
      'with two lists of conditions',
      '<saml:Conditions',
      '<saml:Conditions/><saml:Conditions',
      'unexpected-element',
    ],
    ['without conditions', /<saml:Conditions .*<\/saml:Conditions>/, '', 'audience-mismatch'],
    [
      'without confirmation',
      /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/,
      '',
      'confirmation-missing',
    ],
  ])('%s is refused', (_what, from, to, reason) => {
    expect(said(from, to)).toBe(`refused ${reason}`);
  });

  it('is for us when every restriction of the audience names us, among others', () => {
    const other = 'https://other.example.com';

    expect(conditioned(audience(entityId))).toBe('accepted alice');
    expect(conditioned(audience(other, entityId))).toBe('accepted alice');
    expect(conditioned(audience(entityId) + audience(entityId, other))).toBe('accepted alice');
    expect(conditioned(audience(entityId) + audience(other))).toBe('refused audience-mismatch');
    expect(conditioned(audience(other) + audience(entityId))).toBe('refused audience-mismatch');
    expect(conditioned(audience(entityId) + audience())).toBe('refused audience-mismatch');
    for (const name of [
      '',
      `${entityId}/`,
      ` ${entityId}`,
      entityId.toUpperCase(),
      acsUrl,
      'https://login.example.com',
    ]) {
      expect(conditioned(audience(name))).toBe('refused audience-mismatch');
    }
    expect(conditioned('')).toBe('refused audience-mismatch');
    expect(conditioned(audience(entityId).replaceAll('saml:Audience>', 'samlp:Audience>'))).toBe(
      'refused audience-mismatch',
    );
  });

  it('holds no condition that we do not know', () => {
    const ours = audience(entityId);

    expect(conditioned(`${ours}<saml:OneTimeUse/><saml:ProxyRestriction Count="0"/>`)).toBe('accepted alice');
    for (const unknown of [
      '<saml:Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x"/>',
      '<x:OneTimeUse xmlns:x="urn:x"/>',
      '<saml:DoNotCacheCondition/>',
      '<samlp:AudienceRestriction/>',
    ]) {
      expect(conditioned(ours + unknown)).toBe('refused condition-unknown');
    }
  });

  it('is confirmed by one bearer for which everything holds at once', () => {
    const holderOfKey = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key';

    expect(confirmed(confirmation(good))).toBe('accepted alice');
    expect(confirmed(confirmation(late), confirmation(elsewhere), confirmation(good))).toBe('accepted alice');
    expect(confirmed(confirmation(good), confirmation(late))).toBe('accepted alice');
    expect(confirmed(confirmation('', holderOfKey), confirmation(good))).toBe('accepted alice');
    expect(confirmed(confirmation(late), confirmation(elsewhere))).toBe('refused recipient-mismatch');
    expect(confirmed(confirmation(elsewhere), confirmation(late))).toBe('refused expired');
    expect(confirmed(confirmation(toOther))).toBe('refused in-response-to-unexpected');
    expect(confirmed(confirmation(''))).toBe('refused recipient-mismatch');
    expect(confirmed(confirmation(good, holderOfKey))).toBe('refused confirmation-missing');
    expect(confirmed(confirmation(good, `${bearer} `), confirmation(good, bearer.toUpperCase()))).toBe(
      'refused confirmation-missing',
    );
    expect(confirmed(confirmation(good).replace(/ Method="[^"]*"/, ''))).toBe('refused confirmation-missing');
    expect(
      confirmed(confirmation(good).replaceAll('saml:SubjectConfirmation', 'samlp:SubjectConfirmation')),
    ).toMatch(/^refused/);
  });

  it('is confirmed for our address and until some time', () => {
    expect(confirmed(confirmation(good.replace(/ Recipient="[^"]*"/, '')))).toBe(
      'refused recipient-mismatch',
    );
    expect(confirmed(confirmation(good.replace(/ Recipient="[^"]*"/, ' Recipient=""')))).toBe(
      'refused recipient-mismatch',
    );
    expect(confirmed(confirmation(good.replace('/acs', '/acs/')))).toBe('refused recipient-mismatch');
    expect(confirmed(confirmation(good.replace(/ NotOnOrAfter="[^"]*"/, '')))).toBe('refused expired');
    expect(confirmed(confirmation(good.replace(' NotOn', ' NotBefore="2026-07-29T16:10:10Z" NotOn')))).toBe(
      'refused not-yet-valid',
    );
    expect(confirmed(confirmation(good.replace(' NotOn', ' Address="192.0.2.1" NotOn')))).toBe(
      'accepted alice',
    );
  });
});
