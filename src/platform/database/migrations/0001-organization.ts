import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organizations (
      organization_id bigint primary key generated always as identity (start with 100001),
      name            text not null,
      admin_uin       bigint not null unique,
      created_at      timestamptz not null
    )`.execute(db);
  await sql`
    create table departments (
      department_id   bigint primary key generated always as identity (start with 1001),
      organization_id bigint not null references organizations,
      -- Null for the root, of which every organization has one.
      parent_id       bigint references departments,
      name            text not null,
      description     text not null default '',
      created_at      timestamptz not null,
      unique nulls not distinct (organization_id, parent_id, name)
    )`.execute(db);
  await sql`create sequence account_uins start with 100000000001`.execute(db);
  await sql`
    create table accounts (
      uin             bigint primary key,
      organization_id bigint not null references organizations,
      department_id   bigint not null references departments,
      name            text not null,
      kind            text not null check (kind in ('admin', 'member')),
      -- Where the account lives: our own account console, or a real cloud.
      cloud_site      text not null default 'local',
      description     text not null default '',
      joined_at       timestamptz not null,
      unique (organization_id, name)
    )`.execute(db);
  await sql`create index accounts_of_department on accounts (department_id)`.execute(db);
  await sql`
    create table set_up_links (
      token_hash text primary key,
      created_at timestamptz not null
    )`.execute(db);
}
