import type { Express } from 'express';
import { sql } from 'kysely';
import { createExecute, type Execute, type ExecutionPorts } from './action/execute.ts';
import { createApp } from './app.ts';
import { catalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { recordAudit } from './domain/audit/record-audit.ts';
import { recognize } from './domain/sts/index.ts';
import { performJob } from './doors/worker/worker.ts';
import { systemClock } from './platform/clock.ts';
import type { OpenDatabase } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { openEmbedded } from './platform/database/open-embedded.ts';
import { openServer } from './platform/database/open-server.ts';
import { type JobQueue, openJobQueue } from './platform/jobs/job-queue.ts';
import type { Log } from './platform/log.ts';
import { secureRandom } from './platform/random.ts';
import { createVault } from './platform/secrets.ts';
import { loginRecords } from './platform/sessions/login-records.ts';
import { sessionRecords } from './platform/sessions/session-records.ts';

/** The product without its doors: what the server, the scripts and the demo's loader work with. */
export interface Product {
  database: OpenDatabase;
  jobs: JobQueue;
  execute: Execute;
  /** The same for jobs, on connections of their own. */
  executeJobs: Execute;
  /** Performs every job that is waiting. */
  runJobs(): Promise<number>;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the database, brings its tables up to date and puts the one entrance to all actions together. */
export async function openProduct(config: Config, log: Log): Promise<Product> {
  const database = config.databaseUrl
    ? await openServer(config.databaseUrl)
    : await openEmbedded(config.dataFolder);
  await migrate(database.db);
  const jobs = await openJobQueue(database, (error) =>
    log.error({ err: error }, 'the job queue reports a problem'),
  );
  const ports: Omit<ExecutionPorts, 'db'> = {
    clock: systemClock,
    random: secureRandom,
    vault: createVault(config.encryptionKey),
    settings: config.settings,
    recognize,
    recordAudit,
    enqueue: (context, action, input) =>
      jobs.enqueue(
        context.db,
        { action: action.id, input, requestId: context.origin.requestId },
        action.lane,
      ),
  };
  const executeJobs = createExecute({ ...ports, db: database.background });
  return {
    database,
    jobs,
    execute: createExecute({ ...ports, db: database.db }),
    executeJobs,
    runJobs: () => jobs.drain(performJob({ execute: executeJobs, catalogue, log })),
    isReady: () => answers(database),
    async close() {
      await jobs.stop();
      await database.close();
    },
  };
}

/** The product's pages and endpoints, for a server to serve. */
export const productApp = (config: Config, product: Product, log: Log, isStarting = () => false): Express =>
  createApp({
    execute: product.execute,
    clock: systemClock,
    random: secureRandom,
    log,
    records: sessionRecords(product.database.db, systemClock),
    logins: loginRecords(product.database.db, systemClock),
    settings: config.settings,
    sessionSecret: config.sessionSecret,
    trustProxy: config.trustProxy,
    isReady: product.isReady,
    isStarting,
  });

async function answers({ db }: OpenDatabase): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
