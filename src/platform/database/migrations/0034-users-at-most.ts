import { type Kysely, sql } from 'kysely';

/** How many users a space has at most, so that not every creation counts them; null until somebody has counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table spaces add column users_at_most integer`.execute(db);
}
