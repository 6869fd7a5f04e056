import { sql } from 'kysely';
import { expect, it } from 'vitest';
import * as tasks from '../../../../src/domain/identity-center/tasks/task-queries.ts';
import * as waitingTasks from '../../../../src/domain/identity-center/tasks/waiting-task-queries.ts';
import type { Transaction } from '../../../../src/platform/database/database.ts';
import { deployable } from '../../../support/deployment.ts';
import { invitedMember } from '../../../support/organization.ts';
import { newWorld } from '../../../support/world.ts';

const mine = 30;
const others = 20_000;
const most = 20;

it('takes up and ends the oldest tasks of an account, and reads none of the thousands that wait in another', async () => {
  const world = await newWorld();
  const { uin, zoneId, administrator, rootDepartmentId } = await deployable(world);
  const { uin: other } = await invitedMember(world, administrator, {
    name: 'shop',
    nodeId: rootDepartmentId,
  });
  const now = world.clock.now();
  const wait = (count: number, at: number) =>
    sql`
    insert into tasks (task_id, space_id, task_type, status, uin, created_at, updated_at)
    select 't-' || ${at}::bigint || '-' || lpad(n::text, 5, '0'), ${zoneId}, 'ProvisionRoleConfiguration', 'InProgress',
           ${at}, ${now}::timestamptz - n * interval '1 second', ${now}
    from generate_series(1, ${count}::int) n`.execute(world.db);
  await wait(others, other);
  await wait(mine, uin);

  const { taken, read } = await world.db.transaction().execute(async (db) => {
    const before = await rowsRead(db);
    const taken = (await waitingTasks.takeUp(db, zoneId, uin, most, now)).map(({ taskId }) => taskId);
    await tasks.end(db, zoneId, uin, taken, undefined, now);
    return { taken, read: (await rowsRead(db)) - before };
  });

  expect(taken).toEqual(
    Array.from({ length: most }, (_, at) => `t-${uin}-${String(mine - at).padStart(5, '0')}`),
  );
  expect(read).toBeLessThan(10 * mine);
  expect(await inProgress()).toEqual([
    { uin, count: mine - most },
    { uin: other, count: others },
  ]);

  async function inProgress() {
    const { rows } = await sql`
      select uin, count(*)::int as count from tasks where status = 'InProgress' group by uin order by count`.execute(
      world.db,
    );
    return rows;
  }
});

/** Of tasks in this transaction, as the database counts them. */
async function rowsRead(db: Transaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (seq_tup_read + idx_tup_fetch)::int as count from pg_stat_xact_user_tables where relname = 'tasks'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
