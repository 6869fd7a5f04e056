import { fromKysely, PgBoss } from 'pg-boss';
import type { OpenDatabase, Transaction } from '../database/database.ts';

/** A piece of work asked for by an action: the action to run and its input. */
export interface Job {
  action: string;
  input: unknown;
  /** Of the request that asked for it; absent in jobs of earlier releases. */
  requestId?: string;
}

export interface JobQueue {
  /** Writes the job in the caller's transaction: it exists exactly when its cause does. */
  enqueue(db: Transaction, job: Job): Promise<void>;
  /** Works on jobs as they come, until `stop`. */
  work(perform: (job: Job) => Promise<void>): Promise<void>;
  /** Performs every job that is waiting, one after the other, and returns how many there were. */
  drain(perform: (job: Job) => Promise<void>): Promise<number>;
  /** Waits for running jobs. */
  stop(): Promise<void>;
}

const queue = 'actions';

/** Jobs run at least once: each is repeatable. A failing one is tried again with growing pauses. */
const retries = { retryLimit: 8, retryDelay: 2, retryBackoff: true, expireInSeconds: 300 };

/** Opens the queue in the product's own database. Its maintenance runs on schedule inside. */
export async function openJobQueue(
  database: OpenDatabase,
  onError: (error: unknown) => void,
  { supervise = true } = {},
): Promise<JobQueue> {
  const boss = new PgBoss({ ...database.queue, supervise, schedule: false });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(queue, retries);
  // pg-boss looks a queue up at its first use, on a connection of its own. Within a transaction on the
  // embedded database, which has one connection, that would wait for itself; so it happens now.
  await boss.touch(queue, '00000000-0000-0000-0000-000000000000');

  return {
    async enqueue(db, job) {
      await boss.send(queue, job, { db: fromKysely(db) });
    },
    async work(perform) {
      await boss.work<Job>(queue, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
        for (const { data } of jobs) await perform(data);
      });
    },
    async drain(perform) {
      let performed = 0;
      for (;;) {
        const [job] = await boss.fetch<Job>(queue);
        if (!job) return performed;
        await perform(job.data);
        await boss.complete(queue, job.id);
        performed += 1;
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}
