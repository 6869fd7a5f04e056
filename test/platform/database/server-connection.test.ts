import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openServer } from '../../../src/platform/database/open-server.ts';
import { makeServerDatabase } from '../../support/server-database.ts';

describe.runIf(process.env.TEST_DATABASE === 'server')('a connection to a server', () => {
  it('compiles no statement, for people or for jobs', async () => {
    const { db, background, close } = await openServer(await makeServerDatabase('connections'));

    for (const connection of [db, background])
      expect((await sql`show jit`.execute(connection)).rows).toEqual([{ jit: 'off' }]);
    await close();
  });
});
