import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/platform/database/database.ts';
import { openEmbedded } from '../../../src/platform/database/open-embedded.ts';

describe.skipIf(process.env.TEST_DATABASE === 'server')('the embedded database', () => {
  let database: OpenDatabase;
  const rowsCounted = async () => {
    const { rows } = await sql<{
      count: number;
    }>`select reltuples::int as count from pg_class where relname = 'people'`.execute(database.db);
    return rows[0]?.count;
  };
  /** Counters of changes are written down once in a second, unless one asks for it. */
  const change = async (statement: string) => {
    await sql`${sql.raw(statement)}`.execute(database.db);
    await sql`select pg_stat_force_next_flush()`.execute(database.db);
  };

  beforeAll(async () => {
    database = await openEmbedded();
    await change('create table people (id integer primary key, name text)');
  });
  afterAll(() => database.close());

  it('counts the rows of a table anew when many have come, and only then', async () => {
    await change(`insert into people select n, 'somebody' from generate_series(1, 5000) n`);
    expect(await rowsCounted()).toBe(-1);

    expect(await database.keepUp()).toEqual(['people']);
    expect(await rowsCounted()).toBe(5000);
    await change(`insert into people select n, 'somebody' from generate_series(5001, 5100) n`);
    expect(await database.keepUp()).toEqual([]);
  });

  it('gives back the room of rows that are gone', async () => {
    const pages = async () => {
      const { rows } = await sql<{
        size: number;
      }>`select pg_relation_size('people')::int as size`.execute(database.db);
      return rows[0]?.size;
    };
    await change('update people set name = upper(name)');
    const grown = await pages();

    expect(await database.keepUp()).toEqual(['people']);
    await change('update people set name = lower(name)');
    expect(await pages()).toBe(grown);
    expect(await database.keepUp()).toEqual(['people']);
  });

  it('looks after what an earlier process has left, of which it knows no changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'identity-center-upkeep-'));
    const first = await openEmbedded(folder);
    await sql`create table people as select n, 'somebody' from generate_series(1, 5000) n`.execute(first.db);
    await sql`create table small as select 1 as one`.execute(first.db);
    await first.close();

    const second = await openEmbedded(folder);
    expect(await second.keepUp()).toEqual(['people']);
    expect(await second.keepUp()).toEqual([]);
    await second.close();
  });
});
