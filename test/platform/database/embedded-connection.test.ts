import { AbortedTransactionError, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/platform/database/database.ts';
import { migrate } from '../../../src/platform/database/migrate.ts';
import { openEmbedded } from '../../../src/platform/database/open-embedded.ts';

describe.skipIf(process.env.TEST_DATABASE === 'server')('the connection to the embedded database', () => {
  let database: OpenDatabase;
  const run = async (statement: string) => (await sql.raw(statement).execute(database.db)).rows;
  const names = async () =>
    (await run('select name from people order by id')).map((row) => Object.values(row as object)[0]);

  beforeAll(async () => {
    database = await openEmbedded();
    await run('create table people (id integer primary key, name text not null)');
  });
  afterAll(() => database.close());

  it('gives back what it was given', async () => {
    const given = {
      text: 'Zoë “北京” \\ \' "',
      empty: '',
      whole: -7,
      big: 700_000_123_456,
      fraction: 0.1,
      truth: false,
      moment: new Date('2026-11-21T20:00:00.123Z'),
      document: { list: [1, null, 'two'], __proto: {} },
      bytes: new Uint8Array([0, 255, 10]),
      list: ['a', 'b,"c"', '{}', ''],
      numbers: [700_000_123_456, 2],
      nothing: null,
    };
    for (let times = 0; times < 2; times += 1) {
      const { rows } = await sql`
        select ${given.text}::text as text, ${given.empty}::text as empty, ${given.whole}::integer as whole,
               ${given.big}::bigint as big, ${given.fraction}::float8 as fraction, ${given.truth}::boolean as truth,
               ${given.moment}::timestamptz as moment, ${JSON.stringify(given.document)}::jsonb as document,
               ${given.bytes}::bytea as bytes, ${given.list}::text[] as list, ${given.numbers}::bigint[] as numbers,
               ${given.nothing}::text as nothing`.execute(database.db);
      expect(rows).toEqual([given]);
    }
  });

  it('says why a statement is refused, and takes the next one', async () => {
    await run(`insert into people values (1, 'Ann')`);
    const insert = (id: unknown, name: unknown) =>
      sql`insert into people values (${id}, ${name})`.execute(database.db);

    for (let times = 0; times < 2; times += 1) {
      await expect(insert(1, 'Bob')).rejects.toMatchObject({ code: '23505', constraint: 'people_pkey' });
      await expect(insert('many', 'Bob')).rejects.toMatchObject({ code: '22P02' });
      await expect(insert(2, null)).rejects.toMatchObject({ code: '23502', column: 'name' });
      await expect(run('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
      expect(await names()).toEqual(['Ann']);
    }
    expect((await insert(2, 'Bob')).numAffectedRows).toBe(1n);
    expect((await sql`delete from people`.execute(database.db)).numAffectedRows).toBe(2n);
  });

  it('keeps nothing of a transaction that failed, also when nobody noticed', async () => {
    const attempt = database.db.transaction().execute(async (db) => {
      await sql`insert into people values (1, 'Ann')`.execute(db);
      await sql`insert into people values (1, 'Bob')`.execute(db).catch(() => {});
    });

    await expect(attempt).rejects.toBeInstanceOf(AbortedTransactionError);
    await expect(
      database.db.transaction().execute(async (db) => {
        await sql`insert into people values (2, 'Bob')`.execute(db);
        throw new Error('Changed my mind.');
      }),
    ).rejects.toThrow('Changed my mind.');
    expect(await names()).toEqual([]);
  });

  it('knows a table as it has become', async () => {
    await run(`insert into people values (1, 'Ann')`);
    const all = () => run('select * from people');
    expect([await all(), await all()]).toEqual([[{ id: 1, name: 'Ann' }], [{ id: 1, name: 'Ann' }]]);

    await run(`alter table people add column city text default 'Berlin'`);
    expect(await all()).toEqual([{ id: 1, name: 'Ann', city: 'Berlin' }]);
    await run('alter table people drop column city');
    expect(await all()).toEqual([{ id: 1, name: 'Ann' }]);
    await run('delete from people');
  });

  it('forgets the statements that have not come for long', async () => {
    const answers = Array.from({ length: 1000 }, (_, number) => run(`select ${number} as number`));
    expect((await Promise.all(answers)).flat()).toEqual(
      Array.from({ length: 1000 }, (_, number) => ({ number })),
    );
    const [kept] = await run('select count(*)::int as count from pg_prepared_statements');
    expect((kept as { count: number }).count).toBeLessThanOrEqual(400);
    expect(await run('select 0 as number')).toEqual([{ number: 0 }]);
  });

  it('leaves the job queue’s statements out of transactions that are not its own', async () => {
    let queued: Promise<unknown> = Promise.resolve();
    const attempt = database.db.transaction().execute(async (db) => {
      queued = database.queue.db?.executeSql('insert into people values ($1, $2)', [5, 'Eve']) ?? queued;
      await sql`insert into people values (6, 'Finn')`.execute(db);
      throw new Error('Changed my mind.');
    });

    await expect(attempt).rejects.toThrow('Changed my mind.');
    await queued;
    expect(await names()).toEqual(['Eve']);
  });

  it('plans a statement for what a table holds, and a function as the function says', async () => {
    const [mode] = await run('show plan_cache_mode');
    expect(mode).toEqual({ plan_cache_mode: 'force_custom_plan' });

    await migrate(database.db);
    const functions = await run(`
      select proname from pg_proc p join pg_language l on l.oid = p.prolang
      where pronamespace = 'public'::regnamespace and lanname = 'plpgsql'
        and not array_to_string(coalesce(proconfig, '{}'), ' ') like '%plan_cache_mode%'`);
    expect(functions, 'a function that plans its statements anew with every call').toEqual([]);
  });

  it('says that it is closed', async () => {
    const another = await openEmbedded();
    await another.close();
    await expect(sql`select 1`.execute(another.db)).rejects.toThrow(/closed|destroyed/);
  });
});
