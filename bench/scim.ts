import { sql } from 'kysely';
import { connectDirectory, patchSchema, userSchema } from '../test/support/scim.ts';
import { foundSpace, newWorld } from '../test/support/world.ts';
import { type Measurement, measure, ratioOf, say } from './measure.ts';
import { startScim } from './scim-client.ts';

/** SCIM over HTTP: the first synchronization of a directory, and what single requests cost in a large space. */
const firstSynchronization = Number(process.argv[2] ?? 10_000);
const parallel = 50;
const people = 100_000;
const largeGroup = 50_000;
const smallGroup = 10;
const perPage = 100;

const world = await newWorld();
const { zoneId } = await foundSpace(world);
const { key } = await connectDirectory(world, zoneId);
const client = await startScim(world.app, key, parallel);

await synchronize();
await fill();
await compare();
process.exit(process.exitCode ?? 0);

/** One stream, 50 requests at a time; the last fifth beside the first says whether it is linear. */
async function synchronize(): Promise<void> {
  const fifth = firstSynchronization / 5;
  const times: number[] = [];
  const start = performance.now();
  let next = 0;
  const directory = async () => {
    for (let number = next++; number < firstSynchronization; number = next++) {
      const userName = `first-${number}`;
      const emails = [{ value: `${userName}@northwind.example`, type: 'work', primary: true }];
      const user = { schemas: [userSchema], userName, externalId: `e-${number}`, active: true, emails };
      await client.expect(201, 'POST', '/Users', user);
      if ((number + 1) % fifth === 0) times.push(performance.now());
    }
  };
  await Promise.all(Array.from({ length: parallel }, directory));
  const [first = 0] = times;
  const last = (times[4] ?? 0) - (times[3] ?? 0);
  const ratio = last / (first - start);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `  ${firstSynchronization.toLocaleString('en')} users at ${parallel} at once: ${seconds.toFixed(1)} s, none refused`,
  );
  report('the last fifth beside the first', ratio, 2);
}

function report(what: string, ratio: number, atMost: number): void {
  const isMet = ratio <= atMost;
  console.log(
    `  ${what}: ${ratio.toFixed(2)} times (target: at most ${atMost}, ${isMet ? 'met' : 'MISSED'})`,
  );
  if (!isMet) process.exitCode = 1;
}

async function fill(): Promise<void> {
  await sql`delete from users where space_id = ${zoneId}`.execute(world.db);
  await sql`
    insert into users (user_id, space_id, user_name, display_name, email, status, source, created_at, updated_at, scim)
    select 'u-' || n, ${zoneId}, 'employee-' || n, 'Employee ' || n, 'employee-' || n || '@northwind.example', 'Enabled',
           'Synchronized', timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01',
           jsonb_build_object('emails', jsonb_build_array(jsonb_build_object(
             'value', 'employee-' || n || '@northwind.example', 'type', 'work', 'primary', true)))
    from generate_series(1, ${people}::int) n`.execute(world.db);
  for (const [id, size] of Object.entries({ large: largeGroup, small: smallGroup })) {
    await sql`
      insert into user_groups (group_id, space_id, group_name, source, created_at, updated_at)
      values (${`g-${id}`}, ${zoneId}, ${id}, 'Synchronized', timestamptz '2026-01-01', timestamptz '2026-01-01')`.execute(
      world.db,
    );
    await sql`
      insert into group_members (group_id, user_id, space_id, joined_at)
      select ${`g-${id}`}, 'u-' || n, ${zoneId}, timestamptz '2026-01-01'
      from generate_series(1, ${size}::int) n`.execute(world.db);
  }
  await sql`vacuum analyze`.execute(world.db);
}

async function compare(): Promise<void> {
  const page = (startIndex: number) =>
    client.expect(200, 'GET', `/Users?startIndex=${startIndex}&count=${perPage}`);
  const [byId, byName, first, last, small, large] = await measure(
    [
      { name: 'GET by id', run: () => client.expect(200, 'GET', '/Users/u-777') },
      {
        name: 'userName eq',
        run: () => client.expect(200, 'GET', '/Users?filter=userName%20eq%20%22EMPLOYEE-777%22'),
      },
      { name: 'first page', run: () => page(1) },
      { name: 'last page', run: () => page(people - perPage + 1) },
      { name: 'member of a small group', run: toggleMember('g-small') },
      { name: 'member of a large group', run: toggleMember('g-large') },
    ],
    { rounds: 11, roundMilliseconds: 200 },
  );
  console.log(`\n  ${people.toLocaleString('en')} users`);
  tell('userName eq beside GET by id', byName, byId, 4);
  tell('the last page beside the first', last, first, 4);
  tell(`one member of ${largeGroup.toLocaleString('en')} beside one of ${smallGroup}`, large, small, 5);
}

/** In and out by turns, so that every request changes something. */
function toggleMember(groupId: string): () => Promise<void> {
  let isIn = false;
  return async () => {
    const op = isIn ? 'remove' : 'add';
    isIn = !isIn;
    const operation = { op, path: 'members', value: [{ value: `u-${people}` }] };
    await client.expect(204, 'PATCH', `/Groups/${groupId}`, {
      schemas: [patchSchema],
      Operations: [operation],
    });
  };
}

function tell(
  what: string,
  one: Measurement | undefined,
  other: Measurement | undefined,
  atMost: number,
): void {
  if (!one || !other) return;
  const ratio = ratioOf(one, other);
  console.log(`  ${what}: ${say(ratio, { atMost })}`);
  if (ratio.median > atMost) process.exitCode = 1;
}
