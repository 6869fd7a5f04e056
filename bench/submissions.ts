import { sql } from 'kysely';
import { systemActor } from '../src/action/actor.ts';
import { createRoleAssignment } from '../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createAuthorizationDraft } from '../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { submitAuthorizationDraft } from '../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { workOffTasks } from '../src/domain/identity-center/tasks/work-off-tasks.ts';
import { createConfiguration, createPerson } from '../test/support/northwind.ts';
import { foundSpace, newWorld } from '../test/support/world.ts';

/** A submission from the first click to the last task in accounts of our own, beside one call of the Cloud API for each. */
const people = 100;
const configurations = 10;
const few = 10_000;
const many = Number(process.env.BENCH_TRIPLETS ?? 40_000);
const timesFaster = 10;
const single = 100;
/** What many may take more of memory than few, beside what the embedded database keeps, whose files lie in memory here. */
const growthMegabytes = 200;

const world = await newWorld();
const { administrator, zoneId, organizationId, rootDepartmentId } = await foundSpace(world);
const now = world.clock.now();
const users: string[] = [];
for (let at = 0; at < people; at += 1) users.push(await createPerson(world, administrator, zoneId, `p${at}`));
const roles: string[] = [];
for (let at = 0; at < configurations; at += 1)
  roles.push(await createConfiguration(world, administrator, zoneId, `C${at}`, ['ReadOnlyAccess']));
let opened = 0;

const each = await oneByOne(await openAccounts(1));
await submit(few);
const before = await megabytes();
const perTriplet = (await submit(many)) / many;
const after = await megabytes();
console.log(
  `  one call each: ${each.toFixed(2)} ms; a submission of ${many}: ${perTriplet.toFixed(2)} ms a triplet`,
);
goal('times as fast', each / perTriplet, each / perTriplet >= timesFaster, `at least ${timesFaster}`);
const growth = after.process - after.database - (before.process - before.database);
const kept = (after.database - before.database).toFixed(0);
goal(
  `MB more after ${many} than after ${few}, beside ${kept} of the database`,
  growth,
  growth <= growthMegabytes,
  `at most ${growthMegabytes}`,
);
process.exit();

/** Of the process, and of the files in it that are the database and its log. */
async function megabytes() {
  const { rows } = await sql<{ bytes: number }>`
    select (pg_database_size(current_database()) + (select sum(size) from pg_ls_waldir()))::bigint as bytes`.execute(
    world.db,
  );
  return { process: process.memoryUsage().rss / 2 ** 20, database: (rows[0]?.bytes ?? 0) / 2 ** 20 };
}

function goal(what: string, found: number, isMet: boolean, wanted: string): void {
  console.log(`  ${found.toFixed(1)} ${what} (${isMet ? 'goal' : 'MISSED'}: ${wanted})`);
  if (!isMet) process.exitCode = 1;
}

/** Milliseconds from the submission until every task has ended. */
async function submit(triplets: number): Promise<number> {
  const uins = await openAccounts(Math.round(triplets / people / configurations));
  const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
  await world.execute(updateAuthorizationDraft, administrator, {
    ...{ zoneId, draftId, add: { uins, userIds: users, roleConfigurationIds: roles } },
  });
  const begun = performance.now();
  await world.execute(submitAuthorizationDraft, administrator, { zoneId, draftId, revision: 2 });
  for (const uin of uins) {
    const turn = () => world.execute(workOffTasks, systemActor, { spaceId: zoneId, uin });
    while ((await turn()).worked > 0);
  }
  return performance.now() - begun;
}

/** Milliseconds of a call, without what it deploys afterwards. */
async function oneByOne([targetUin]: number[]): Promise<number> {
  const begun = performance.now();
  for (let at = 0; at < single; at += 1) {
    await world.execute(createRoleAssignment, administrator, {
      zoneId,
      roleAssignmentInfo: [
        {
          ...{ principalType: 'User', principalId: users[at % people], targetType: 'MemberUin', targetUin },
          roleConfigurationId: roles[Math.floor(at / people)],
        },
      ],
    });
  }
  return (performance.now() - begun) / single;
}

async function openAccounts(count: number): Promise<number[]> {
  const first = 200_000_000_000 + opened;
  opened += count;
  await sql`
    insert into accounts (uin, organization_id, department_id, name, kind, cloud_site, joined_at, pay_uin,
                          nick_name, verified_entity, description, updated_at)
    select ${first}::bigint + n, ${organizationId}, ${rootDepartmentId}, 'account ' || (${first}::bigint + n), 'member',
           'local', ${now}, ${first}::bigint + n, 'account ' || n, '', '', ${now}
    from generate_series(1, ${count}::int) n`.execute(world.db);
  return Array.from({ length: count }, (_, at) => first + 1 + at);
}
