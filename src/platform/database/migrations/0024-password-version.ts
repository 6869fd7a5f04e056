import { type Kysely, sql } from 'kysely';

/** A session that began with a password ends when there is another one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table cam_users add column password_version integer not null default 0`.execute(db);
  await sql`alter table sts_sessions add column password_version integer`.execute(db);
}
