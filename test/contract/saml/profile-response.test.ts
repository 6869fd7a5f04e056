import { beforeEach, describe, expect, it } from 'vitest';
import { aliceLogsIn, type Login, serviceProvider, verdictOn } from './login.ts';
import { verdictsOnSigned } from './signer.ts';

/** All of these are signed by the right key, in every way: it is what they say that is right or wrong. */
describe('a signed response', () => {
  let login: Login;
  beforeEach(async () => {
    login = await aliceLogsIn();
  });
  const said = (from: string | RegExp, to: string) =>
    verdictsOnSigned(login, (xml) => {
      expect(xml).toMatch(from);
      return xml.replace(from, () => to);
    });

  it('is accepted when all is right', () => {
    expect(said('alice', 'alice')).toBe('accepted alice');
  });

  it.each<[string, string | RegExp, string, string]>([
    ['of SAML 1.1', ' Version="2.0"', ' Version="1.1"', 'version-unsupported'],
    ['of SAML 2', ' Version="2.0"', ' Version="2"', 'version-unsupported'],
    ['of no version', ' Version="2.0"', '', 'version-unsupported'],
    ['for another address', 'northwind/acs"', 'northwind/acs/"', 'destination-mismatch'],
    ['for the address in capitals', 'Destination="https', 'Destination="HTTPS', 'destination-mismatch'],
    ['for an address that ours begins', 'northwind/acs"', 'northwind/acs?x=y"', 'destination-mismatch'],
    ['for no address', / Destination="[^"]*"/, '', 'destination-mismatch'],
    ['for an empty address', / Destination="[^"]*"/, ' Destination=""', 'destination-mismatch'],
    ['by somebody else', '<saml:Issuer>https', '<saml:Issuer>HTTPS', 'issuer-mismatch'],
    ['by us with white space', '<saml:Issuer>', '<saml:Issuer> ', 'issuer-mismatch'],
    ['by somebody with an element inside', '</saml:Issuer>', '<x/></saml:Issuer>', 'issuer-mismatch'],
    [
      'by a name of another kind',
      '<saml:Issuer>',
      '<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">',
      'issuer-mismatch',
    ],
    [
      'by two',
      '<saml:Issuer>',
      '<saml:Issuer>https://idp.example.com/metadata</saml:Issuer><saml:Issuer>',
      'unexpected-element',
    ],
    ['without status', /<samlp:Status>.*<\/samlp:Status>/, '', 'status-not-success'],
    ['with an empty status', /<samlp:Status>.*<\/samlp:Status>/, '<samlp:Status/>', 'status-not-success'],
    ['with a status of nothing', / Value="[^"]*"/, '', 'status-not-success'],
    ['with a refusal', 'status:Success', 'status:Requester', 'status-not-success'],
    ['with another success', 'status:Success', 'status:success', 'status-not-success'],
    [
      'with success inside a refusal',
      /<samlp:StatusCode Value="([^"]*)"\/>/,
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:StatusCode>',
      'status-not-success',
    ],
    ['with two states', '<samlp:Status>', '<samlp:Status/><samlp:Status>', 'unexpected-element'],
    ['with something more', '<samlp:Status>', '<samlp:Anything/><samlp:Status>', 'unexpected-element'],
    [
      'with a condition where it does not belong',
      '<samlp:Status>',
      '<saml:Conditions/><samlp:Status>',
      'unexpected-element',
    ],
  ])('%s is refused', (_what, from, to, reason) => {
    expect(said(from, to)).toBe(`refused ${reason}`);
  });

  it('may name its issuer by the kind that issuers have', () => {
    const entity = '<saml:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">';

    expect(said('<saml:Issuer>', entity)).toBe('accepted alice');
    expect(verdictsOnSigned(login, (xml) => xml.replaceAll('<saml:Issuer>', entity))).toBe('accepted alice');
  });

  it('names its issuer when it is signed, and need not otherwise', () => {
    const { idp, good, expected } = login;
    const anonymous = (xml: string) => xml.replace(/<saml:Issuer>[^<]*<\/saml:Issuer>/, '');

    expect(verdictOn(anonymous(idp.write(good)), expected)).toBe('accepted alice');
    const signed = idp.write({ ...good, sign: 'response' });
    expect(verdictOn(anonymous(signed), expected)).toBe('refused issuer-mismatch');
  });

  it('holds one assertion, no more and no less', () => {
    const { idp, good, expected } = login;
    const two = idp
      .write({ ...good, sign: 'nothing' })
      .replace(
        /<saml:Assertion .*<\/saml:Assertion>/,
        (found) => found + found.replaceAll('ID="_', 'ID="_second-'),
      );
    const none = idp.write({ ...good, sign: 'nothing' }).replace(/<saml:Assertion .*<\/saml:Assertion>/, '');

    expect(verdictOn(idp.sign(two, good.id), expected)).toBe('refused assertion-count');
    expect(
      verdictOn(idp.sign(idp.sign(two, good.assertionId), `_second-${good.assertionId.slice(1)}`), expected),
    ).toBe('refused assertion-count');
    expect(verdictOn(idp.sign(none, good.id), expected)).toBe('refused assertion-count');
  });
});

describe('the request that a response answers', () => {
  const answer = async (
    mode: 'required' | 'forbidden' | 'optional',
    response?: string,
    confirmation?: string,
  ) => {
    const { idp, good, expected } = await aliceLogsIn();
    const parts = { ...good, inResponseTo: response, confirmationInResponseTo: confirmation };
    return verdictOn(idp.write(parts), { ...expected, inResponseTo: mode });
  };

  it('is named by the response and by the assertion alike', async () => {
    expect(await answer('required', '_a', '_a')).toBe('accepted alice');
    expect(await answer('optional', '_a', '_a')).toBe('accepted alice');
    expect(await answer('required', '_a', '_b')).toBe('refused in-response-to-unexpected');
    expect(await answer('optional', '_a', '_b')).toBe('refused in-response-to-unexpected');
    expect(await answer('optional', '_a', undefined)).toBe('refused in-response-to-unexpected');
    expect(await answer('optional', undefined, '_a')).toBe('refused in-response-to-unexpected');
  });

  it('is there where one is expected', async () => {
    expect(await answer('required', undefined, undefined)).toBe('refused in-response-to-missing');
    expect(await answer('required', undefined, '_a')).toBe('refused in-response-to-missing');
    expect(await answer('required', '_a', undefined)).toBe('refused in-response-to-missing');
    expect(await answer('required', '', '')).toBe('refused in-response-to-missing');
  });

  it('is not there where none is expected', async () => {
    expect(await answer('forbidden', undefined, undefined)).toBe('accepted alice');
    expect(await answer('optional', undefined, undefined)).toBe('accepted alice');
    expect(await answer('forbidden', '_a', '_a')).toBe('refused in-response-to-unexpected');
    expect(await answer('forbidden', '_a', undefined)).toBe('refused in-response-to-unexpected');
    expect(await answer('forbidden', undefined, '_a')).toBe('refused in-response-to-unexpected');
    expect(await answer('forbidden', '', '')).toBe('refused in-response-to-unexpected');
  });

  it('is none of ours when it has no name: nobody may take it for an answer or for none', async () => {
    expect(await answer('optional', '', '')).toMatch(/^refused in-response-to/);
  });

  it('is not told by who expects it: the service provider in the audience is', async () => {
    const { idp, good, expected } = await aliceLogsIn();

    expect(verdictOn(idp.write(good), { ...expected, audience: `${serviceProvider.entityId}/2` })).toBe(
      'refused audience-mismatch',
    );
  });
});
