import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { OpenDatabase } from './database.ts';
import type { Tables } from './tables.ts';

const int8 = 20;
const int8Array = 1016;

/** Opens a PostgreSQL server by its URL; several nodes of the product may share it. */
export async function openServer(url: string, poolSize = 10): Promise<OpenDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types: { getTypeParser } });
  await pool.query('select 1');
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  return {
    db,
    queue: { db: { executeSql: (sql, values) => pool.query(sql, values) } },
    kind: 'server',
    close: () => db.destroy(),
  };
}

/** Account uins and counts fit in a double exactly, so bigint columns, and arrays of them, are read as numbers. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') => {
  if (oid === int8) return Number;
  const standard = pg.types.getTypeParser(oid, format);
  return oid === int8Array ? (text: string) => (standard(text) as (string | null)[]).map(toNumber) : standard;
};

const toNumber = (text: string | null): number | null => (text === null ? null : Number(text));
