import { sql } from 'kysely';
import { applyAuthorizationImport } from '../src/domain/identity-center/authorizations/files/apply-authorization-import.ts';
import { createAuthorizationImport } from '../src/domain/identity-center/authorizations/files/create-authorization-import.ts';
import { exportAuthorizations } from '../src/domain/identity-center/authorizations/files/export-authorizations.ts';
import { planAuthorizationImport } from '../src/domain/identity-center/authorizations/files/plan-authorization-import.ts';
import { createConfiguration } from '../test/support/northwind.ts';
import { foundSpace, newWorld } from '../test/support/world.ts';

/** A file of so many authorizations: brought, planned, applied, exported and planned again. */
const sizes = { accounts: 1000, people: 10, configurations: 10 };
const planningSeconds = 10;

const world = await newWorld();
const { administrator, zoneId, organizationId, rootDepartmentId } = await foundSpace(world);
const now = world.clock.now();
for (let at = 1; at <= sizes.configurations; at += 1)
  await createConfiguration(world, administrator, zoneId, `C${at}`, ['ReadOnlyAccess']);
await fill();

const heading =
  'principalType,principalName,accountUin,department,departmentScope,roleConfiguration,startTime,endTime';
const lines = Array.from({ length: sizes.accounts * sizes.people * sizes.configurations }, (_, at) => {
  const uin = 200_000_000_001 + (at % sizes.accounts);
  const rest = Math.floor(at / sizes.accounts);
  return `User,user${1 + (rest % sizes.people)},${uin},,,C${1 + Math.floor(rest / sizes.people)},,`;
});
const importId = await timed('bringing the file', () => bring([heading, ...lines].join('\n')));
const { digest, counts } = await timed('planning it', () => plan(importId), planningSeconds);
console.log(`  ${counts.create.toLocaleString('en')} to create, ${counts.error} errors`);
await timed('applying it', () =>
  world.execute(applyAuthorizationImport, administrator, { zoneId, importId, digest }),
);
const rows = await timed('exporting all', exportAll);
const again = await bring(JSON.stringify(rows), 'exact');
const round = await timed('planning what was exported', () => plan(again), planningSeconds);
const isEmpty = round.counts.exists === lines.length && round.counts.remove === 0;
console.log(`  the round trip ${isEmpty ? 'is an empty plan' : 'MISSED: it would change something'}`);
if (!isEmpty) process.exitCode = 1;
process.exit();

async function bring(file: string, mode = 'add'): Promise<string> {
  return (await world.execute(createAuthorizationImport, administrator, { zoneId, mode, file })).importId;
}

function plan(id: string) {
  return world.execute(planAuthorizationImport, administrator, { zoneId, importId: id });
}

async function exportAll(): Promise<object[]> {
  const all: object[] = [];
  let after: object | undefined;
  do {
    const page = await world.execute(exportAuthorizations, administrator, { zoneId, after });
    all.push(...page.rows);
    after = page.next;
  } while (after);
  return all;
}

async function timed<Result>(what: string, work: () => Promise<Result>, most?: number): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  const took = (performance.now() - begun) / 1000;
  const isGood = most === undefined || took <= most;
  if (!isGood) process.exitCode = 1;
  const goal = most === undefined ? '' : ` (${isGood ? 'goal' : 'MISSED'}: under ${most} s)`;
  console.log(`  ${what}: ${took.toFixed(2)} s${goal}`);
  return result;
}

async function fill(): Promise<void> {
  await sql`
    insert into accounts (uin, organization_id, department_id, name, kind, cloud_site, joined_at, pay_uin,
                          nick_name, verified_entity, description, updated_at)
    select 200000000000 + n, ${organizationId}, ${rootDepartmentId}, 'account ' || n, 'member', 'local', ${now},
           200000000000 + n, 'account ' || n, '', '', ${now}
    from generate_series(1, ${sizes.accounts}::int) n`.execute(world.db);
  await sql`
    insert into users (user_id, space_id, user_name, status, source, created_at, updated_at)
    select 'u-' || n, ${zoneId}, 'user' || n, 'Enabled', 'Manual', ${now}, ${now}
    from generate_series(1, ${sizes.people}::int) n`.execute(world.db);
}
