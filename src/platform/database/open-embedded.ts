import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely } from 'kysely';
import { fromPglite } from 'pg-boss';
import type { Database, OpenDatabase } from './database.ts';
import { EmbeddedDialect } from './embedded-dialect.ts';
import { lockFolder } from './folder-lock.ts';
import type { Tables } from './tables.ts';
import { keepUp } from './upkeep.ts';

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
  // The tables grow while the process lives; a plan is made for the size that they have.
  await pglite.exec('set plan_cache_mode = force_custom_plan');
  const db = new Kysely<Tables>({ dialect: new EmbeddedDialect(pglite) });

  return {
    db,
    // There is one connection, and whoever comes first has it.
    background: db,
    queue: { db: queueDatabase(db, pglite), backend: 'pglite' },
    kind: 'embedded',
    keepUp: () => keepUp(db),
    async close() {
      await db.destroy();
      await pglite.close();
      await lock?.release();
    },
  };
}

/** What the job queue does waits until nobody else has the connection, or it would be part of their transaction. */
function queueDatabase(db: Database, pglite: PGlite): ReturnType<typeof fromPglite> {
  const { executeSql, listen } = fromPglite(pglite);
  const alone = <Result>(run: () => Promise<Result>) => db.connection().execute(run);
  return {
    executeSql: (text, values) => alone(() => executeSql(text, values)),
    ...(listen && { listen: (...about) => alone(() => listen(...about)) }),
  };
}
