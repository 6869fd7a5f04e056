import { type Kysely, sql } from 'kysely';

/**
 * Sessions hang on what they were made from: whoever deletes the role, the CAM user, the SAML provider or the session
 * that asked for it ends them in the same transaction, and an object made again under the same name revives none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sts_sessions (
      session_id        text primary key,
      -- The account that it is a session in.
      uin               bigint not null,
      kind              text not null check (kind in ('role', 'federated-user')),
      -- Null for a federated user.
      role_id           text references cam_roles on delete cascade,
      session_name      text not null,
      -- Null for a session of the account console, which is known by its cookie.
      secret_id         text unique,
      -- Sealed, not hashed: signatures are made with it.
      secret_key_sealed text,
      -- Hashed, so that a copy of the table is no credential.
      token_hash        text,
      -- The CAM user, or the account for its root user and for SAML, that asked; through chains, the first.
      requester_uin     bigint not null,
      cam_user_uin      bigint references cam_users on delete cascade,
      -- The access key that signed the request. Both are also of the sessions that this one asks for.
      access_key_id     text references cam_access_keys on delete cascade,
      provider_uin      bigint,
      provider_name     text,
      parent_id         text references sts_sessions on delete cascade,
      -- How many sessions it took to get here.
      chain_length      integer not null,
      -- The same for people to read.
      source_kind       text not null check (source_kind in ('saml', 'root', 'cam-user', 'role', 'federated-user')),
      source_name       text not null,
      policy            text,
      tags              jsonb not null,
      issued_at         timestamptz not null,
      expires_at        timestamptz not null,
      foreign key (provider_uin, provider_name) references cam_saml_providers on delete cascade,
      check ((kind = 'role') = (role_id is not null)),
      check (kind = 'role' or policy is not null),
      check ((secret_id is null) = (secret_key_sealed is null) and (secret_id is null) = (token_hash is null))
    )`.execute(db);
  await sql`create index sts_sessions_of_role on sts_sessions (role_id, issued_at desc)`.execute(db);
  await sql`create index sts_sessions_by_expiry on sts_sessions (expires_at)`.execute(db);
  await sql`create index sts_sessions_of_cam_user on sts_sessions (cam_user_uin)
            where cam_user_uin is not null`.execute(db);
  await sql`create index sts_sessions_by_access_key on sts_sessions (access_key_id)
            where access_key_id is not null`.execute(db);
  await sql`create index sts_sessions_by_provider on sts_sessions (provider_uin, provider_name)
            where provider_name is not null`.execute(db);
  await sql`create index sts_sessions_by_parent on sts_sessions (parent_id)
            where parent_id is not null`.execute(db);
  await sql`
    create table sts_role_revocations (
      role_id        text primary key references cam_roles on delete cascade,
      uin            bigint not null,
      -- Sessions that began at this moment or before are over.
      revoked_before timestamptz not null
    )`.execute(db);
}
