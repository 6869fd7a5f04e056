import { type Kysely, sql } from 'kysely';

/** Signing in to an account: what guessing is counted by, and the step from an account's console to the organization's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in_attempts (
      -- Of whom is guessed, as a hash: people type passwords into the wrong field.
      subject_hash text not null,
      network      text not null,
      attempts     integer not null,
      -- When the first of them was.
      since        timestamptz not null,
      primary key (subject_hash, network)
    )`.execute(db);
  await sql`create index sign_in_attempts_by_time on sign_in_attempts (since)`.execute(db);
  await sql`
    create table console_hand_overs (
      token_hash text primary key,
      uin        bigint not null,
      principal  jsonb not null,
      -- When the session that it opens ends at the latest.
      ends_at    timestamptz not null,
      expires_at timestamptz not null
    )`.execute(db);
}
