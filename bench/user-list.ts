import { sql } from 'kysely';
import { pageAnswer, totalOf, wantedPage } from '../src/action/cursor.ts';
import * as users from '../src/domain/identity-center/users/user-list-queries.ts';
import type { Transaction } from '../src/platform/database/database.ts';
import type { Wanted } from '../src/platform/database/keyset.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { openEmbedded } from '../src/platform/database/open-embedded.ts';
import { measure, ratioOf, say } from './measure.ts';

/** What page 1,000 of 100,000 users costs, by cursor and by offset, as a multiple of page 1. */
const people = 100_000;
const rows = 50;
const farPage = 1000;
const target = { atMost: 1.5 };
const spaceId = 'z-bench';

const database = await openEmbedded();
const db = database.db as unknown as Transaction;
await migrate(database.db);
await fill();
const everybody = { filter: '', filterGroups: [] };
console.log(`\n${people.toLocaleString('en')} users, ${rows} a page`);
for (const order of [users.byName, users.byAge('Desc')]) await compare(order);
await compareSearch();
await database.close();

async function compare(order: typeof users.byName): Promise<void> {
  const read = (wanted: Wanted) => users.list(db, spaceId, everybody, order, wanted);
  const offset = (farPage - 1) * rows;
  const { previous } = await read({ offset, maxResults: 1 });
  if (!previous) throw new Error('There is no such page.');
  const cursor = { ...previous, side: 'after' as const };
  const asked = { ...everybody, nextToken: '', offset: 0, maxResults: rows };
  const { nextToken = '' } = pageAnswer({ next: cursor }, order, { ...asked, total: people });
  const count = () => users.count(db, spaceId, everybody);
  const [first, far, counted, byOffset] = await measure(
    [
      { name: 'page 1', run: () => read({ offset: 0, maxResults: rows }) },
      {
        name: 'by cursor, with the total',
        run: async () => {
          const wanted = { ...asked, nextToken };
          await read(wantedPage(wanted, order));
          if ((await totalOf(wanted, count)) !== people) throw new Error('Not the total.');
        },
      },
      {
        name: 'by cursor, counted',
        run: async () => {
          await read({ cursor, offset: 0, maxResults: rows });
          await count();
        },
      },
      { name: 'by offset', run: () => read({ offset, maxResults: rows }) },
    ],
    { rounds: 15 },
  );
  if (!first || !far || !counted || !byOffset) return;
  const blank = ''.padEnd(order.name.length);
  console.log(
    `  ${order.name}: page 1,000 with its total costs ${say(ratioOf(far, first), target)} what page 1 does by cursor`,
  );
  console.log(
    `  ${blank}  ${say(ratioOf(counted, first))} were all counted for it, and ${say(ratioOf(byOffset, first))} by offset`,
  );
}

/** One of all, by part of the e-mail: with the index, and as it would be without. */
async function compareSearch(): Promise<void> {
  const filter = { ...everybody, filter: '-77777@' };
  const search = async () => {
    const page = await users.list(db, spaceId, filter, users.byName, { offset: 0, maxResults: rows });
    if (page.rows.length !== 1 || (await users.count(db, spaceId, filter)) !== 1)
      throw new Error('Not found.');
  };
  const settle = (isOn: boolean) =>
    sql`select set_config('enable_bitmapscan', ${isOn ? 'on' : 'off'}, false)`.execute(db);
  const [indexed, sequential] = await measure(
    [
      { name: 'indexed', run: () => settle(true).then(search) },
      { name: 'sequential', run: () => settle(false).then(search) },
    ],
    { rounds: 7 },
  );
  if (!indexed || !sequential) return;
  console.log(
    `  a search and its count: ${say(ratioOf(sequential, indexed), { atLeast: 10 })} without the index`,
  );
}

/** As one statement; what is measured reads only. */
async function fill(): Promise<void> {
  await sql`set session_replication_role = replica`.execute(db);
  await sql`
    insert into users (user_id, space_id, user_name, display_name, email, status, source, created_at, updated_at)
    select 'u-' || lpad(n::text, 12, '0'), ${spaceId}, 'employee-' || md5(n::text), 'Employee ' || n,
           'employee-' || n || '@northwind.example', 'Enabled', 'Manual',
           timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01'
    from generate_series(1, ${people}::int) n`.execute(db);
  await sql`set session_replication_role = default`.execute(db);
  await sql`analyze users`.execute(db);
}
