import { sql } from 'kysely';
import type { OpenDatabase } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { openEmbedded } from '../../src/platform/database/open-embedded.ts';
import { openServer } from '../../src/platform/database/open-server.ts';
import { type JobQueue, openJobQueue } from '../../src/platform/jobs/job-queue.ts';
import { makeServerDatabase } from './server-database.ts';

export interface TestDatabase extends OpenDatabase {
  jobs: JobQueue;
}

/** Starting PostgreSQL takes seconds, so each worker does it once; emptying it takes milliseconds. */
const opened = open();

/** A database of this worker's own on the server. */
async function ownServerDatabase(): Promise<OpenDatabase> {
  return openServer(await makeServerDatabase(process.env.VITEST_POOL_ID ?? '0'));
}

async function open(): Promise<TestDatabase> {
  const database = process.env.TEST_DATABASE === 'server' ? await ownServerDatabase() : await openEmbedded();
  await migrate(database.db);
  const jobs = await openJobQueue(database, (error) => console.error(error), { supervise: false });
  return { ...database, jobs };
}

/** What deleting leaves behind is cleared away every so often. */
const emptyingsBetweenTruncations = 50;
let emptyings = 0;

/**
 * The database, empty, with its sequences at their beginning. Truncating costs some milliseconds a table, used or
 * not; deleting what a test has left, without triggers and references, a tenth of that for all of them.
 */
export async function emptyDatabase(): Promise<TestDatabase> {
  const database = await opened;
  const truncates = emptyings % emptyingsBetweenTruncations === 0;
  emptyings += 1;
  await sql`do ${sql.lit(truncates ? truncation : deletion)}`.execute(database.db);
  return database;
}

const restart = `
  for named in select sequencename from pg_sequences where schemaname = 'public' and last_value is not null loop
    execute format('alter sequence %I restart', named);
  end loop;
  delete from pgboss.job;`;
const tables = `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`;

const deletion = `
  declare named text;
  begin
    set local session_replication_role = replica;
    for named in ${tables} loop execute format('delete from %I', named); end loop;
    ${restart}
  end`;
const truncation = `
  declare named text;
  begin
    execute (select 'truncate ' || string_agg(format('%I', tablename), ', ') from (${tables}) t);
    ${restart}
  end`;
