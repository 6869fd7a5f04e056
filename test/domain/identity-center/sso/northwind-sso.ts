import { inflateRawSync } from 'node:zlib';
import type { Principal } from '../../../../src/action/actor.ts';
import { completeLogin } from '../../../../src/domain/identity-center/logins/complete-login.ts';
import { startLogin } from '../../../../src/domain/identity-center/logins/start-login.ts';
import { applySamlCandidate } from '../../../../src/domain/identity-center/sso/apply-saml-candidate.ts';
import { describeSamlConfiguration } from '../../../../src/domain/identity-center/sso/describe-saml-configuration.ts';
import { listSamlConfigurationRevisions } from '../../../../src/domain/identity-center/sso/list-saml-configuration-revisions.ts';
import { proposeSamlConfiguration } from '../../../../src/domain/identity-center/sso/propose-saml-configuration.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import type { TestIdentityProvider } from '../../../support/identity-provider.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const visitor = { kind: 'visitor', address: '192.0.2.7' } as const;
export const spaceUrl = 'https://login.example.com/saml/northwind';

export type NorthwindSso = Awaited<ReturnType<typeof openNorthwind>>;

/** A space without an identity provider, and short ways to the settings of its single sign-on. */
export async function openNorthwind() {
  const world = await newWorld();
  const { administrator, zoneId } = await foundSpace(world);
  return { world, administrator, zoneId, ...settingsOf(world, administrator, zoneId), ...loginsOf(world) };
}

function settingsOf(world: World, administrator: Principal, zoneId: string) {
  const describe = () => world.execute(describeSamlConfiguration, administrator, { zoneId });
  return {
    set: (input: object) =>
      world.execute(setExternalSamlIdentityProvider, administrator, { zoneId, ...input }),
    propose: (proposal: object) =>
      world.execute(proposeSamlConfiguration, administrator, { zoneId, proposal }),
    /** Applies what was looked at just now, unless it says what was looked at before. */
    apply: async (candidateAt?: Date) =>
      world.execute(applySamlCandidate, administrator, {
        zoneId,
        candidateAt: candidateAt ?? (await describe()).candidate?.at,
      }),
    describe,
    history: async () =>
      (await world.execute(listSamlConfigurationRevisions, administrator, { zoneId })).revisions,
  };
}

function loginsOf(world: World) {
  const start = async () => {
    const started = await world.execute(startLogin, visitor, { spaceName: 'northwind' });
    return { ...started, requestId: requestIn(started.redirectUrl) };
  };
  const complete = (samlResponse: string, browserSecret: string) =>
    world.execute(completeLogin, visitor, { spaceName: 'northwind', samlResponse, browserSecret });
  const answer = (by: TestIdentityProvider, inResponseTo: string, nameId = 'alice') => {
    const to = { entityId: `${spaceUrl}/metadata`, acsUrl: `${spaceUrl}/acs`, now: world.clock.now() };
    return by.parts({ ...to, nameId, inResponseTo });
  };
  return {
    start,
    complete,
    answer,
    /** A whole login of alice; returns how it ended. */
    logIn: async (by: TestIdentityProvider) => {
      const { requestId, browserSecret } = await start();
      return (await complete(by.respond(answer(by, requestId)), browserSecret)).outcome;
    },
  };
}

/** All that is kept about single sign-on, and all that was written down of what was done to it. */
export async function everythingStored({ db }: World) {
  return {
    settings: await db.selectFrom('sso_settings').selectAll().execute(),
    revisions: await db.selectFrom('sso_revisions').selectAll().orderBy('revision').execute(),
    audit: await db
      .selectFrom('audit_events')
      .selectAll()
      .where('outcome', '=', 'done')
      .orderBy('event_id')
      .execute(),
  };
}

/** The ID of the AuthnRequest in a redirect. */
export function requestIn(redirectUrl: string): string {
  const message = new URL(redirectUrl).searchParams.get('SAMLRequest') ?? '';
  const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
  return / ID="([^"]*)"/.exec(xml)?.[1] ?? '';
}
