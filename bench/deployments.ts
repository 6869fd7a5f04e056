import { systemActor } from '../src/action/actor.ts';
import { createRoleAssignment } from '../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { workOffTasks } from '../src/domain/identity-center/tasks/work-off-tasks.ts';
import { registerOrganizationMember } from '../src/domain/organization/accounts/register-organization-member.ts';
import type { CloudSite } from '../src/platform/settings.ts';
import { startFakeCloud } from '../test/support/fake-cloud.ts';
import { createConfiguration, createPerson } from '../test/support/northwind.ts';
import { foundSpace, newWorld } from '../test/support/world.ts';

/** Deployments: what the limits of a cloud leave, and what a triplet costs in an account of our own. */
const callsPerSecond = 20;
const latencyMilliseconds = 100;
const cloudAccounts = 4;
const cloudConfigurations = 16;
const localPeople = 40;
const localConfigurations = 10;

const world = await newWorld();
const { administrator, zoneId, adminUin, rootDepartmentId } = await foundSpace(world);
const policies = ['ReadOnlyAccess', 'QcloudCamReadOnlyAccess', 'AdministratorAccess'];
const configurations: string[] = [];
for (let count = 0; count < cloudConfigurations; count += 1)
  configurations.push(await createConfiguration(world, administrator, zoneId, `C${count}`, policies));
const people: string[] = [];
for (let count = 0; count < localPeople; count += 1)
  people.push(await createPerson(world, administrator, zoneId, `p${count}`));

await inTheCloud();
await inOurOwn();
process.exit(process.exitCode ?? 0);

async function inTheCloud(): Promise<void> {
  const cloud = await startFakeCloud(adminUin);
  Object.assign(cloud, { latencyMilliseconds, callsPerSecond });
  (world.settings.cloudSites['tencent-cn'] as CloudSite).connection = cloud.connection;
  const uins = Array.from({ length: cloudAccounts }, (_, place) => 700_000_000_001 + place);
  for (const uin of uins) {
    cloud.members.add(uin);
    const member = { memberUin: uin, name: `A${uin}`, nodeId: rootDepartmentId, cloudSite: 'tencent-cn' };
    await world.execute(registerOrganizationMember, administrator, member);
    await assign(people.slice(0, 1), configurations, uin);
  }
  const begun = performance.now();
  await Promise.all(uins.map((uin) => workOffAll(uin)));
  const seconds = (performance.now() - begun) / 1000;
  const most = Math.max(...uins.map((uin) => cloud.calls.filter((call) => call.uin === uin).length));
  const share = most / callsPerSecond / seconds;
  console.log(
    `  ${cloudAccounts} accounts, ${most} calls each at ${latencyMilliseconds} ms: ${seconds.toFixed(1)} s`,
  );
  goal('of the throughput that 20 calls a second and account allow', share, 0.8);
  await cloud.stop();
}

async function inOurOwn(): Promise<void> {
  const chosen = configurations.slice(0, localConfigurations);
  const actions = await assign(people, chosen, adminUin);
  const begun = performance.now();
  await workOffAll(adminUin);
  const perTriplet = (performance.now() - begun) / (people.length * chosen.length);
  console.log(
    `  a triplet: ${actions.toFixed(2)} ms as an action call, ${perTriplet.toFixed(2)} ms to apply`,
  );
  goal('times as fast as an action call, applied locally', actions / perTriplet, 10);
}

/** One call for each triplet; returns the milliseconds of one. */
async function assign(principals: string[], roles: string[], targetUin: number): Promise<number> {
  const begun = performance.now();
  for (const principalId of principals) {
    for (const roleConfigurationId of roles) {
      const triplet = {
        principalType: 'User',
        principalId,
        targetUin,
        targetType: 'MemberUin',
        roleConfigurationId,
      };
      await world.execute(createRoleAssignment, administrator, { zoneId, roleAssignmentInfo: [triplet] });
    }
  }
  return (performance.now() - begun) / (principals.length * roles.length);
}

async function workOffAll(uin: number): Promise<void> {
  for (;;) {
    const { worked } = await world.execute(workOffTasks, systemActor, { spaceId: zoneId, uin });
    if (worked === 0) return;
  }
}

function goal(what: string, found: number, least: number): void {
  const isMet = found >= least;
  if (!isMet) process.exitCode = 1;
  console.log(`  ${found.toFixed(2)} ${what} (goal: ${least}) ${isMet ? '' : 'MISSED'}`);
}
