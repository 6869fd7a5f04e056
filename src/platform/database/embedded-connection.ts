import { type messages, type PGlite, parse, protocol } from '@electric-sql/pglite';
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import { PreparedStatements } from './prepared-statements.ts';

const { serialize } = protocol;

/**
 * The one connection to the embedded PostgreSQL. A statement is parsed once, and an execution is one message
 * (PostgreSQL, "Extended Query"), because every message costs as much as a simple statement does.
 */
export class EmbeddedConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  readonly #statements = new PreparedStatements((parts) => this.#send(parts));

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** @throws DatabaseError with the `code` of PostgreSQL, appendix A */
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#pglite.runExclusive(async () => {
      const { name, parameterTypes, columns } = await this.#statements.prepare(sql);
      const answers = await this.#send([
        serialize.bind({
          statement: name,
          values: parameters.map((value, place) => this.#written(value, parameterTypes[place])),
        }),
        serialize.execute({}),
        serialize.sync(),
      ]);
      const { rows = [], affectedRows = 0 } =
        parse.parseResults([...columns, ...answers], this.#pglite.parsers)[0] ?? {};
      return { rows: rows as Row[], numAffectedRows: BigInt(affectedRows) };
    });
  }

  // biome-ignore lint/correctness/useYield: the embedded database has nothing to wait for.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('The embedded database does not stream.');
  }

  async begin(): Promise<void> {
    await this.#command('begin');
  }

  /** @throws AbortedTransactionError when a statement had failed, so that the transaction is rolled back */
  async commit(): Promise<void> {
    const answers = await this.#command('commit');
    if (answers.some((answer) => 'text' in answer && answer.text === 'ROLLBACK'))
      throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    await this.#command('rollback');
  }

  async #command(sql: string): Promise<messages.BackendMessage[]> {
    return this.#pglite.runExclusive(() => this.#send([serialize.query(sql)]));
  }

  async #send(parts: readonly Uint8Array[]): Promise<messages.BackendMessage[]> {
    if (this.#pglite.closed) throw new Error('The embedded database is closed.');
    return this.#pglite.execProtocolStream(Buffer.concat(parts));
  }

  /** A parameter as the database reads it. */
  #written(value: unknown, type = 0): string | null {
    if (value === null || value === undefined) return null;
    const serializer = this.#pglite.serializers[type];
    return serializer ? serializer(value) : String(value);
  }
}
