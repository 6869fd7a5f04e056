import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table login_requests (
      request_id   text primary key,
      space_id     text not null references spaces,
      -- The browser that asked holds the secret; a response brought by another is refused.
      browser_hash text not null,
      -- A path of ours to go to after login.
      return_to    text not null,
      expires_at   timestamptz not null,
      consumed_at  timestamptz
    )`.execute(db);
  await sql`create index login_requests_by_expiry on login_requests (expires_at)`.execute(db);
  await sql`
    create table consumed_assertions (
      -- Who consumed it: a space, or an account of the local site.
      audience     text not null,
      assertion_id text not null,
      expires_at   timestamptz not null,
      primary key (audience, assertion_id)
    )`.execute(db);
  await sql`create index consumed_assertions_by_expiry on consumed_assertions (expires_at)`.execute(db);
  await sql`
    create table login_attempts (
      reference   text primary key,
      space_id    text not null references spaces,
      outcome     text not null check (outcome in ('accepted', 'refused')),
      reason      text not null default '',
      found       text not null default '',
      expected    text not null default '',
      user_name   text not null default '',
      address     text not null default '',
      occurred_at timestamptz not null
    )`.execute(db);
  await sql`create index login_attempts_of_space on login_attempts (space_id, occurred_at desc)`.execute(db);
  await sql`
    create table web_sessions (
      -- Hashed, so that a copy of the table opens no session.
      session_hash text primary key,
      content      jsonb not null,
      expires_at   timestamptz not null
    )`.execute(db);
  await sql`create index web_sessions_by_expiry on web_sessions (expires_at)`.execute(db);
}
