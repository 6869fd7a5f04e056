import { inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Principal } from '../../../../src/action/actor.ts';
import { completeLogin } from '../../../../src/domain/identity-center/logins/complete-login.ts';
import { startLogin } from '../../../../src/domain/identity-center/logins/start-login.ts';
import { startTestLogin } from '../../../../src/domain/identity-center/logins/start-test-login.ts';
import { applySamlCandidate } from '../../../../src/domain/identity-center/sso/apply-saml-candidate.ts';
import { describeSamlConfiguration } from '../../../../src/domain/identity-center/sso/describe-saml-configuration.ts';
import { proposeSamlConfiguration } from '../../../../src/domain/identity-center/sso/propose-saml-configuration.ts';
import {
  type ResponseParts,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { foundSpace, type World } from '../../../support/world.ts';

/** Counted across all identity providers, which may answer for the same space. */
let assertions = 0;

export const visitor = { kind: 'visitor', address: '192.0.2.7' } as const;

/** A company whose space trusts its identity provider, and short ways to log in there. */
export class Company {
  readonly world: World;
  readonly spaceName: string;
  readonly zoneId: string;
  readonly administrator: Principal;
  readonly idp: TestIdentityProvider;
  readonly entityId: string;
  readonly acsUrl: string;
  readonly logoutUrl: string;

  constructor(
    world: World,
    spaceName: string,
    { zoneId, administrator, idp }: Pick<Company, 'zoneId' | 'administrator' | 'idp'>,
  ) {
    this.world = world;
    this.spaceName = spaceName;
    this.zoneId = zoneId;
    this.administrator = administrator;
    this.idp = idp;
    this.entityId = `https://login.example.com/saml/${spaceName}/metadata`;
    this.acsUrl = `https://login.example.com/saml/${spaceName}/acs`;
    this.logoutUrl = `https://login.example.com/saml/${spaceName}/slo`;
  }

  createPerson(userName: string, attributes: object = {}): Promise<string> {
    return createPerson(this.world, this.administrator, this.zoneId, userName, attributes);
  }

  /** Somebody goes to the identity provider; the browser keeps the secret. */
  async start(browserSecret?: string, returnTo?: string) {
    const input = { spaceName: this.spaceName, browserSecret, returnTo };
    const started = await this.world.execute(startLogin, visitor, input);
    return { ...started, requestId: requestIdIn(started.redirectUrl) };
  }

  async startTest(of: 'current' | 'candidate', by = this.administrator) {
    const started = await this.world.execute(startTestLogin, by, { zoneId: this.zoneId, of });
    return { ...started, requestId: requestIdIn(started.redirectUrl) };
  }

  /** What the identity provider says of somebody, now. */
  parts(inResponseTo: string | undefined, nameId = 'alice', changes: Partial<ResponseParts> = {}) {
    const { entityId, acsUrl, world } = this;
    const now = world.clock.now();
    assertions += 1;
    const ids = { id: `_response-${assertions}`, assertionId: `_assertion-${assertions}` };
    return { ...this.idp.parts({ entityId, acsUrl, now, nameId, inResponseTo }), ...ids, ...changes };
  }

  respond(inResponseTo: string | undefined, nameId = 'alice', changes: Partial<ResponseParts> = {}): string {
    return this.idp.respond(this.parts(inResponseTo, nameId, changes));
  }

  complete(samlResponse: string, browserSecret = '') {
    return this.world.execute(completeLogin, visitor, {
      spaceName: this.spaceName,
      samlResponse,
      browserSecret,
      testSecret: browserSecret,
    });
  }

  /** What becomes of a response: `accepted alice`, or `refused` or `tested` with the reason, if any. */
  async verdictOn(samlResponse: string, browserSecret = ''): Promise<string> {
    const result = await this.complete(samlResponse, browserSecret);
    if (result.outcome === 'accepted') return `accepted ${result.userName}`;
    const { reason } = await this.attempt(result.reference);
    return reason ? `${result.outcome} ${reason}` : result.outcome;
  }

  /** A whole login, begun and ended. */
  async logIn(nameId = 'alice', changes: Partial<ResponseParts> = {}) {
    const { requestId, browserSecret } = await this.start();
    const result = await this.complete(this.respond(requestId, nameId, changes), browserSecret);
    if (result.outcome !== 'accepted') throw new Error(`${nameId} was not let in.`);
    return result;
  }

  attempt(reference: string) {
    return this.world.db
      .selectFrom('login_attempts')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow();
  }

  /** The login attempt that was kept last. */
  latestAttempt() {
    return this.world.db
      .selectFrom('login_attempts')
      .selectAll()
      .orderBy('reference', 'desc')
      .executeTakeFirstOrThrow();
  }

  propose(proposal: object) {
    const input = { zoneId: this.zoneId, proposal };
    return this.world.execute(proposeSamlConfiguration, this.administrator, input);
  }

  describeSso() {
    return this.world.execute(describeSamlConfiguration, this.administrator, { zoneId: this.zoneId });
  }

  /** Proposes and applies at once. */
  async change(proposal: object): Promise<void> {
    await this.propose(proposal);
    const { candidate } = await this.describeSso();
    const input = { zoneId: this.zoneId, candidateAt: candidate?.at };
    await this.world.execute(applySamlCandidate, this.administrator, input);
  }
}

/** A company with alice, who works there. */
export async function foundCompany(
  world: World,
  spaceName = 'northwind',
  idp?: TestIdentityProvider,
): Promise<Company> {
  const names = { organizationName: spaceName, spaceName, email: `root@${spaceName}.example` };
  const { zoneId, administrator } = await foundSpace(world, names);
  const trusted = idp ?? (await testIdentityProvider());
  await trustIdentityProvider(world, administrator, zoneId, trusted);
  const company = new Company(world, spaceName, { zoneId, administrator, idp: trusted });
  await company.createPerson('alice');
  return company;
}

/** The ID of the request that an address carries to the identity provider. */
export function requestIdIn(redirectUrl: string): string {
  const message = new URL(redirectUrl).searchParams.get('SAMLRequest') ?? '';
  const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
  return / ID="([^"]*)"/.exec(xml)?.[1] ?? '';
}

/** How many rows each table has: equal before and after means that nothing was written. */
export async function rowCounts({ db }: World): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(db);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from ${sql.table(name)}`.execute(db);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

/** All that the database holds, as one text to search in. */
export async function everythingStored({ db }: World): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'`.execute(db);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    texts.push(JSON.stringify(rows));
  }
  return texts.join('\n');
}
