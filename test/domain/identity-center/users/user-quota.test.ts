import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { quotas } from '../../../../src/domain/identity-center/space/quotas.ts';
import { createUser } from '../../../../src/domain/identity-center/users/create-user.ts';
import { connectDirectory, userSchema } from '../../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('the quota of users', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const create = (userName: string) => world.execute(createUser, administrator, { zoneId, userName });
  const expected = () =>
    world.db
      .selectFrom('spaces')
      .select('users_at_most as most')
      .where('space_id', '=', zoneId)
      .executeTakeFirstOrThrow();
  /** Without the triggers of each row, which take most of the time. */
  const fill = (count: number) =>
    world.db.transaction().execute(async (db) => {
      await sql`set local session_replication_role = replica`.execute(db);
      await sql`
        insert into users (user_id, space_id, user_name, status, source, created_at, updated_at)
        select 'u-' || n, ${zoneId}, 'employee-' || n, 'Enabled', 'Manual', now(), now()
        from generate_series(1, ${count}::int) n`.execute(db);
    });

  it('holds for people and directories alike, up to the last place', async () => {
    const directory = await connectDirectory(world, zoneId);
    await fill(quotas.userQuota - 2);

    await create('by-hand');
    const last = await directory.post('/Users', { schemas: [userSchema], userName: 'by-directory' });
    const refused = await directory.post('/Users', { schemas: [userSchema], userName: 'one-too-many' });

    expect([last.status, refused.status]).toEqual([201, 403]);
    await expect(create('one-more')).rejects.toMatchObject({ code: 'UserOverUpperLimit' });
    expect(await expected()).toEqual({ most: quotas.userQuota });
  }, 120_000);

  it('gives the places of those who have gone to others', async () => {
    await create('user1');
    await create('user2');
    expect(await expected()).toEqual({ most: 2 });
    await world.db.updateTable('spaces').set({ users_at_most: quotas.userQuota }).execute();

    await create('user3');

    expect(await expected()).toEqual({ most: 3 });
  });

  it('is not used up by what was refused', async () => {
    await create('user1');

    await expect(create('user1')).rejects.toMatchObject({ code: 'UsernameAlreadyExists' });

    expect(await expected()).toEqual({ most: 1 });
  });
});
