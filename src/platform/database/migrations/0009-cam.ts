import { type Kysely, sql } from 'kysely';

/** The rest of what an account holds: credentials, user groups, custom policies, boundaries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cam_users
      add column phone_number         text not null default '',
      add column country_code         text not null default '',
      add column email                text not null default '',
      -- Null for a user who has no password, such as one of user SSO.
      add column password_hash        text,
      add column must_change_password boolean not null default false,
      add column boundary_policy_id   bigint,
      add column signed_in_at         timestamptz,
      add column signed_in_from       text not null default ''`.execute(db);
  await sql`
    alter table cam_roles
      add column role_type          text not null default 'user'
                                    check (role_type in ('user', 'system', 'service_linked')),
      add column tags               jsonb not null default '[]',
      add column boundary_policy_id bigint`.execute(db);
  await sql`
    create table cam_access_keys (
      access_key_id text primary key,
      uin           bigint not null,
      -- Whose key it is: a CAM user's uin, or the account's own for the root user.
      user_uin      bigint not null,
      -- Sealed and not hashed, because a signature can only be checked with the secret itself.
      secret_sealed text not null,
      status        text not null check (status in ('Active', 'Inactive')),
      description   text not null,
      created_at    timestamptz not null,
      used_at       timestamptz
    )`.execute(db);
  await sql`create index cam_access_keys_of_user on cam_access_keys (uin, user_uin)`.execute(db);
  await sql`
    create table cam_mfa_devices (
      uin           bigint not null,
      user_uin      bigint not null,
      secret_sealed text not null,
      -- Null until a first code has shown that the device holds the secret.
      confirmed_at  timestamptz,
      -- The time step of the last code that was accepted; a code counts once.
      used_step     bigint not null,
      created_at    timestamptz not null,
      primary key (uin, user_uin)
    )`.execute(db);
  await sql`
    create table cam_groups (
      group_id   bigint primary key generated always as identity (start with 10001),
      uin        bigint not null,
      group_name text not null,
      remark     text not null,
      created_at timestamptz not null,
      unique (uin, group_name)
    )`.execute(db);
  await sql`
    create table cam_group_members (
      uin       bigint not null,
      group_id  bigint not null references cam_groups on delete cascade,
      user_uin  bigint not null references cam_users on delete cascade,
      joined_at timestamptz not null,
      primary key (group_id, user_uin)
    )`.execute(db);
  await sql`create index cam_groups_of_user on cam_group_members (user_uin)`.execute(db);
  await sql`
    create table cam_policies (
      -- Above every preset policy's id, which are the same in all accounts.
      policy_id       bigint primary key generated always as identity (start with 10000001),
      uin             bigint not null,
      policy_name     text not null,
      description     text not null,
      default_version integer not null,
      last_version    integer not null,
      space_id        text,
      created_at      timestamptz not null,
      updated_at      timestamptz not null,
      unique (uin, policy_name)
    )`.execute(db);
  await sql`
    create table cam_policy_versions (
      uin        bigint not null,
      policy_id  bigint not null references cam_policies on delete cascade,
      version    integer not null,
      -- As it was written, with its line breaks.
      document   text not null,
      created_at timestamptz not null,
      primary key (policy_id, version)
    )`.execute(db);
  await sql`
    alter table cam_policy_attachments
      drop constraint cam_policy_attachments_principal_kind_check,
      add constraint cam_policy_attachments_principal_kind_check
        check (principal_kind in ('role', 'user', 'group'))`.execute(db);
  await sql`create index cam_policy_attachments_of_policy on cam_policy_attachments (uin, policy_id)`.execute(
    db,
  );
}
