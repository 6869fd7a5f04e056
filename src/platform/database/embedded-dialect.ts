import type { PGlite } from '@electric-sql/pglite';
import { type Driver, PGliteDialect } from 'kysely';
import { EmbeddedConnection } from './embedded-connection.ts';

/** Kysely on the embedded PostgreSQL. Kysely gives the one connection to one after the other, a whole transaction at a time. */
export class EmbeddedDialect extends PGliteDialect {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    super({ pglite });
    this.#pglite = pglite;
  }

  override createDriver(): Driver {
    const pglite = this.#pglite;
    const connection = new EmbeddedConnection(pglite);
    return {
      init: () => pglite.waitReady,
      acquireConnection: async () => connection,
      beginTransaction: () => connection.begin(),
      commitTransaction: () => connection.commit(),
      rollbackTransaction: () => connection.rollback(),
      releaseConnection: async () => {},
      // Whoever opened the database closes it.
      destroy: async () => {},
    };
  }
}
