import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';
import type { LoginTrace } from './login-attempt.ts';
import type { PortalLogin } from './portal-login-queries.ts';

/** What a response is held against, in one look. */
export interface LoginSituation {
  spaceId: string;
  spaceName: string;
  revision: number;
  configuration: SsoConfiguration | null;
  /** Only for a test of settings that are not used yet. */
  candidate: SsoConfiguration | null;
  /** Of the request that the response says it answers; null when there is none that is open. */
  purpose: LoginPurpose | null;
}

/** By the name in a URL and by what an unverified response claims to answer. */
export async function findSituation(
  db: Transaction,
  spaceName: string,
  requestId: string,
  now: Date,
): Promise<LoginSituation | undefined> {
  const { rows } = await sql<LoginSituation>`
    select s.space_id as "spaceId", s.name as "spaceName", coalesce(o.revision, 0) as revision, o.configuration,
           case when r.purpose = 'candidate-test' then o.candidate end as candidate, r.purpose
    from spaces s
    left join sso_settings o on o.space_id = s.space_id
    left join login_requests r on r.space_id = s.space_id and r.request_id = ${requestId}
      and r.consumed_at is null and r.expires_at > ${now}
    where s.name = ${spaceName}`.execute(db);
  return rows[0];
}

export interface Presented {
  /** Null when the identity provider spoke first. */
  requestId: string | null;
  browserHash: string;
  assertionId: string;
  usableUntil: Date;
  purpose: LoginPurpose;
  /** The settings that the response was held against; with others it has to be held against them again. */
  revision: number;
  /** What there is to write when everything holds and it is no test. */
  login: Omit<PortalLogin, 'userId'>;
  trace: LoginTrace;
  audit: { action: string; actor: Actor; input: object };
}

export interface UsedUp {
  /** False: the settings are others by now, and nothing was used up. */
  isCurrent: boolean;
  /** Null when the request was not there to be used up, or not for this browser. */
  returnTo: string | null;
  isFirstUse: boolean;
  userId: string | null;
  userName: string;
  displayName: string;
  status: 'Enabled' | 'Disabled';
}

/**
 * Uses up the request and the assertion, each once, finds the user and writes the login with its trace and its
 * audit row, all in one statement: rows and keys decide which of two simultaneous responses wins, whatever node
 * they come to (saml-profiles §4.1.4.5). A response that another browser brings does not use the request up,
 * or a stranger could spoil somebody's login.
 */
export async function useUp(
  db: Transaction,
  spaceId: string,
  presented: Presented,
  now: Date,
): Promise<UsedUp> {
  const { requestId, browserHash, assertionId, usableUntil, purpose, revision, login } = presented;
  const { rows } = await sql<UsedUp>`
    with settings as (
      select from sso_settings where space_id = ${spaceId} and revision = ${revision}::integer
    ), request as (
      update login_requests set consumed_at = ${now}
      where space_id = ${spaceId} and request_id = ${requestId} and browser_hash = ${browserHash}
        and consumed_at is null and expires_at > ${now} and purpose = ${purpose} and exists (select from settings)
      returning return_to
    ), assertion as (
      insert into consumed_assertions (audience, assertion_id, expires_at)
      select ${`space:${spaceId}`}, ${assertionId}::text, ${usableUntil}::timestamptz from settings
      where ${requestId}::text is null or exists (select from request)
      on conflict do nothing
      returning assertion_id
    ), person as (
      select user_id, user_name, display_name, status from users
      where space_id = ${spaceId} and lower(user_name) = lower(${login.nameId}) and user_name = ${login.nameId}
    ), login as (${insertLogin(spaceId, presented, now)}),
    trace as (${insertTrace(spaceId, presented)}),
    audit as (${insertAudit(presented.audit, now)})
    select exists (select from settings) as "isCurrent", (select return_to from request) as "returnTo",
           exists (select from assertion) as "isFirstUse",
           p.user_id as "userId", p.user_name as "userName", p.display_name as "displayName", p.status
    from (values (1)) as one (row) left join person p on true`.execute(db);
  return rows[0] as UsedUp;
}

/** Only when the assertion was used up for the first time, the user may log in, and it is no test. */
const insertLogin = (spaceId: string, { login, purpose }: Presented, now: Date): RawBuilder<unknown> => sql`
  insert into portal_logins (login_id, space_id, user_id, name_id, name_id_attributes, session_index,
                             session_hash, created_at, expires_at)
  select ${login.loginId}, ${spaceId}, user_id, ${login.nameId}, ${JSON.stringify(login.nameIdAttributes)}::jsonb,
         ${login.sessionIndex ?? null}::text, ${login.sessionHash}, ${now}::timestamptz, ${login.expiresAt}::timestamptz
  from person, assertion where status = 'Enabled' and ${purpose} = 'login'
  returning login_id`;

const insertTrace = (spaceId: string, { trace }: Presented): RawBuilder<unknown> => sql`
  insert into login_attempts (reference, space_id, purpose, outcome, user_name, address, occurred_at, steps,
                              attributes, response_sealed)
  select ${trace.reference}, ${spaceId}, ${trace.purpose}, 'accepted', ${trace.userName}, ${trace.address},
         ${trace.time}::timestamptz, ${JSON.stringify(trace.steps)}::jsonb, ${JSON.stringify(trace.attributes)}::jsonb,
         ${trace.responseSealed ?? null}::text
  from login`;

const insertAudit = ({ action, actor, input }: Presented['audit'], now: Date): RawBuilder<unknown> => sql`
  insert into audit_events (action, actor, input, occurred_at)
  select ${action}, ${JSON.stringify(actor)}::jsonb, ${JSON.stringify(input)}::jsonb, ${now}::timestamptz
  from login`;

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
