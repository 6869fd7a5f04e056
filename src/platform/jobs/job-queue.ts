import { fromKysely, PgBoss } from 'pg-boss';
import type { OpenDatabase, Transaction } from '../database/database.ts';

/** A piece of work asked for by an action: the action to run and its input. */
export interface Job {
  action: string;
  input: unknown;
  /** Of the request that asked for it; absent in jobs of earlier releases. */
  requestId?: string;
}

/** What waits for others, such as clouds, does not hold up the rest. */
export type Lane = 'actions' | 'accounts';

export interface JobQueue {
  /** Writes the job in the caller's transaction: it exists exactly when its cause does. */
  enqueue(db: Transaction, job: Job, lane?: Lane): Promise<void>;
  /** Works on the jobs of a lane as they come, one after the other, until `stop`. */
  work(lane: Lane, perform: (job: Job) => Promise<void>): Promise<void>;
  /** Performs every job that is waiting, one after the other, and returns how many there were. */
  drain(perform: (job: Job) => Promise<void>): Promise<number>;
  /** Waits for running jobs. */
  stop(): Promise<void>;
}

const lanes: readonly Lane[] = ['actions', 'accounts'];

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
  for (const lane of lanes) {
    await boss.createQueue(lane, retries);
    // pg-boss looks a queue up at its first use, on a connection of its own. Within a transaction on the
    // embedded database, which has one connection, that would wait for itself; so it happens now.
    await boss.touch(lane, '00000000-0000-0000-0000-000000000000');
  }

  return {
    async enqueue(db, job, lane = 'actions') {
      await boss.send(lane, job, { db: fromKysely(db) });
    },
    async work(lane, perform) {
      await boss.work<Job>(lane, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
        for (const { data } of jobs) await perform(data);
      });
    },
    async drain(perform) {
      let performed = 0;
      for (;;) {
        const before = performed;
        for (const lane of lanes) performed += await drainLane(boss, lane, perform);
        if (performed === before) return performed;
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}

async function drainLane(boss: PgBoss, lane: Lane, perform: (job: Job) => Promise<void>): Promise<number> {
  for (let performed = 0; ; performed += 1) {
    const [job] = await boss.fetch<Job>(lane);
    if (!job) return performed;
    await perform(job.data);
    await boss.complete(lane, job.id);
  }
}
