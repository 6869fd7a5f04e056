import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { accountsAtOnce } from '../../../src/doors/worker/account-workers.ts';
import { openServer } from '../../../src/platform/database/open-server.ts';
import { makeServerDatabase } from '../../support/server-database.ts';

/** The embedded database has one connection, which is handed on after each statement or transaction. */
describe.runIf(process.env.TEST_DATABASE === 'server')('jobs on a server', () => {
  it('keep nobody waiting, though all of them hold a connection or wait for one', async () => {
    const database = await openServer(await makeServerDatabase('background'));
    let [begun, letGo] = [0, () => {}];
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const jobs = Array.from({ length: accountsAtOnce }, () =>
      database.background.transaction().execute(async (db) => {
        await sql`select 1`.execute(db);
        begun += 1;
        await held;
      }),
    );

    const answers = Array.from({ length: 10 }, () =>
      sql<{ one: number }>`select 1 as one`.execute(database.db),
    );
    expect((await Promise.all(answers)).map(({ rows }) => rows[0]?.one)).toEqual(Array(10).fill(1));
    expect(begun).toBeLessThan(accountsAtOnce);
    letGo();
    await Promise.all(jobs);
    expect(begun).toBe(accountsAtOnce);
    await database.close();
  });
});
