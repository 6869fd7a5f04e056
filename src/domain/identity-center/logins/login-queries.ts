import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { LoginPurpose } from '../../../platform/database/tables.ts';
import type { SsoConfiguration } from '../sso/sso-configuration.ts';

/** What a response is held against, in one look. */
export interface LoginSituation {
  spaceId: string;
  spaceName: string;
  revision: number;
  configuration: SsoConfiguration | null;
  /** Only for a test of settings that are not used yet. */
  candidate: SsoConfiguration | null;
  /** The request that the response says it answers; null when there is none that is open. */
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
  userName: string;
}

export interface Consumption {
  /** Null when the request was not there to be used up, or not for this browser. */
  returnTo: string | null;
  isFirstUse: boolean;
  userId: string | null;
  userName: string;
  displayName: string;
  status: 'Enabled' | 'Disabled';
}

/**
 * Uses up the request and the assertion, each once, and finds the user, in one statement: rows and keys decide
 * which of two simultaneous responses wins, whatever node they come to (saml-profiles §4.1.4.5). A response that
 * another browser brings does not use the request up, or a stranger could spoil somebody's login.
 */
export async function consume(
  db: Transaction,
  spaceId: string,
  { requestId, browserHash, assertionId, usableUntil, userName }: Presented,
  now: Date,
): Promise<Consumption> {
  const { rows } = await sql<Consumption>`
    with request as (
      update login_requests set consumed_at = ${now}
      where space_id = ${spaceId} and request_id = ${requestId} and browser_hash = ${browserHash}
        and consumed_at is null and expires_at > ${now}
      returning return_to
    ), assertion as (
      insert into consumed_assertions (audience, assertion_id, expires_at)
      select ${`space:${spaceId}`}, ${assertionId}::text, ${usableUntil}::timestamptz
      where ${requestId}::text is null or exists (select from request)
      on conflict do nothing
      returning assertion_id
    )
    select (select return_to from request) as "returnTo", exists (select from assertion) as "isFirstUse",
           u.user_id as "userId", u.user_name as "userName", u.display_name as "displayName", u.status
    from (values (1)) as one (row)
    left join users u on u.space_id = ${spaceId}
      and lower(u.user_name) = lower(${userName}) and u.user_name = ${userName}`.execute(db);
  return rows[0] as Consumption;
}
