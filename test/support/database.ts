import { sql } from 'kysely';
import type { OpenDatabase } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { openEmbedded } from '../../src/platform/database/open-embedded.ts';
import { openServer } from '../../src/platform/database/open-server.ts';
import { type JobQueue, openJobQueue } from '../../src/platform/jobs/job-queue.ts';

export interface TestDatabase extends OpenDatabase {
  jobs: JobQueue;
}

/** Starting PostgreSQL takes seconds, so each worker does it once; emptying it takes milliseconds. */
const opened = open();

async function open(): Promise<TestDatabase> {
  const database = process.env.TEST_DATABASE === 'server' ? await ownServerDatabase() : await openEmbedded();
  await migrate(database.db);
  const jobs = await openJobQueue(database, (error) => console.error(error), { supervise: false });
  return { ...database, jobs };
}

/** A database of this worker's own on the server, made anew. */
async function ownServerDatabase(): Promise<OpenDatabase> {
  const server = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres');
  const name = `identity_center_test_${process.env.VITEST_POOL_ID ?? '0'}`;
  const admin = await openServer(server.href, 1);
  await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin.db);
  await sql`create database ${sql.id(name)}`.execute(admin.db);
  await admin.close();
  return openServer(Object.assign(new URL(server), { pathname: `/${name}` }).href);
}

/** The database, empty. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const database = await opened;
  const { rows } = await sql<{ names: string }>`
    select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'`.execute(database.db);
  await sql`truncate ${sql.raw(rows[0]?.names ?? '')} restart identity`.execute(database.db);
  await sql`delete from pgboss.job`.execute(database.db);
  for (const sequence of ['account_uins', 'cam_user_uins', 'cam_role_ids']) {
    await sql`alter sequence ${sql.id(sequence)} restart`.execute(database.db);
  }
  return database;
}
