import { type Kysely, sql } from 'kysely';

/** The keys with which a company's directory speaks SCIM, what it may do, and what became of its requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table spaces
      -- Whether the directory is heard, and synchronized users and groups are its alone.
      add column is_synchronizing boolean not null default false,
      -- Whether it takes over what was created by hand under a name that it creates.
      add column is_adopting boolean not null default false`.execute(db);
  await sql`
    create table scim_credentials (
      credential_id text primary key,
      space_id      text not null references spaces,
      name          text not null,
      key_hash      text not null unique,
      status        text not null check (status in ('Enabled', 'Disabled')),
      created_at    timestamptz not null,
      expires_at    timestamptz not null,
      last_used_at  timestamptz,
      -- When it was last turned away: disabled, expired, or synchronization was off.
      refused_at    timestamptz
    )`.execute(db);
  await sql`create index scim_credentials_of_space on scim_credentials (space_id, created_at)`.execute(db);
  await sql`
    create table scim_request_log (
      entry_id        bigint generated always as identity unique,
      space_id        text not null references spaces,
      -- One row for each object: its id, or before it has one, its name.
      object_key      text not null,
      resource_type   text not null check (resource_type in ('', 'User', 'Group')),
      resource_id     text not null,
      name            text not null,
      external_id     text not null,
      -- The last requests, the newest first.
      requests        jsonb not null,
      -- Whether what the directory wanted last was refused.
      is_failing      boolean not null,
      last_error      jsonb,
      last_request_at timestamptz not null,
      primary key (space_id, object_key)
    )`.execute(db);
  await sql`create index scim_request_log_by_time
            on scim_request_log (space_id, last_request_at desc, entry_id desc)`.execute(db);
  await sql`create index scim_request_log_failing
            on scim_request_log (space_id, last_request_at desc, entry_id desc) where is_failing`.execute(db);
  await sql`create index scim_request_log_without_id
            on scim_request_log (space_id, external_id) where resource_id = ''`.execute(db);
}
