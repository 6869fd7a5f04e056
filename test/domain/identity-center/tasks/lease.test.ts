import { beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../../src/action/actor.ts';
import { cancelTask } from '../../../../src/domain/identity-center/tasks/cancel-task.ts';
import { listTasks } from '../../../../src/domain/identity-center/tasks/list-tasks.ts';
import { listWaitingAccounts } from '../../../../src/domain/identity-center/tasks/list-waiting-accounts.ts';
import { type Deployable, deployable } from '../../../support/deployment.ts';
import { createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('the tasks of an account', () => {
  let world: World;
  let its: Deployable;
  beforeEach(async () => {
    world = await newWorld();
    its = await deployable(world);
  });

  const lease = (expires_at: Date) =>
    world.db
      .insertInto('account_leases')
      .values({ uin: its.uin, space_id: its.zoneId, holder: 'somebody', expires_at })
      .execute();
  const later = new Date('2999-01-01');
  const waiting = async () => (await world.execute(listWaitingAccounts, systemActor, {})).accounts;

  it('are worked on by one worker at a time', async () => {
    await its.assign();
    await lease(later);

    expect(await its.workOff()).toEqual({ worked: 0 });

    expect(await its.tasks()).toEqual(['CreateRoleAssignment InProgress']);
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
  });

  it('are taken over from a worker that has died, and looked for without its job', async () => {
    await its.assign();
    world.clock.advance(60);
    await lease(later);
    expect(await waiting()).toEqual([]);

    await world.db
      .updateTable('account_leases')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await waiting()).toEqual([{ spaceId: its.zoneId, uin: its.uin }]);
    await its.workOff();

    expect(await its.tasks()).toEqual(['CreateRoleAssignment Success']);
    expect(await waiting()).toEqual([]);
    expect(await world.db.selectFrom('account_leases').selectAll().execute()).toEqual([]);
  });

  it('end once when two workers come at the same moment', async () => {
    await its.assign();
    await its.assign({ userId: await createPerson(world, its.administrator, its.zoneId, 'bob') });

    const worked = await Promise.all([its.workOff(), its.workOff(), its.workOff()]);

    expect(worked.reduce((sum, { worked: count }) => sum + count, 0)).toBe(2);
    expect(await its.tasks()).toEqual(['CreateRoleAssignment Success', 'CreateRoleAssignment Success']);
    expect(await its.objects()).toEqual({ roles: 1, providers: 1, attachments: 2 });
  });

  it('are given up when they keep breaking their workers, and so is the deployment', async () => {
    await its.assign();
    await world.db
      .updateTable('tasks')
      .set({ attempts: 10, started_at: new Date(0) })
      .execute();

    await its.workOff();

    expect((await its.tasks())[0]).toMatch(/^CreateRoleAssignment Failed: This was tried too often/);
    expect(await its.statuses()).toEqual(['DeployFailed']);
  });

  it('cannot be cancelled once a worker has taken them up', async () => {
    const taskId = await its.assign();
    await world.db
      .updateTable('tasks')
      .set({ started_at: new Date(0) })
      .execute();

    await expect(
      world.execute(cancelTask, its.administrator, { zoneId: its.zoneId, taskId }),
    ).rejects.toMatchObject({ code: 'TaskNotPending' });
    expect(await world.db.selectFrom('authorizations').selectAll().execute()).toHaveLength(1);
  });

  it('are cancelled with what they were to do', async () => {
    const taskId = await its.assign();
    await world.execute(cancelTask, its.administrator, { zoneId: its.zoneId, taskId });
    await world.runJobs();

    expect(await world.db.selectFrom('authorizations').selectAll().execute()).toEqual([]);
    expect(await its.statuses()).toEqual([]);
    expect(await its.objects()).toEqual({ roles: 0, providers: 0, attachments: 0 });
  });

  it('are listed by what they are about, and never those of another organization', async () => {
    await its.assign();
    const bob = await createPerson(world, its.administrator, its.zoneId, 'bob');
    await its.assign({ userId: bob });
    const list = (filter: object) =>
      world.execute(listTasks, its.administrator, { zoneId: its.zoneId, ...filter });

    expect((await list({})).totalCounts).toBe(2);
    expect((await list({ principalId: bob })).tasks).toMatchObject([
      { principalName: 'bob', startTime: null },
    ]);
    expect((await list({ status: 'Failed' })).tasks).toEqual([]);
    expect((await list({ filter: 'bob' })).totalCounts).toBe(1);
    const other = await foundSpace(world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    const theirs = await world.execute(listTasks, other.administrator, { zoneId: other.zoneId });
    expect(theirs.tasks).toEqual([]);
  });
});
