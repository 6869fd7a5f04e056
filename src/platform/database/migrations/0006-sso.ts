import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await configuration(db);
  await carryOver(db);
  await keys(db);
  await logins(db);
}

/** Every state that single sign-on of a space was ever in; the latest one, and one that is not used yet. */
async function configuration(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sso_revisions (
      space_id      text not null references spaces,
      revision      integer not null,
      configuration jsonb not null,
      -- Who: an administrator, or the product itself when it reads metadata again.
      actor         jsonb not null,
      changed_at    timestamptz not null,
      primary key (space_id, revision)
    )`.execute(db);
  await sql`
    create table sso_settings (
      space_id        text primary key references spaces,
      revision        integer not null,
      configuration   jsonb not null,
      candidate       jsonb,
      candidate_actor jsonb,
      candidate_at    timestamptz,
      -- The latest test login with this candidate that went through; null when there is none.
      tested_at       timestamptz,
      -- When the metadata was last read from its address, and what was wrong with it.
      refreshed_at    timestamptz,
      refresh_problem text not null default ''
    )`.execute(db);
}

async function carryOver(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into sso_settings (space_id, revision, configuration)
    select p.space_id, 1, jsonb_build_object(
      'isEnabled', p.is_enabled, 'entityId', p.entity_id, 'loginUrl', p.login_url,
      'logoutUrl', '', 'logoutResponseUrl', '', 'logoutBinding', 'redirect', 'metadataUrl', '',
      'allowsIdpInitiated', false, 'allowsCbc', false,
      'certificates', coalesce((
        select jsonb_agg(jsonb_build_object(
          'certificateId', c.certificate_id, 'pem', c.certificate, 'subject', c.subject,
          'fingerprint', c.fingerprint, 'source', 'metadata',
          'notBefore', to_char(c.not_before at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'notAfter', to_char(c.not_after at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        from space_identity_provider_certificates c where c.space_id = p.space_id), '[]'))
    from space_identity_providers p`.execute(db);
  await sql`
    insert into sso_revisions (space_id, revision, configuration, actor, changed_at)
    select s.space_id, 1, s.configuration, '{"kind":"system"}', p.updated_at
    from sso_settings s join space_identity_providers p using (space_id)`.execute(db);
  await sql`drop table space_identity_provider_certificates`.execute(db);
  await sql`drop table space_identity_providers`.execute(db);
}

/** A key is announced before it is used and still decrypts for a while after (next, current, retired). */
async function keys(db: Kysely<unknown>): Promise<void> {
  await sql`alter table signing_keys add column key_id text`.execute(db);
  await sql`update signing_keys set key_id = 'key-' || substr(md5(space_id || purpose), 1, 12)`.execute(db);
  await sql`alter table signing_keys
    add column state text not null default 'current' check (state in ('next', 'current', 'retired')),
    alter column key_id set not null,
    drop constraint signing_keys_pkey`.execute(db);
  await sql`alter table signing_keys add primary key (key_id)`.execute(db);
  await sql`create unique index current_signing_keys on signing_keys (space_id, purpose)
            where state = 'current'`.execute(db);
  await sql`create unique index next_signing_keys on signing_keys (space_id, purpose)
            where state = 'next'`.execute(db);
}

async function logins(db: Kysely<unknown>): Promise<void> {
  await sql`alter table login_requests add column purpose text not null default 'login'
            check (purpose in ('login', 'test', 'candidate-test'))`.execute(db);
  await sql`alter table login_attempts
    add column purpose text not null default 'login',
    -- The steps that held, in their order.
    add column steps jsonb not null default '[]',
    add column attributes jsonb not null default '{}',
    -- The response as it came, sealed: whoever holds it while it is valid could log in.
    add column response_sealed text`.execute(db);
  await sql`
    create table portal_logins (
      login_id           text primary key,
      space_id           text not null references spaces,
      user_id            text not null references users,
      -- What the identity provider calls the person and the session, for logging out.
      name_id            text not null,
      name_id_attributes jsonb not null,
      session_index      text,
      -- The browser's session is this login; hashed, so that a copy of the table opens none.
      session_hash       text not null unique,
      created_at         timestamptz not null,
      expires_at         timestamptz not null,
      ended_at           timestamptz
    )`.execute(db);
  await sql`create index portal_logins_by_name on portal_logins (space_id, name_id)`.execute(db);
  await sql`create index portal_logins_by_expiry on portal_logins (expires_at)`.execute(db);
  await sql`
    create table logout_requests (
      request_id text primary key,
      space_id   text not null references spaces,
      expires_at timestamptz not null
    )`.execute(db);
}
