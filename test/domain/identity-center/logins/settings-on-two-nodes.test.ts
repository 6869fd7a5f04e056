import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createExecute, type Execute } from '../../../../src/action/execute.ts';
import { recordAudit } from '../../../../src/domain/audit/record-audit.ts';
import { completeLogin } from '../../../../src/domain/identity-center/logins/complete-login.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { recognize } from '../../../../src/domain/sts/index.ts';
import { secureRandom } from '../../../../src/platform/random.ts';
import { createVault } from '../../../../src/platform/secrets.ts';
import { impostor } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { Company, foundCompany, visitor } from './company.ts';

describe('single sign-on that is changed on one node', () => {
  let world: World;
  let northwind: Company;
  let southwind: Company;
  let withOtherKey: Company;
  let otherNode: Execute;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    southwind = await foundCompany(world, 'southwind');
    withOtherKey = new Company(world, 'northwind', { ...northwind, idp: await impostor() });
    otherNode = anotherNode(world);
  });
  /** Both nodes have seen a login with the usual settings, of which nothing is prepared. */
  beforeEach(async () => {
    await set({ encodedMetadataDocument: Buffer.from(northwind.idp.metadata).toString('base64') });
    await set({ x509Certificate: northwind.idp.keyPair.certificate, ssoStatus: 'Enabled' });
    expect(await verdictThere(northwind)).toBe('accepted');
    expect(await northwind.logIn()).toMatchObject({ outcome: 'accepted' });
  });

  const set = (changes: object) =>
    world.execute(setExternalSamlIdentityProvider, northwind.administrator, {
      zoneId: northwind.zoneId,
      ...changes,
    });

  /** What the other node makes of a login that was started just now. */
  async function verdictThere(company: Company, inResponseTo?: string, browserSecret = ''): Promise<string> {
    const started = inResponseTo ? undefined : await company.start();
    const result = await otherNode(completeLogin, visitor, {
      spaceName: company.spaceName,
      samlResponse: company.respond(inResponseTo ?? started?.requestId),
      browserSecret: started?.browserSecret ?? browserSecret,
    });
    if (result.outcome === 'accepted') return result.outcome;
    return `${result.outcome} ${(await company.attempt(result.reference)).reason}`;
  }

  it('is off on the other at once', async () => {
    const { requestId, browserSecret } = await northwind.start();
    await set({ ssoStatus: 'Disabled' });

    expect(await verdictThere(northwind, requestId, browserSecret)).toBe('refused identity-provider-missing');
    await set({ ssoStatus: 'Enabled' });
    expect(await verdictThere(northwind, requestId, browserSecret)).toBe('accepted');
  });

  it('trusts a certificate no more, and another one already', async () => {
    await set({ x509Certificate: withOtherKey.idp.keyPair.certificate });

    expect(await verdictThere(northwind)).toBe('refused signature-invalid');
    expect(await verdictThere(withOtherKey)).toBe('accepted');
    expect(await verdictThere(northwind)).toBe('refused signature-invalid');
  });

  it('believes another identity provider', async () => {
    await set({ entityId: 'https://other.example.com/metadata' });

    expect(await verdictThere(northwind)).toBe('refused issuer-mismatch');
  });

  it('allows logins that begin at the identity provider, and forbids them again', async () => {
    const speakFirst = async () => {
      const samlResponse = northwind.respond(undefined);
      return otherNode(completeLogin, visitor, { spaceName: 'northwind', samlResponse });
    };
    expect(await speakFirst()).toMatchObject({ outcome: 'refused' });
    await northwind.change({ allowsIdpInitiated: true });
    expect(await speakFirst()).toMatchObject({ outcome: 'accepted' });

    await northwind.change({ allowsIdpInitiated: false });
    expect(await speakFirst()).toMatchObject({ outcome: 'refused' });
  });

  it('changes nothing for another space', async () => {
    expect(await verdictThere(southwind)).toBe('accepted');
    await set({ ssoStatus: 'Disabled' });

    expect(await verdictThere(southwind)).toBe('accepted');
  });

  it('counts a response once on both together', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const input = { spaceName: 'northwind', samlResponse: northwind.respond(requestId), browserSecret };
    const results = await Promise.all(
      [world.execute, otherNode, world.execute, otherNode].map((node) => node(completeLogin, visitor, input)),
    );

    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
  });
});

/** The same product once more, on the same database, with a memory of its own. */
const anotherNode = ({ db, clock, settings }: World): Execute =>
  createExecute({
    db,
    clock,
    settings,
    random: secureRandom,
    vault: createVault(Buffer.alloc(32, 7)),
    recognize,
    recordAudit,
    enqueue: async () => {},
  });
