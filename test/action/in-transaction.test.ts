import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor } from '../../src/action/actor.ts';
import { type ActionContext, defineAction } from '../../src/action/define-action.ts';
import { DomainError } from '../../src/action/domain-error.ts';
import { createRoleAssignment } from '../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { deleteOrganizationMembers } from '../../src/domain/organization/membership/delete-organization-members.ts';
import { createConfiguration, createPerson } from '../support/northwind.ts';
import { invitedMember } from '../support/organization.ts';
import { foundSpace, newWorld, type World } from '../support/world.ts';

describe('a transaction that the database gives up', () => {
  let world: World;
  beforeEach(async () => {
    world = await newWorld();
  });

  /** Writes a row, and is then given up that many times. */
  const givenUp = (times: number, code: string) => {
    let runs = 0;
    const action = defineAction({
      id: 'test:Write',
      summary: 'Write one row.',
      effect: 'write',
      allowed: ['system'],
      input: z.object({}),
      output: z.object({ runs: z.int() }),
      async run({ db, now }: ActionContext) {
        runs += 1;
        await db
          .insertInto('set_up_links')
          .values({ token_hash: `run ${runs}`, created_at: now })
          .execute();
        const failure = sql.raw(`do $$ begin raise exception 'given up' using errcode = '${code}'; end $$`);
        if (runs <= times) await sql`${failure}`.execute(db);
        return { runs };
      },
    });
    return { run: () => world.execute(action, systemActor, {}), runs: () => runs };
  };
  const written = async () =>
    (await world.db.selectFrom('set_up_links').select('token_hash').execute()).map((row) => row.token_hash);

  it.each(['40P01', '40001'])('for %s runs again, and leaves what its last run wrote, once', async (code) => {
    const { run } = givenUp(2, code);

    expect(await run()).toEqual({ runs: 3 });
    expect(await written()).toEqual(['run 3']);
    expect(await world.auditTrail()).toEqual(['test:Write']);
  });

  it('again and again is given up in the end, and leaves nothing', async () => {
    const { run, runs } = givenUp(9, '40P01');

    await expect(run()).rejects.toMatchObject({ code: '40P01' });
    expect(runs()).toBe(3);
    expect([await written(), await world.auditTrail()]).toEqual([[], []]);
  });

  it('for any other reason runs once', async () => {
    const { run, runs } = givenUp(9, '23505');

    await expect(run()).rejects.toMatchObject({ code: '23505' });
    expect(runs()).toBe(1);
  });

  it('is nobody’s who removes and authorizes the same members in opposite order', async () => {
    const { administrator, zoneId, rootDepartmentId: nodeId } = await foundSpace(world);
    const principalId = await createPerson(world, administrator, zoneId, 'alice');
    const roleConfigurationId = await createConfiguration(world, administrator, zoneId, 'Reader', []);
    const authorize = (uins: number[]) =>
      world.execute(createRoleAssignment, administrator, {
        zoneId,
        roleAssignmentInfo: uins.map((targetUin) => ({
          ...{ principalType: 'User', principalId, targetUin, targetType: 'MemberUin', roleConfigurationId },
        })),
      });
    for (const round of [1, 2, 3]) {
      const uins: number[] = [];
      for (const name of [`a${round}`, `b${round}`, `c${round}`])
        uins.push((await invitedMember(world, administrator, { name, nodeId })).uin);
      const ended = await Promise.allSettled([
        world.execute(deleteOrganizationMembers, administrator, { memberUin: uins }),
        authorize(uins.toReversed()),
        authorize(uins),
      ]);

      const unexpected = ended.filter(
        (end) => end.status === 'rejected' && !(end.reason instanceof DomainError),
      );
      expect(unexpected).toEqual([]);
      expect(ended[0]).toMatchObject({ status: 'fulfilled', value: { removed: uins } });
      expect(await world.db.selectFrom('authorizations').select('uin').execute()).toEqual([]);
    }
  });
});
