import { type Kysely, sql } from 'kysely';

/** The objects inside accounts. `uin` is always the account that owns the object. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table root_users (
      uin           bigint primary key,
      email         text not null,
      password_hash text not null,
      updated_at    timestamptz not null
    )`.execute(db);
  await sql`create unique index root_user_emails on root_users (lower(email))`.execute(db);
  await sql`
    create table cam_saml_providers (
      uin               bigint not null,
      name              text not null,
      description       text not null,
      entity_id         text not null,
      metadata_document text not null,
      -- PEM texts of the keys that assertions of this provider may be signed with.
      certificates      jsonb not null,
      -- The space that deployed the object and alone may change it; null for the account's own.
      space_id          text,
      created_at        timestamptz not null,
      updated_at        timestamptz not null,
      primary key (uin, name)
    )`.execute(db);
  await sql`
    create table cam_roles (
      role_id         text primary key,
      uin             bigint not null,
      role_name       text not null,
      description     text not null,
      trust_policy    jsonb not null,
      console_login   boolean not null,
      session_seconds integer not null,
      space_id        text,
      created_at      timestamptz not null,
      updated_at      timestamptz not null,
      unique (uin, role_name)
    )`.execute(db);
  await sql`create sequence cam_role_ids start with 4611686018427900001`.execute(db);
  await sql`create sequence cam_user_uins start with 200000000001`.execute(db);
  await sql`
    create table cam_users (
      user_uin      bigint primary key,
      uin           bigint not null,
      user_name     text not null,
      remark        text not null,
      console_login boolean not null,
      space_id      text,
      created_at    timestamptz not null,
      unique (uin, user_name)
    )`.execute(db);
  await sql`
    create table cam_policy_attachments (
      uin            bigint not null,
      principal_kind text not null check (principal_kind in ('role', 'user')),
      principal_id   text not null,
      policy_id      bigint not null,
      attached_at    timestamptz not null,
      primary key (uin, principal_kind, principal_id, policy_id)
    )`.execute(db);
  await sql`
    create table cam_user_sso (
      uin               bigint primary key,
      entity_id         text not null,
      metadata_document text not null,
      certificates      jsonb not null,
      space_id          text,
      updated_at        timestamptz not null
    )`.execute(db);
}
