import { sql } from 'kysely';
import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { inBatches } from '../../../platform/database/in-batches.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';
import type { LoginTrace } from './login-attempt.ts';
import type { PortalLogin } from './portal-login-queries.ts';

/** What a response is held against, in one look. */
export interface LoginSituation {
  spaceId: string;
  spaceName: string;
  samlName: string;
  organizationId: number;
  revision: number;
  configuration: SsoConfiguration | null;
  /** Only for a test of settings that are not used yet. */
  candidate: SsoConfiguration | null;
  candidateAt: Date | null;
  /** Of the request that the response says it answers; null when there is none that is open. */
  purpose: LoginPurpose | null;
  /** Of the secret of the browser that made the request. */
  browserHash: string | null;
}

/** By the name in a URL and by what an unverified response claims to answer. */
export async function findSituation(
  db: Transaction,
  spaceName: string,
  requestId: string,
  now: Date,
): Promise<LoginSituation | undefined> {
  const { rows } = await sql<LoginSituation>`
    select s.space_id as "spaceId", s.name as "spaceName", s.saml_name as "samlName", s.organization_id as "organizationId",
           coalesce(o.revision, 0) as revision, o.configuration,
           case when r.purpose = 'candidate-test' then o.candidate end as candidate,
           o.candidate_at as "candidateAt", r.purpose,
           r.browser_hash as "browserHash"
    from space_names m
    join spaces s using (space_id)
    join organizations n on n.organization_id = s.organization_id and n.ended_at is null
    left join sso_settings o on o.space_id = s.space_id
    left join login_requests r on r.space_id = s.space_id and r.request_id = ${requestId}
      and r.consumed_at is null and r.expires_at > ${now}
    where m.name = ${spaceName}`.execute(db);
  return rows[0];
}

export interface Presented {
  /** Null when the identity provider spoke first. */
  requestId: string | null;
  /** What the browser may have been given when the login was started. */
  browserHashes: string[];
  assertionId: string;
  usableUntil: Date;
  organizationId: number;
  purpose: LoginPurpose;
  /** The settings that the response was held against; with others it has to be held against them again. */
  revision: number;
  /** What there is to write when everything holds and it is no test. */
  login: Omit<PortalLogin, 'userId'>;
  trace: LoginTrace;
  audit: AuditedLogin;
}

/** What the audit trail says of a login. */
export interface AuditedLogin {
  action: string;
  actor: Actor;
  /** What the request is called in the log. */
  auditRequestId: string;
  input: object;
}

export interface UsedUp {
  /** False: the settings are others by now, and nothing was used up. */
  isCurrent: boolean;
  /** Absent when the request was not there to be used up, or not for this browser. */
  returnTo?: string | null;
  isFirstUse?: boolean;
  userId?: string | null;
  userName?: string;
  displayName?: string;
  status?: 'Enabled' | 'Disabled';
}

/**
 * Uses up the request and the assertion, each once, finds the user and writes the login with its trace and its
 * audit row, all in one statement: rows and keys decide which of two simultaneous responses wins, whatever node
 * they come to (saml-profiles §4.1.4.5). A response that another browser brings does not use the request up,
 * or a stranger could spoil somebody's login. Logins that come at the same time share the statement.
 */
export function useUp(
  db: Transaction,
  spaceId: string,
  { trace, login, audit, ...presented }: Presented,
  now: Date,
): Promise<UsedUp> {
  const { purpose: _, outcome: __, time: ___, responseSealed = null, ...kept } = trace;
  const written = JSON.stringify({ ...kept, ...login, ...audit, ...presented, spaceId, now });
  const share = shares.get(db) ?? inBatches((logins) => useUpTogether(db, logins));
  shares.set(db, share);
  return share({ written, responseSealed });
}

/** What a login writes, as JSON, and the sealed response beside it. */
interface WrittenLogin {
  written: string;
  responseSealed: string | null;
}

const shares = new WeakMap<Transaction, (login: WrittenLogin) => Promise<UsedUp>>();

async function useUpTogether(db: Transaction, logins: readonly WrittenLogin[]): Promise<UsedUp[]> {
  const several = `[${logins.map(({ written }) => written).join(',')}]`;
  const responses = logins.map(({ responseSealed }) => responseSealed);
  const { rows } = await sql<{
    used: UsedUp[];
  }>`select use_up_logins(${several}::jsonb, ${responses}::text[]) as used`.execute(db);
  return rows[0]?.used ?? [];
}

/** Whether the request is still there to be answered. */
export async function isRequestOpen(
  db: Transaction,
  spaceId: string,
  requestId: string,
  now: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('login_requests')
    .select('request_id')
    .where('space_id', '=', spaceId)
    .where('request_id', '=', requestId)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}
