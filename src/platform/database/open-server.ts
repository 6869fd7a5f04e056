import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { OpenDatabase } from './database.ts';
import type { Tables } from './tables.ts';

const int8 = 20;
const int8Array = 1016;

/**
 * Opens a PostgreSQL server by its URL; several nodes of the product may share it. Jobs, and the queue that they come from,
 * have as many connections of their own, so that accounts that are worked on take none away from people.
 */
export async function openServer(url: string, poolSize = 10): Promise<OpenDatabase> {
  const open = () => new pg.Pool({ connectionString: url, max: poolSize, types: { getTypeParser } });
  const [pool, backgroundPool] = [open(), open()];
  await pool.query('select 1');
  const db = new Kysely<Tables>({ dialect: dialect(pool) });
  const background = new Kysely<Tables>({ dialect: dialect(backgroundPool) });

  return {
    db,
    background,
    queue: { db: { executeSql: (sql, values) => backgroundPool.query(sql, values) } },
    kind: 'server',
    // Its own daemon does.
    keepUp: async () => {},
    async close() {
      await Promise.all([db.destroy(), background.destroy()]);
    },
  };
}

/** Compiling a statement (PostgreSQL, "Just-in-Time Compilation") takes seconds where the statement takes milliseconds. */
const dialect = (pool: pg.Pool) =>
  new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set jit = off'));
    },
  });

/** Account uins and counts fit in a double exactly, so bigint columns, and arrays of them, are read as numbers. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') => {
  if (oid === int8) return Number;
  const standard = pg.types.getTypeParser(oid, format);
  return oid === int8Array ? (text: string) => (standard(text) as (string | null)[]).map(toNumber) : standard;
};

const toNumber = (text: string | null): number | null => (text === null ? null : Number(text));
