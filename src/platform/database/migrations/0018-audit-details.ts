import { type Kysely, sql } from 'kysely';

/** The values that the sentence of a refusal mentions, so that it can be said in the reader's language. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit_events add column details jsonb`.execute(db);
  // The text that was hashed, as with the other JSON of a record. Records from before have none.
  await sql`alter table audit_records add column details text`.execute(db);
}
