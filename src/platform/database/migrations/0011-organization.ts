import { type Kysely, sql } from 'kysely';

/** Accounts that come and go, what an organization knows of its members, and what happened in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await organizations(db);
  await accounts(db);
  await verifiedEntities(db);
  await joining(db);
  await emailBindings(db);
  await changes(db);
  await departure(db);
}

/** An organization that was deleted stays as a row, so that its history and its space's name stay its own. */
async function organizations(db: Kysely<unknown>): Promise<void> {
  await sql`alter table organizations add column ended_at timestamptz,
            drop constraint organizations_admin_uin_key`.execute(db);
  await sql`create unique index organization_of_admin on organizations (admin_uin)
            where ended_at is null`.execute(db);
  await sql`alter table departments add column tags jsonb not null default '[]',
            add column updated_at timestamptz`.execute(db);
  await sql`update departments set updated_at = created_at`.execute(db);
  await sql`alter table departments alter column updated_at set not null`.execute(db);
}

async function accounts(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accounts
      -- Null, all three, while the account belongs to no organization.
      alter column organization_id drop not null,
      alter column department_id drop not null,
      alter column kind drop not null,
      add constraint account_belongs_or_not
        check (num_nonnulls(organization_id, department_id, kind) in (0, 3)),
      -- What the account calls itself; name is what its organization calls it.
      add column nick_name text not null default '',
      -- The name of the enterprise that the account is verified as.
      add column verified_entity text not null default '',
      add column member_type text not null default 'Create' check (member_type in ('Create', 'Invite')),
      -- What the organization may do with the member's finance; the API's numbers.
      add column permission_ids integer[] not null default '{}',
      -- Who pays; null when the account pays for itself.
      add column pay_uin bigint references accounts,
      add column allows_quitting boolean not null default false,
      add column tags jsonb not null default '[]',
      add column updated_at timestamptz`.execute(db);
  await sql`
    update accounts a
    set nick_name = a.name, updated_at = a.joined_at, verified_entity = o.name,
        permission_ids = case a.kind when 'admin' then '{}' else '{1,2,7}' end::integer[],
        pay_uin = case a.kind when 'admin' then null else o.admin_uin end
    from organizations o where o.organization_id = a.organization_id`.execute(db);
  await sql`alter table accounts alter column updated_at set not null`.execute(db);
}

async function verifiedEntities(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table verified_entities (
      relation_id     bigint primary key generated always as identity (start with 501),
      organization_id bigint not null references organizations,
      name            text not null,
      -- The entity of the admin account, or another one whose accounts may be members.
      kind            text not null check (kind in ('admin', 'member')),
      -- The member that approves accounts which are created under the entity.
      admin_uin       bigint references accounts,
      added_at        timestamptz not null,
      unique (organization_id, name)
    )`.execute(db);
  await sql`
    insert into verified_entities (organization_id, name, kind, added_at)
    select organization_id, name, 'admin', created_at from organizations`.execute(db);
}

/** Three ways that take two sides: the organization asks, an account answers. */
async function joining(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitations (
      invitation_id   bigint primary key generated always as identity (start with 7001),
      organization_id bigint not null references organizations,
      uin             bigint not null references accounts,
      member_name     text not null,
      department_id   bigint references departments on delete set null,
      permission_ids  integer[] not null,
      pay_uin         bigint references accounts,
      allows_quitting boolean not null,
      remark          text not null,
      tags            jsonb not null,
      state           text not null check (state in ('Pending', 'Accepted', 'Rejected', 'Cancelled', 'Expired')),
      invited_at      timestamptz not null,
      expires_at      timestamptz not null,
      decided_at      timestamptz
    )`.execute(db);
  await sql`create unique index one_open_invitation on invitations (uin) where state = 'Pending'`.execute(db);
  await sql`create index invitations_of_organization on invitations (organization_id, invited_at)`.execute(
    db,
  );
  await sql`
    create table member_creations (
      record_id       bigint primary key generated always as identity (start with 8001),
      organization_id bigint not null references organizations,
      -- The entity that has to approve, and its name at that time.
      relation_id     bigint references verified_entities on delete set null,
      entity          text not null,
      -- Set aside for the account from the start.
      uin             bigint not null unique,
      member_name     text not null,
      nick_name       text not null,
      department_id   bigint references departments on delete set null,
      permission_ids  integer[] not null,
      pay_uin         bigint references accounts,
      remark          text not null,
      tags            jsonb not null,
      state           text not null check (state in ('Pending', 'Created', 'Rejected', 'Cancelled')),
      requested_at    timestamptz not null,
      decided_at      timestamptz
    )`.execute(db);
  await sql`create index member_creations_of_organization on member_creations (organization_id, requested_at)`.execute(
    db,
  );
  await sql`
    create table finance_changes (
      change_id       bigint primary key generated always as identity (start with 9001),
      organization_id bigint not null references organizations,
      uin             bigint not null references accounts,
      former_permission_ids integer[] not null,
      former_pay_uin  bigint,
      permission_ids  integer[] not null,
      pay_uin         bigint references accounts,
      state           text not null check (state in ('Pending', 'Confirmed', 'Rejected', 'Cancelled')),
      requested_at    timestamptz not null,
      decided_at      timestamptz
    )`.execute(db);
  await sql`create unique index one_open_finance_change on finance_changes (uin) where state = 'Pending'`.execute(
    db,
  );
  await sql`create index finance_changes_of_organization on finance_changes (organization_id, requested_at)`.execute(
    db,
  );
}

/** A link by which somebody becomes the root user of an account that the organization created. */
async function emailBindings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table email_bindings (
      bind_id         bigint primary key generated always as identity (start with 6001),
      organization_id bigint not null references organizations,
      uin             bigint not null unique references accounts,
      email           text not null,
      country_code    text not null,
      phone           text not null,
      -- Of the secret in the link; null once it was used.
      token_hash      text unique,
      applied_at      timestamptz not null,
      expires_at      timestamptz not null,
      bound_at        timestamptz
    )`.execute(db);
}

/** What administrators read as the history; the audit trail stands beside it. Names are those of that time. */
async function changes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organization_changes (
      change_id       bigint primary key generated always as identity,
      organization_id bigint not null references organizations,
      category        text not null,
      kind            text not null,
      uin             bigint,
      account_name    text not null,
      department_id   bigint,
      department_name text not null,
      former          text not null,
      present         text not null,
      actor           jsonb not null,
      occurred_at     timestamptz not null
    )`.execute(db);
  await sql`create index changes_of_organization on organization_changes (organization_id, change_id)`.execute(
    db,
  );
  await sql`create index changes_of_account on organization_changes (organization_id, uin)`.execute(db);
}

/**
 * What Identity Center granted in an account ends with the membership, in the statement that ends it: the domain
 * of organizations does not know Identity Center, and a grant that outlived a departure would open the account
 * again the day it came back (docs/decisions).
 */
async function departure(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function forget_grants_in_account() returns trigger language plpgsql as $$
    begin
      delete from authorizations where uin = new.uin;
      delete from user_synchronizations where uin = new.uin;
      delete from synchronized_cam_users where uin = new.uin;
      delete from deployments where uin = new.uin;
      return null;
    end $$`.execute(db);
  await sql`create trigger forget_grants_in_account after update of organization_id on accounts
            for each row when (old.organization_id is not null
                               and old.organization_id is distinct from new.organization_id)
            execute function forget_grants_in_account()`.execute(db);
  for (const table of ['authorizations', 'deployments', 'user_synchronizations']) {
    await sql`create index ${sql.id(`${table}_in_account`)} on ${sql.id(table)} (uin)`.execute(db);
  }
}
