import { beforeAll, describe, expect, it } from 'vitest';
import { getLoginAttempt } from '../../../../src/domain/identity-center/logins/get-login-attempt.ts';
import { describeEmployee } from '../../../../src/domain/identity-center/portal/describe-employee.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { impostor, type TestIdentityProvider } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from '../logins/company.ts';
import { bring, IdentityProviderPeer, post } from './identity-provider-peer.ts';
import { deflate, type LogoutRequestParts, signedQuery, writeLogoutRequest } from './logout-messages.ts';

const name = (xml: string) => ({ name: xml });
const longId = `_${Array.from({ length: 6000 }, (_, place) => ((place * 7919) ** 2).toString(36)).join('')}`;

/** What a trusted key has signed and must not count all the same. */
const signedButWrong: [what: string, reason: string, changes: Partial<LogoutRequestParts>][] = [
  [
    'for another space',
    'destination-mismatch',
    { destination: 'https://login.example.com/saml/southwind/slo' },
  ],
  ['for the login', 'destination-mismatch', { destination: 'https://login.example.com/saml/northwind/acs' }],
  ['for nobody', 'destination-mismatch', { destination: undefined }],
  ['by another issuer', 'issuer-mismatch', { issuer: 'https://elsewhere.example' }],
  ['by nobody', 'issuer-mismatch', { issuer: undefined }],
  ['that has expired', 'expired', { notOnOrAfter: '2026-07-29T16:08:09Z' }],
  ['that is old', 'expired', { notOnOrAfter: undefined, issueInstant: '2026-07-29T16:03:09Z' }],
  ['of no time', 'time-invalid', { notOnOrAfter: 'tomorrow' }],
  ['made at no time', 'time-invalid', { issueInstant: '' }],
  ['of another version', 'version-unsupported', { version: '1.1' }],
  ['without an ID', 'unexpected-element', { id: '' }],
  ['without a name', 'name-id-missing', name('')],
  ['with an empty name', 'name-id-missing', name('<saml:NameID/>')],
  [
    'with two names',
    'name-id-missing',
    name('<saml:NameID>bob</saml:NameID><saml:NameID>alice</saml:NameID>'),
  ],
  ['with a name in a name', 'name-id-missing', name('<saml:NameID>a<saml:b>lice</saml:b></saml:NameID>')],
  ['with a foreign name', 'name-id-missing', name('<samlp:NameID>alice</samlp:NameID>')],
  ['with an encrypted name', 'name-id-missing', name('<saml:EncryptedID/>')],
  ['with a comment in the name', 'forbidden-construct', name('<saml:NameID>alice<!-- -->.x</saml:NameID>')],
];

describe('a request to log alice out', () => {
  let world: World;
  let northwind: Company;
  let peer: IdentityProviderPeer;
  let stranger: TestIdentityProvider;
  let isAliceIn: () => Promise<boolean>;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    await foundCompany(world, 'southwind');
    peer = await IdentityProviderPeer.of(northwind);
    stranger = await impostor();
    const { loginId, spaceId, userId } = await northwind.logIn();
    isAliceIn = () =>
      world.execute(describeEmployee, { kind: 'employee', spaceId, userId }, { loginId }).then(
        () => true,
        () => false,
      );
  });

  /** The reason for which it was refused; alice is still logged in, and the attempt is on record. */
  async function refusalOf(brought: ReturnType<typeof bring>): Promise<string> {
    const result = await brought;
    if (result.outcome !== 'refused') return result.outcome;
    expect(await isAliceIn()).toBe(true);
    const { purpose, outcome, reason } = await northwind.attempt(result.reference);
    expect({ purpose, outcome }).toEqual({ purpose: 'logout', outcome: 'refused' });
    return reason;
  }
  const signed = (parts: LogoutRequestParts, by = northwind.idp, methods = {}) =>
    by.sign(writeLogoutRequest(parts), parts.id, methods);

  it.each(signedButWrong)('%s is refused: %s', async (_what, reason, changes) => {
    expect(await refusalOf(bring(northwind, peer.requestQuery(changes)))).toBe(reason);
  });

  it('that says more than a document may is refused', async () => {
    const { privateKey } = northwind.idp.keyPair;
    const xml = writeLogoutRequest(peer.requestParts());
    for (const hostile of [
      `<!DOCTYPE r [<!ENTITY a "alice">]>${xml.replace('>alice<', '>&a;<')}`,
      `<!DOCTYPE r SYSTEM "https://evil.example/x.dtd">${xml}`,
      `<?xml-stylesheet href="x"?>${xml}`,
    ]) {
      const query = signedQuery(deflate(hostile), privateKey);
      expect(await refusalOf(bring(northwind, query))).toBe('forbidden-construct');
    }
  });

  it.each<[what: string, reason: string, post: (parts: LogoutRequestParts) => string]>([
    ['without a signature', 'signature-missing', (parts) => writeLogoutRequest(parts)],
    ['by another key', 'signature-invalid', (parts) => signed(parts, stranger)],
    [
      'signed with SHA-1',
      'algorithm-not-allowed',
      (parts) =>
        signed(parts, northwind.idp, { signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }),
    ],
    [
      'digested with SHA-1',
      'algorithm-not-allowed',
      (parts) => signed(parts, northwind.idp, { digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' }),
    ],
    ['changed afterwards', 'digest-mismatch', (parts) => signed(parts).replace('>alice<', '>bob<')],
    [
      'around one that is signed',
      'signature-layout',
      (parts) => {
        const inner = signed({ ...parts, id: '_inner' });
        const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(inner) ?? [];
        const outer = writeLogoutRequest(parts).replace('</saml:Issuer>', `</saml:Issuer>${signature}`);
        return outer.replace(
          '</samlp:LogoutRequest>',
          `${inner.replace(signature, '')}</samlp:LogoutRequest>`,
        );
      },
    ],
    [
      'that is a login',
      'not-a-response',
      () => northwind.idp.write(northwind.parts('_x', 'alice', { sign: 'response' })),
    ],
  ])('by a form, %s, is refused: %s', async (_what, reason, make) => {
    expect(await refusalOf(post(northwind, 'SAMLRequest', make(peer.requestParts())))).toBe(reason);
  });

  it('by a form, in the field for answers, is refused', async () => {
    expect(await refusalOf(post(northwind, 'SAMLResponse', signed(peer.requestParts())))).toBe(
      'not-a-response',
    );
  });

  it('of 300 KB is refused, and a longer one is not even looked at', async () => {
    const tooLong = `${peer.requestQuery()}&more=${'a'.repeat(400_000)}`;

    expect(await refusalOf(bring(northwind, `SAMLRequest=${'A'.repeat(300_000)}`))).toBe('signature-missing');
    await expect(bring(northwind, tooLong)).rejects.toMatchObject({ kind: 'invalid-input' });
    expect(await isAliceIn()).toBe(true);
  });

  it('with an ID longer than any index holds is no failure of ours', async () => {
    const result = await bring(
      northwind,
      peer.requestQuery({ id: longId, name: '<saml:NameID>bob</saml:NameID>' }),
    );

    expect(['ended', 'refused']).toContain(result.outcome);
  });

  it('is refused by a space that trusts nobody yet', async () => {
    const { world: _, ...nowhere } = await foundCompany(world, 'nowhere');
    await world.db.deleteFrom('sso_settings').where('space_id', '=', nowhere.zoneId).execute();
    const query = peer.requestQuery({ destination: nowhere.logoutUrl });

    expect(await bring({ ...nowhere, world } as Company, query)).toMatchObject({ outcome: 'refused' });
  });

  it('is explained in its trace by the step that broke', async () => {
    const result = await bring(northwind, peer.requestQuery({ issuer: 'https://elsewhere.example' }));
    const reference = result.outcome === 'refused' ? result.reference : '';
    const { steps, loginAttempt } = await world.execute(getLoginAttempt, northwind.administrator, {
      zoneId: northwind.zoneId,
      reference,
    });

    expect(loginAttempt).toMatchObject({ reason: 'issuer-mismatch', purpose: 'logout' });
    expect(steps.filter(({ step, state }) => step === 'message' && state === 'failed')).toEqual([]);
  });

  it('counts while single sign-on is off, once, and not again', async () => {
    await world.execute(setExternalSamlIdentityProvider, northwind.administrator, {
      zoneId: northwind.zoneId,
      ssoStatus: 'Disabled',
    });
    const query = peer.requestQuery();
    expect(await bring(northwind, query)).toMatchObject({ outcome: 'ended' });
    expect(await isAliceIn()).toBe(false);

    expect(await bring(northwind, query)).toMatchObject({ outcome: 'refused' });
    expect(await northwind.latestAttempt()).toMatchObject({ reason: 'assertion-replayed' });
  });
});
