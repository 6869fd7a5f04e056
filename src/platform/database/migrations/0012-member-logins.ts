import { type Kysely, sql } from 'kysely';

/** How people of the admin account get into members, whom members tell things, and who administers services. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await loginPermissions(db);
  await authorizations(db);
  await contacts(db);
  await delegatedAdministrators(db);
}

/** The permission `Admin` (id 1) is the same in every organization and has no row. */
async function loginPermissions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table login_permissions (
      login_permission_id bigint primary key generated always as identity (start with 1001),
      organization_id     bigint not null references organizations on delete cascade,
      name                text not null,
      description         text not null,
      -- At most one policy of its own, beside the presets; both are null when there is none.
      custom_policy_name  text,
      custom_policy       text,
      created_at          timestamptz not null,
      updated_at          timestamptz not null,
      unique (organization_id, name),
      check ((custom_policy_name is null) = (custom_policy is null))
    )`.execute(db);
  await sql`
    create table login_permission_policies (
      login_permission_id bigint not null references login_permissions on delete cascade,
      policy_id           bigint not null,
      organization_id     bigint not null,
      primary key (login_permission_id, policy_id)
    )`.execute(db);
  await sql`
    create table member_login_permissions (
      organization_id     bigint not null references organizations on delete cascade,
      uin                 bigint not null references accounts on delete cascade,
      login_permission_id bigint not null,
      -- Whether the role in the member is as the permission says; false from a change until its job has run.
      is_current          boolean not null,
      configured_at       timestamptz not null,
      updated_at          timestamptz not null,
      primary key (uin, login_permission_id)
    )`.execute(db);
  await sql`create index member_login_permissions_of_organization
            on member_login_permissions (organization_id, login_permission_id)`.execute(db);
}

/** An authorization is a custom CAM policy of the admin account; whom it is attached to says CAM itself. */
async function authorizations(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table login_authorizations (
      policy_id           bigint primary key,
      organization_id     bigint not null references organizations on delete cascade,
      login_permission_id bigint not null,
      name                text not null,
      description         text not null,
      created_at          timestamptz not null,
      updated_at          timestamptz not null,
      unique (organization_id, name)
    )`.execute(db);
  await sql`
    create table login_authorization_members (
      policy_id           bigint not null references login_authorizations on delete cascade,
      organization_id     bigint not null,
      uin                 bigint not null,
      login_permission_id bigint not null,
      primary key (policy_id, uin),
      foreign key (uin, login_permission_id) references member_login_permissions on delete cascade
    )`.execute(db);
  await sql`create index login_authorizations_of_member
            on login_authorization_members (organization_id, uin)`.execute(db);
}

async function contacts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table member_contacts (
      contact_id      text primary key,
      organization_id bigint not null references organizations on delete cascade,
      uin             bigint not null references accounts on delete cascade,
      name            text not null,
      email           text not null,
      is_verified     boolean not null,
      message_kinds   text[] not null,
      created_at      timestamptz not null,
      updated_at      timestamptz not null
    )`.execute(db);
  await sql`create unique index member_contact_emails on member_contacts (uin, lower(email))`.execute(db);
}

async function delegatedAdministrators(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table delegated_administrators (
      organization_id bigint not null references organizations on delete cascade,
      service_id      integer not null,
      uin             bigint not null references accounts on delete cascade,
      -- Whether it manages every member, or those in delegation_scopes.
      manages_all     boolean not null,
      created_at      timestamptz not null,
      primary key (organization_id, service_id, uin)
    )`.execute(db);
  await sql`
    create table delegation_scopes (
      organization_id bigint not null,
      service_id      integer not null,
      uin             bigint not null,
      member_uin      bigint references accounts on delete cascade,
      department_id   bigint references departments on delete cascade,
      foreign key (organization_id, service_id, uin) references delegated_administrators on delete cascade,
      unique nulls not distinct (organization_id, service_id, uin, member_uin, department_id),
      check (num_nonnulls(member_uin, department_id) = 1)
    )`.execute(db);
}
