import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { createRoleAssignment } from '../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { createAuthorizationDraft } from '../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { grant } from '../src/domain/identity-center/authorizations/granting-queries.ts';
import { planAuthorizationDraft } from '../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import * as submissions from '../src/domain/identity-center/authorizations/submissions/submission-queries.ts';
import { foundSpace, newWorld } from '../test/support/world.ts';

/** Planning and writing 100,000 triplets at once, beside one call of the Cloud API for each of a few. */
const sizes = { accounts: 1000, groups: 10, configurations: 10, members: 100 };
const planningSeconds = 10;
const timesFaster = 10;
const single = 200;

const world = await newWorld();
const { administrator, zoneId, organizationId, rootDepartmentId } = await foundSpace(world);
const now = world.clock.now();
await fill();

const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
await world.execute(updateAuthorizationDraft, administrator, {
  ...{ zoneId, draftId },
  add: {
    nodeIds: [rootDepartmentId],
    groupIds: Array.from({ length: sizes.groups }, (_, at) => `g-${at + 1}`),
    roleConfigurationIds: Array.from({ length: sizes.configurations }, (_, at) => `rc-${at + 1}`),
  },
});

const asked = { zoneId, draftId };
const plan = () => world.execute(planAuthorizationDraft, administrator, asked);
const { plan: counted } = await plan();
console.log(`  ${counted.tripletCount.toLocaleString('en')} triplets`);
const empty = await seconds(plan);
const each = (await seconds(oneByOne)) / single;
const written = await seconds(apply);
const full = await seconds(plan);
await scatter();
const scattered = await seconds(plan);
const perTriplet = written / counted.tripletCount;
report('planning, nothing there yet', empty, planningSeconds);
report('planning, all of it there', full, planningSeconds);
report('planning, most of it there, and nobody holds all', scattered, planningSeconds);
console.log(`  writing all: ${written.toFixed(2)} s, ${(perTriplet * 1e6).toFixed(0)} µs a triplet`);
console.log(
  `  one call each: ${(each * 1e6).toFixed(0)} µs; at once is ${(each / perTriplet).toFixed(0)} times as fast`,
);
console.log(`  memory: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB with the embedded database`);
if (each / perTriplet < timesFaster) process.exitCode = 1;
process.exit();

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function report(what: string, took: number, most: number): void {
  const isGood = took <= most;
  console.log(`  ${what}: ${took.toFixed(2)} s (${isGood ? 'goal' : 'MISSED'}: under ${most} s)`);
  if (!isGood) process.exitCode = 1;
}

async function apply(): Promise<void> {
  await world.db.transaction().execute(async (db) => {
    const { rows } = await sql<{ uins: number[]; groups: string[]; configurations: string[] }>`
      select uins, group_ids as groups, permission_configuration_ids as configurations
      from authorization_drafts where draft_id = ${draftId}`.execute(db);
    const [chosen] = rows;
    if (!chosen) throw new Error('The draft is gone.');
    const draft = {
      ...{ draftId, revision: 2, uins: chosen.uins, userIds: [], groupIds: chosen.groups },
      ...{ roleConfigurationIds: chosen.configurations, startTime: null, endTime: null },
      ...{ place: null, createTime: now, updateTime: now },
    };
    const submission = { submissionId: 'as-bench', taskPrefix: 't-bench', now };
    await submissions.insert(db, zoneId, { ...submission, actor: administrator });
    await grant(db, zoneId, submissions.tripletsOf(zoneId, organizationId, draft), submission);
  });
}

/**
 * Everybody is in one more group, so that there are many kinds of people; and of each group's triplets some are missing, other
 * ones each time.
 */
async function scatter(): Promise<void> {
  const { groups } = sizes;
  await sql`
    insert into group_members (group_id, user_id, space_id, joined_at)
    select distinct 'g-' || (1 + (n * 7 + k * (n % 5 + 1)) % ${groups}::int), 'u-' || n, ${zoneId}, ${now}::timestamptz
    from generate_series(1, ${groups * sizes.members}::int) n, generate_series(1, 3) k
    on conflict do nothing`.execute(world.db);
  await sql`
    delete from authorizations
    where (hashtext(permission_configuration_id || uin || principal_id) % 20) = 0`.execute(world.db);
}

/** As a script does it that knows one call and one triplet. */
async function oneByOne(): Promise<void> {
  for (let at = 1; at <= single; at += 1) {
    const triplet = { principalType: 'User', principalId: `u-${at}`, targetType: 'MemberUin' };
    const where = { targetUin: 200_000_000_000 + at, roleConfigurationId: 'rc-1' };
    await world.execute(createRoleAssignment, administrator, {
      zoneId,
      roleAssignmentInfo: [{ ...triplet, ...where }],
    });
  }
}

async function fill(): Promise<void> {
  const { accounts, groups, configurations, members } = sizes;
  await sql`
    insert into accounts (uin, organization_id, department_id, name, kind, cloud_site, joined_at, pay_uin,
                          nick_name, verified_entity, description, updated_at)
    select 200000000000 + n, ${organizationId}, ${rootDepartmentId}, 'account ' || n, 'member', 'local', ${now},
           200000000000 + n, 'account ' || n, '', '', ${now}
    from generate_series(1, ${accounts - 1}::int) n`.execute(world.db);
  await sql`
    insert into users (user_id, space_id, user_name, status, source, created_at, updated_at)
    select 'u-' || n, ${zoneId}, 'user' || n, 'Enabled', 'Manual', ${now}, ${now}
    from generate_series(1, ${groups * members}::int) n`.execute(world.db);
  await sql`
    insert into user_groups (group_id, space_id, group_name, source, created_at, updated_at)
    select 'g-' || n, ${zoneId}, 'group' || n, 'Manual', ${now}, ${now}
    from generate_series(1, ${groups}::int) n`.execute(world.db);
  await sql`
    insert into group_members (group_id, user_id, space_id, joined_at)
    select 'g-' || (1 + n % ${groups}::int), 'u-' || n, ${zoneId}, ${now}
    from generate_series(1, ${groups * members}::int) n`.execute(world.db);
  await sql`
    insert into permission_configurations (permission_configuration_id, space_id, name, session_seconds, created_at,
                                           updated_at)
    select 'rc-' || n, ${zoneId}, 'Configuration' || n, 3600, ${now}, ${now}
    from generate_series(1, ${configurations}::int) n`.execute(world.db);
}
