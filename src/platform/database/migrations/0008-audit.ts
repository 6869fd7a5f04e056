import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await events(db);
  await carryOver(db);
  await records(db);
  await guard(db);
  await trackingSets(db);
  await useUpLogin(db);
}

/** What has happened and is not chained yet: written by everybody at once, so it has no index to keep. */
async function events(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_events_by_time`.execute(db);
  await sql`
    alter table audit_events
      -- Null for what concerns no organization, or nobody knows which.
      add column organization_id bigint,
      -- The accounts that it concerns.
      add column uins       bigint[] not null default '{}',
      add column actor_name text not null default '',
      add column address    text not null default '',
      add column request_id text not null default '',
      add column effect     text not null default 'write' check (effect in ('read', 'write')),
      add column outcome    text not null default 'done' check (outcome in ('done', 'refused')),
      add column code       text not null default '',
      add column reason     text not null default '',
      add column before     jsonb,
      add column after      jsonb`.execute(db);
}

/** What releases before this one wrote down: whatever can be told of it from the row itself. */
async function carryOver(db: Kysely<unknown>): Promise<void> {
  await sql`
    update audit_events set
      organization_id = coalesce(
        (actor->>'organizationId')::bigint,
        (select organization_id from spaces where space_id = actor->>'spaceId'),
        (select organization_id from accounts where uin = (actor->>'uin')::bigint),
        (select organization_id from spaces where name = input->>'spaceName'),
        (select min(organization_id) from organizations having count(*) = 1)),
      uins = case when actor ? 'uin' then array[(actor->>'uin')::bigint] else '{}' end,
      actor_name = case actor->>'kind'
        when 'administrator' then (actor->>'uin') || '/root'
        when 'role-session' then concat_ws('/', actor->>'uin', 'role', actor->>'roleName', actor->>'sessionName')
        when 'cam-user-session' then concat_ws('/', actor->>'uin', 'user', actor->>'userName')
        when 'employee' then coalesce(
          (select user_name from users where user_id = actor->>'userId'), actor->>'userId')
        else actor->>'kind' end,
      address = coalesce(actor->>'address', '')`.execute(db);
  await sql`
    update audit_events e set outcome = 'refused', code = a.reason
    from login_attempts a
    where e.action = 'saml:CompleteLogin' and a.outcome = 'refused' and a.occurred_at = e.occurred_at
      and a.address = e.address`.execute(db);
}

/**
 * The chain. JSON is kept as the very text that was hashed, and times only as exactly as they were hashed, so that
 * nothing in a row can be changed that its hash does not cover.
 */
async function records(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_records (
      sequence        bigint primary key,
      event_id        bigint not null,
      organization_id bigint,
      uins            bigint[] not null,
      -- So that an index finds the beginnings of ids.
      action          text collate "C" not null,
      effect          text not null,
      outcome         text not null,
      code            text not null,
      reason          text not null,
      actor           text not null,
      actor_name      text not null,
      address         text not null,
      request_id      text not null,
      input           text not null,
      before          text,
      after           text,
      occurred_at     timestamptz(3) not null,
      previous_hash   text not null,
      hash            text not null
    )`.execute(db);
  await sql`create index audit_records_by_time on audit_records (occurred_at)`.execute(db);
  await sql`create index audit_records_by_action on audit_records (action, sequence)`.execute(db);
  await sql`create index audit_records_by_request on audit_records (request_id)`.execute(db);
  await sql`create index audit_records_by_account on audit_records using gin (uins)`.execute(db);
  await sql`
    create table audit_chain (
      -- One row: the chain is one for the installation.
      is_only         boolean primary key default true check (is_only),
      -- The last record that was removed because its time was over; 0 when none was.
      anchor_sequence bigint not null,
      anchor_hash     text not null,
      head_sequence   bigint not null,
      head_hash       text not null,
      -- Both ends, sealed with a key that is not in the database.
      sealed_ends     text not null,
      sealed_at       timestamptz not null
    )`.execute(db);
}

/** Against mistakes of ours. Who owns the database can do anything, which is what the hashes are for. */
async function guard(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin
      raise exception 'A sealed audit record is never changed.';
    end $$`.execute(db);
  await sql`
    create trigger audit_records_unchanged before update on audit_records
      for each statement execute function refuse_audit_change()`.execute(db);
  await sql`
    create function refuse_audit_removal() returns trigger language plpgsql as $$
    begin
      if exists (select from removed where sequence > coalesce((select anchor_sequence from audit_chain), 0)) then
        raise exception 'A sealed audit record is removed only with all that came before it, once the chain is anchored behind it.';
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger audit_records_unremoved after delete on audit_records
      referencing old table as removed for each statement execute function refuse_audit_removal()`.execute(
    db,
  );
}

async function trackingSets(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tracking_sets (
      tracking_set_id   text primary key,
      organization_id   bigint not null,
      name              text not null,
      status            text not null check (status in ('Enabled', 'Disabled')),
      -- Empty: every account. Otherwise events that concern one of these.
      uins              bigint[] not null,
      -- Empty: every action. Otherwise ids, or beginnings of ids with a star.
      actions           text[] not null,
      outcomes          text not null check (outcomes in ('all', 'done', 'refused')),
      destination       jsonb not null,
      credential_sealed text,
      -- The last record that was delivered, or was seen and not chosen.
      position          bigint not null,
      -- Whoever delivers at present, and until when nobody else does.
      lease             text,
      lease_until       timestamptz,
      -- Refused deliveries in a row, and when the next one is tried.
      failures          integer not null default 0,
      next_attempt_at   timestamptz not null,
      last_delivered_at timestamptz,
      last_error        text not null default '',
      last_error_at     timestamptz,
      test_requested_at timestamptz,
      tested_at         timestamptz,
      test_error        text not null default '',
      created_at        timestamptz not null,
      updated_at        timestamptz not null,
      unique (organization_id, name)
    )`.execute(db);
}

/** As it was, with what the audit says by now. */
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
                                   session_hash, created_at, expires_at)
          values (p->>'loginId', p->>'spaceId', person.user_id, p->>'nameId', p->'nameIdAttributes',
                  p->>'sessionIndex', p->>'sessionHash', (p->>'now')::timestamptz, (p->>'expiresAt')::timestamptz);
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
