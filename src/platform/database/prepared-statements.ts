import { type messages, parse, protocol } from '@electric-sql/pglite';

const { serialize } = protocol;

/** A statement that the database has parsed. */
export interface Statement {
  /** Empty for one that is not kept. */
  name: string;
  parameterTypes: readonly number[];
  /** What its rows look like; nothing for a statement without rows. */
  columns: readonly messages.BackendMessage[];
}

type Send = (parts: readonly Uint8Array[]) => Promise<messages.BackendMessage[]>;

/** More than the product has that are asked often; each is some tens of kilobytes. */
const mostKept = 400;
/** What is longer is made for its values, such as rows to insert, and does not come again. */
const longestKept = 8_000;

/** The statements of one connection that the database keeps parsed, and which have been used last. */
export class PreparedStatements {
  readonly #send: Send;
  readonly #kept = new Map<string, Statement>();
  #made = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  /** @throws DatabaseError when the statement cannot be parsed */
  async prepare(sql: string): Promise<Statement> {
    if (changesTables.test(sql)) await this.#forgetAll();
    const kept = this.#kept.get(sql);
    if (kept) this.#kept.delete(sql);
    const statement = kept ?? (await this.#make(sql));
    if (statement.name !== '') this.#kept.set(sql, statement);
    return statement;
  }

  async #make(sql: string): Promise<Statement> {
    this.#made += 1;
    const name = sql.length > longestKept ? '' : `s${this.#made}`;
    const answers = await this.#send([
      ...this.#closeOldest(),
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]);
    return {
      name,
      parameterTypes: parse.parseDescribeStatementResults(answers),
      columns: answers.filter(({ name }) => name === 'rowDescription'),
    };
  }

  #closeOldest(): Uint8Array[] {
    const [oldest] = this.#kept;
    if (!oldest || this.#kept.size < mostKept) return [];
    const [sql, { name }] = oldest;
    this.#kept.delete(sql);
    return [serialize.close({ type: 'S', name })];
  }

  async #forgetAll(): Promise<void> {
    this.#kept.clear();
    await this.#send([serialize.query('deallocate all')]);
  }
}

/** A kept statement has the columns that its tables had when it was parsed. */
const changesTables = /^\s*(?:create|alter|drop)\s/i;
