import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect } from 'kysely';
import { fromPglite } from 'pg-boss';
import type { OpenDatabase } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the embedded PostgreSQL in a folder, which this process then owns, or in memory when none is
 * given. Two processes in one folder would corrupt it silently, so the second one is refused.
 */
export async function openEmbedded(folder?: string): Promise<OpenDatabase> {
  if (folder) await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = folder ? await lockFolder(folder) : undefined;
  const pglite = await PGlite.create({
    ...(folder && { dataDir: join(folder, 'postgres') }),
    parsers: { [types.INT8]: Number },
    // For the index by which users are searched.
    extensions: { pg_trgm },
  });
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });

  return {
    db,
    // There is one connection, and whoever comes first has it.
    background: db,
    queue: { db: fromPglite(pglite), backend: 'pglite' },
    kind: 'embedded',
    async close() {
      await db.destroy();
      await lock?.release();
    },
  };
}
