import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { ConstructorOptions } from 'pg-boss';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;

/** An open database: SQL by Kysely, and what the job queue needs to live in the same place. */
export interface OpenDatabase {
  db: Database;
  /** The same, for jobs: however many of them wait for each other, people do not wait for them. */
  background: Database;
  /** Where the job queue keeps its tables. */
  queue: Pick<ConstructorOptions, 'db' | 'backend'>;
  /** `embedded` in a folder or in memory, or a PostgreSQL server. */
  kind: 'embedded' | 'server';
  /** What it wants done now and then, and nobody else does; not within a transaction. */
  keepUp(): Promise<unknown>;
  close(): Promise<void>;
}
