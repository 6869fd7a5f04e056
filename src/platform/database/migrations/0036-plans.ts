import { type Kysely, sql } from 'kysely';

/**
 * The embedded database plans each statement for the size that its tables have now. Functions keep their plans, as on a server:
 * that is what they are for. What finds a directory's rows by their keys needs one plan, which is right at any size.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select proname as name from pg_proc p join pg_language l on l.oid = p.prolang
    where pronamespace = 'public'::regnamespace and lanname = 'plpgsql'`.execute(db);
  for (const { name } of rows)
    await sql`alter function ${sql.id(name)} set plan_cache_mode = auto`.execute(db);
  for (const name of ['scim_key', 'scim_users']) {
    await sql`alter function ${sql.id(name)} set plan_cache_mode = force_generic_plan
              set enable_seqscan = off`.execute(db);
  }
}
