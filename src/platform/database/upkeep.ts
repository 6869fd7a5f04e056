import { sql } from 'kysely';
import type { Database } from './database.ts';

interface WornTable {
  schema: string;
  name: string;
  needsVacuum: boolean;
}

/** Bytes of a table that is worth looking after though nothing is known of its changes. */
const notSmall = 65_536;

/**
 * What autovacuum does in a PostgreSQL server, by its rules (PostgreSQL, "The Autovacuum Daemon"): counts rows anew where many have changed, so that
 * statements are planned for the tables as they are, and gives back the room of rows that are gone. The embedded database has no such daemon.
 * What was counted is forgotten when the process ends, so each table is vacuumed once in its life. Not within a transaction.
 * @returns the names of the tables it has worked on
 */
export async function keepUp(db: Database): Promise<string[]> {
  const { rows } = await sql<WornTable>`
    select "schema", "name", "needsVacuum" from (
      select s.schemaname as "schema", s.relname as "name",
             s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
               or (s.last_vacuum is null and pg_relation_size(c.oid) > ${notSmall}) as "needsVacuum",
             s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0) as "needsAnalyze"
      from pg_stat_user_tables s join pg_class c on c.oid = s.relid) worn
    where "needsVacuum" or "needsAnalyze"
    order by "schema", "name"`.execute(db);
  for (const { schema, name, needsVacuum } of rows) {
    const command = needsVacuum ? sql`vacuum (analyze)` : sql`analyze`;
    await sql`${command} ${sql.id(schema, name)}`.execute(db);
  }
  return rows.map(({ name }) => name);
}
