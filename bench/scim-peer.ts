import { sql } from 'kysely';
import { connectDirectory, groupSchema, patchSchema, userSchema } from '../test/support/scim.ts';
import { foundSpace, newWorld } from '../test/support/world.ts';
import { type Measurement, measure, ratioOf, say, typical } from './measure.ts';
import { type ScimClient, startScim } from './scim-client.ts';
import { scimmyApp } from './scimmy-app.ts';

/** Our SCIM on the embedded database beside scimmy-routers with everything in memory: the same users, one group of all of them. */
const people = 5000;
const someone = 'u-777';
const perPage = 100;
const remove = { op: 'remove', path: `members[value eq "${someone}"]` };
const add = { op: 'add', path: 'members', value: [{ value: someone, type: 'User' }] };

const world = await newWorld();
const { zoneId } = await foundSpace(world);
const { key } = await connectDirectory(world, zoneId);
await fill();
const ours = await startScim(world.app, key, 1);
const scimmy = await startScim(scimmyApp(key, users(), [group()]), key, 1);
await compare();
process.exit(process.exitCode ?? 0);

function users() {
  return Array.from({ length: people }, (_, place) => {
    const userName = `employee-${place + 1}`;
    const emails = [{ value: `${userName}@northwind.example`, type: 'work', primary: true }];
    const schemas = [userSchema];
    return { schemas, id: `u-${place + 1}`, userName, displayName: userName, active: true, emails };
  });
}

function group() {
  const members = users().map(({ id, displayName }) => ({ value: id, display: displayName, type: 'User' }));
  return { schemas: [groupSchema], id: 'g-all', displayName: 'all', members };
}

async function fill(): Promise<void> {
  await sql`
    insert into users (user_id, space_id, user_name, display_name, email, status, source, created_at, updated_at, scim)
    select u ->> 'id', ${zoneId}, u ->> 'userName', u ->> 'displayName', u #>> '{emails,0,value}', 'Enabled', 'Synchronized',
           timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01', jsonb_build_object('emails', u -> 'emails')
    from jsonb_array_elements(${JSON.stringify(users())}::jsonb) with ordinality as one (u, n)`.execute(
    world.db,
  );
  await sql`
    insert into user_groups (group_id, space_id, group_name, source, created_at, updated_at)
    values ('g-all', ${zoneId}, 'all', 'Synchronized', timestamptz '2026-01-01', timestamptz '2026-01-01')`.execute(
    world.db,
  );
  await sql`
    insert into group_members (group_id, user_id, space_id, joined_at)
    select 'g-all', user_id, space_id, created_at from users where space_id = ${zoneId}`.execute(world.db);
  await sql`vacuum analyze`.execute(world.db);
}

async function compare(): Promise<void> {
  await requireSameAnswers();
  const requests = [
    { name: 'one out of the group and in again', send: patchTwice, atMost: 0.1 },
    { name: `first ${perPage} users`, send: page(1), atMost: 0.1 },
    { name: `last ${perPage} users`, send: page(people - perPage + 1), atMost: 0.1 },
    { name: 'userName eq', send: byName, atMost: 0.1 },
    { name: 'GET by id', send: byId, atMost: 3 },
  ];
  console.log(`\n  ${people.toLocaleString('en')} users; ours beside scimmy-routers in memory`);
  for (const { name, send, atMost } of requests) {
    const [one, other] = await measure(
      [
        { name: 'ours', run: () => send(ours) },
        { name: 'scimmy-routers', run: () => send(scimmy) },
      ],
      { rounds: 11, roundMilliseconds: 200 },
    );
    if (one && other) tell(name, one, other, atMost);
  }
}

function tell(name: string, one: Measurement, other: Measurement, atMost: number): void {
  const ratio = ratioOf(one, other);
  const milliseconds = [one, other].map((measured) => (typical(measured) / 1000).toFixed(2));
  console.log(`  ${name}: ${say(ratio, { atMost })}, ${milliseconds.join(' and ')} ms`);
  if (ratio.median > atMost) process.exitCode = 1;
}

async function byId(client: ScimClient): Promise<string> {
  return client.expect(200, 'GET', `/Users/${someone}`);
}

async function byName(client: ScimClient): Promise<string> {
  return client.expect(200, 'GET', '/Users?filter=userName%20eq%20%22employee-777%22');
}

function page(startIndex: number): (client: ScimClient) => Promise<string> {
  return (client) => client.expect(200, 'GET', `/Users?startIndex=${startIndex}&count=${perPage}`);
}

async function patchTwice(client: ScimClient): Promise<void> {
  await patch(client, remove);
  await patch(client, add);
}

/** Ours answers without the group, of which there may be a lot; scimmy-routers always with all of it. */
async function patch(client: ScimClient, operation: object): Promise<void> {
  const body = { schemas: [patchSchema], Operations: [operation] };
  await client.expect(client === ours ? 204 : 200, 'PATCH', '/Groups/g-all', body);
}

/** Who answers something else is not measured. */
async function requireSameAnswers(): Promise<void> {
  const questions = { byId, byName, first: page(1), last: page(people - perPage + 1), members: membersOf };
  for (const [name, ask] of Object.entries(questions)) {
    const [our, their] = await Promise.all([ours, scimmy].map(async (client) => essence(await ask(client))));
    if (our !== their) {
      const [one, other] = [our, their].map((answer) => answer?.slice(0, 1000));
      throw new Error(`${name}: ours is ${one}, that of scimmy-routers is ${other}.`);
    }
  }
}

/** Who is in the group without that person, and with. */
async function membersOf(client: ScimClient): Promise<string> {
  await patch(client, remove);
  const without = await client.expect(200, 'GET', '/Groups/g-all');
  await patch(client, add);
  const and = await client.expect(200, 'GET', '/Groups/g-all');
  return JSON.stringify({ ids: [without, and].map(memberIds) });
}

function memberIds(group: string): string[] {
  const { members } = JSON.parse(group);
  return members.map(({ value }: { value: string }) => value).sort();
}

/** What both say of the same people: who they are and how many there are. */
function essence(text: string): string {
  const { totalResults, startIndex, ids, ...answer } = JSON.parse(text);
  const { Resources: found = [answer] } = answer;
  const people = found.map(({ id, userName, emails = [] }: Document) => [id, userName, emails.map(sorted)]);
  return JSON.stringify({ totalResults, startIndex, ids, people });
}

interface Document {
  id?: string;
  userName?: string;
  emails?: object[];
}

function sorted(values: object): [string, unknown][] {
  return Object.entries(values).sort();
}
