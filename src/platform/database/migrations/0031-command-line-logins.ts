import { type Kysely, sql } from 'kysely';

/** Tools on a command line that ask to act as a person, and the tokens that they got. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table command_line_logins (
      state_hash    text primary key,
      user_code     text not null unique,
      device        text not null,
      address       text not null,
      created_at    timestamptz not null,
      expires_at    timestamptz not null,
      space_id      text references spaces on delete cascade,
      user_id       text references users on delete cascade,
      login_id      text,
      allowed_until timestamptz,
      refused_at    timestamptz,
      token_hash    text unique
    )`.execute(db);
  await sql`create index command_line_logins_pending on command_line_logins (address) where token_hash is null`.execute(
    db,
  );
  await sql`create index command_line_logins_expired on command_line_logins (expires_at)`.execute(db);
}
