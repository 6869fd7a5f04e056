import { type Kysely, sql } from 'kysely';

/**
 * The embedded database plans each statement for the size that its tables have now. What finds rows by their keys needs one plan,
 * which is right at any size.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['scim_key', 'scim_users']) {
    await sql`alter function ${sql.id(name)} set plan_cache_mode = force_generic_plan
              set enable_seqscan = off`.execute(db);
  }
}
