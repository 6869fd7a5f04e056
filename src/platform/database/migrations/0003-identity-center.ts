import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await space(db);
  await people(db);
  await permissions(db);
}

async function space(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table spaces (
      space_id        text primary key,
      organization_id bigint not null unique references organizations,
      -- Part of the login URL.
      name            text not null unique,
      created_at      timestamptz not null,
      updated_at      timestamptz not null
    )`.execute(db);
  await sql`
    create table signing_keys (
      space_id           text not null references spaces,
      -- Hop 1 signs requests as the service provider, hop 2 assertions as the identity provider.
      purpose            text not null check (purpose in ('service-provider', 'identity-provider')),
      private_key_sealed text not null,
      certificate        text not null,
      not_after          timestamptz not null,
      created_at         timestamptz not null,
      primary key (space_id, purpose)
    )`.execute(db);
  await sql`
    create table space_identity_providers (
      space_id          text primary key references spaces,
      entity_id         text not null,
      login_url         text not null,
      metadata_document text not null,
      is_enabled        boolean not null,
      created_at        timestamptz not null,
      updated_at        timestamptz not null
    )`.execute(db);
  await sql`
    create table space_identity_provider_certificates (
      certificate_id text primary key,
      space_id       text not null references spaces,
      certificate    text not null,
      subject        text not null,
      fingerprint    text not null,
      not_before     timestamptz not null,
      not_after      timestamptz not null,
      unique (space_id, fingerprint)
    )`.execute(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      user_id      text primary key,
      space_id     text not null references spaces,
      user_name    text not null,
      first_name   text not null default '',
      last_name    text not null default '',
      display_name text not null default '',
      description  text not null default '',
      email        text not null default '',
      status       text not null check (status in ('Enabled', 'Disabled')),
      -- Who owns the record. A synchronized user may only be changed by SCIM.
      source       text not null check (source in ('Manual', 'Synchronized')),
      created_at   timestamptz not null,
      updated_at   timestamptz not null
    )`.execute(db);
  // Two names that differ in case alone would be one person to every reader.
  await sql`create unique index user_names on users (space_id, lower(user_name))`.execute(db);
  await sql`create unique index user_emails on users (space_id, lower(email)) where email <> ''`.execute(db);
  await sql`
    create table user_groups (
      group_id    text primary key,
      space_id    text not null references spaces,
      group_name  text not null,
      description text not null default '',
      source      text not null check (source in ('Manual', 'Synchronized')),
      created_at  timestamptz not null,
      updated_at  timestamptz not null
    )`.execute(db);
  await sql`create unique index user_group_names on user_groups (space_id, lower(group_name))`.execute(db);
  await sql`
    create table group_members (
      group_id  text not null references user_groups,
      user_id   text not null references users,
      space_id  text not null references spaces,
      joined_at timestamptz not null,
      primary key (group_id, user_id)
    )`.execute(db);
  await sql`create index groups_of_user on group_members (user_id)`.execute(db);
}

async function permissions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table permission_configurations (
      permission_configuration_id text primary key,
      space_id        text not null references spaces,
      name            text not null,
      description     text not null default '',
      session_seconds integer not null,
      relay_state     text not null default '',
      created_at      timestamptz not null,
      updated_at      timestamptz not null
    )`.execute(db);
  await sql`create unique index permission_configuration_names
            on permission_configurations (space_id, lower(name))`.execute(db);
  await sql`
    create table permission_configuration_policies (
      permission_configuration_id text not null references permission_configurations,
      policy_id   bigint not null,
      space_id    text not null references spaces,
      added_at    timestamptz not null,
      primary key (permission_configuration_id, policy_id)
    )`.execute(db);
  await sql`
    create table authorizations (
      permission_configuration_id text not null references permission_configurations,
      uin            bigint not null references accounts,
      principal_type text not null check (principal_type in ('User', 'Group')),
      principal_id   text not null,
      space_id       text not null references spaces,
      created_at     timestamptz not null,
      primary key (permission_configuration_id, uin, principal_type, principal_id)
    )`.execute(db);
  await sql`create index authorizations_of_principal on authorizations (space_id, principal_id)`.execute(db);
  await sql`
    create table deployments (
      permission_configuration_id text not null references permission_configurations,
      uin            bigint not null references accounts,
      space_id       text not null references spaces,
      status         text not null check (status in ('Deploying', 'Deployed', 'DeployedRequired', 'DeployFailed')),
      role_name      text not null default '',
      provider_name  text not null default '',
      failure_reason text not null default '',
      created_at     timestamptz not null,
      updated_at     timestamptz not null,
      primary key (permission_configuration_id, uin)
    )`.execute(db);
  await sql`
    create table user_synchronizations (
      user_synchronization_id text primary key,
      space_id             text not null references spaces,
      uin                  bigint not null references accounts,
      principal_type       text not null check (principal_type in ('User', 'Group')),
      principal_id         text not null,
      description          text not null default '',
      duplication_strategy text not null check (duplication_strategy in ('KeepBoth', 'TakeOver')),
      deletion_strategy    text not null check (deletion_strategy in ('Keep', 'Delete')),
      created_at           timestamptz not null,
      updated_at           timestamptz not null,
      unique (space_id, uin, principal_type, principal_id)
    )`.execute(db);
  await sql`
    create table synchronized_cam_users (
      uin           bigint not null references accounts,
      user_id       text not null references users,
      space_id      text not null references spaces,
      cam_user_name text not null,
      created_at    timestamptz not null,
      primary key (uin, user_id)
    )`.execute(db);
  await sql`
    create table tasks (
      task_id                 text primary key,
      space_id                text not null references spaces,
      task_type               text not null,
      status                  text not null check (status in ('InProgress', 'Success', 'Failed')),
      failure_reason          text not null default '',
      uin                     bigint not null references accounts,
      principal_type          text not null,
      principal_id            text not null,
      -- A task is about a permission configuration or about a CAM user synchronization.
      permission_configuration_id text references permission_configurations,
      user_synchronization_id text,
      created_at              timestamptz not null,
      updated_at              timestamptz not null
    )`.execute(db);
  await sql`create index tasks_of_space on tasks (space_id, status)`.execute(db);
}
