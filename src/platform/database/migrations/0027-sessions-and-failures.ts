import { type Kysely, sql } from 'kysely';

/**
 * People see what they have open: from where, with which browser, and what was opened in accounts from which login. What failed
 * says so in the reader's language.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table portal_logins add column browser text not null default ''`.execute(db);
  await sql`
    alter table account_entries
      -- Of before this, it is not known; then it counts as another login than whichever asks.
      add column login_id text,
      add column address text not null default '',
      add column browser text not null default ''`.execute(db);
  await useUpLogin(db);
  await failures(db);
  await searchIndex(db);
}

/** The code of the refusal and what it mentions, beside its English sentence. What failed before keeps the sentence alone. */
async function failures(db: Kysely<unknown>): Promise<void> {
  await sql`update tasks set failure_code = '' where failure_code <> ''`.execute(db);
  await sql`alter table tasks add column failure_details jsonb not null default '{}'`.execute(db);
  for (const table of ['deployments', 'user_synchronizations']) {
    await sql`
      alter table ${sql.table(table)}
        add column failure_code text not null default '',
        add column failure_details jsonb not null default '{}'`.execute(db);
  }
}

/**
 * For parts of what is written about a user. A server may not have the extension, or not allow it; then the search reads
 * every user of the space, and finds the same.
 */
async function searchIndex(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ begin
      create extension if not exists pg_trgm;
      create index users_by_text on users using gin ((
        user_name || E'\\n' || display_name || E'\\n' || first_name || E'\\n' || last_name || E'\\n' || email || E'\\n' ||
        user_id || E'\\n' || description) gin_trgm_ops);
    exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
      raise notice 'Without pg_trgm there is no index for searching users.';
    end $$`.execute(db);
}

/** As it was, and it keeps the browser with the login. */
async function useUpLogin(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function use_up_login(p jsonb, response_sealed text) returns jsonb language plpgsql as $$
    declare
      person users%rowtype;
      going_to text;
    begin
      perform from sso_settings where space_id = p->>'spaceId' and revision = (p->>'revision')::integer;
      if not found then return jsonb_build_object('isCurrent', false); end if;

      if p->>'requestId' is not null then
        update login_requests set consumed_at = (p->>'now')::timestamptz
          where request_id = p->>'requestId' and space_id = p->>'spaceId' and p->'browserHashes' ? browser_hash
            and purpose = p->>'purpose' and consumed_at is null and expires_at > (p->>'now')::timestamptz
          returning return_to into going_to;
        if not found then return jsonb_build_object('isCurrent', true); end if;
      end if;

      insert into consumed_assertions (audience, assertion_id, expires_at)
        values ('space:' || (p->>'spaceId'), p->>'assertionId', (p->>'usableUntil')::timestamptz)
        on conflict do nothing;
      if not found then
        return jsonb_build_object('isCurrent', true, 'returnTo', going_to, 'isFirstUse', false);
      end if;

      select * into person from users
        where space_id = p->>'spaceId' and lower(user_name) = lower(p->>'nameId') and user_name = p->>'nameId';
      if person.status = 'Enabled' and p->>'purpose' = 'login' then
        insert into portal_logins (login_id, space_id, user_id, name_id, name_id_attributes, session_index,
                                   session_hash, created_at, expires_at, address, browser)
          values (p->>'loginId', p->>'spaceId', person.user_id, p->>'nameId', p->'nameIdAttributes',
                  p->>'sessionIndex', p->>'sessionHash', (p->>'now')::timestamptz, (p->>'expiresAt')::timestamptz,
                  p->>'address', coalesce(p->>'browser', ''));
        insert into login_attempts (reference, space_id, purpose, outcome, user_name, address, occurred_at, steps,
                                    attributes, response_sealed)
          values (p->>'reference', p->>'spaceId', 'login', 'accepted', p->>'userName', p->>'address',
                  (p->>'now')::timestamptz, p->'steps', p->'attributes', use_up_login.response_sealed);
        insert into audit_events (organization_id, action, actor, actor_name, address, request_id, input, occurred_at)
          values ((p->>'organizationId')::bigint, p->>'action', p->'actor', person.user_name, p->>'address',
                  p->>'auditRequestId', p->'input', (p->>'now')::timestamptz);
      end if;
      return jsonb_build_object(
        'isCurrent', true, 'returnTo', going_to, 'isFirstUse', true, 'userId', person.user_id,
        'userName', person.user_name, 'displayName', person.display_name, 'status', person.status);
    end $$`.execute(db);
}
