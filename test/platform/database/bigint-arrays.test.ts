import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { emptyDatabase } from '../../support/database.ts';

it('reads arrays of uins as numbers, and what is not there as null and never as zero', async () => {
  const { db } = await emptyDatabase();
  const { rows } = await sql<{
    uins: (number | null)[];
  }>`select array[200000000001, null]::bigint[] as uins`.execute(db);

  expect(rows).toEqual([{ uins: [200_000_000_001, null] }]);
});
