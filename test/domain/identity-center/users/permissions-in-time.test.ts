import { beforeEach, describe, expect, it } from 'vitest';
import type { Employee, Principal } from '../../../../src/action/actor.ts';
import { createAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { updateAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { planAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { explainAccess } from '../../../../src/domain/identity-center/portal/explain-access.ts';
import { listRoleAccounts } from '../../../../src/domain/identity-center/portal/list-role-accounts.ts';
import { listUserPermissions } from '../../../../src/domain/identity-center/users/list-user-permissions.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('the permissions of a user whose authorization has a start and an end', () => {
  let world: World;
  let administrator: Principal;
  let alice: Employee;
  let zoneId: string;
  let uin: number;
  let reader: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin } = await foundSpace(world));
    const userId = await createPerson(world, administrator, zoneId, 'alice');
    alice = { kind: 'employee', spaceId: zoneId, userId };
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
  });

  const inSeconds = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1000);
  async function grant(times: { startTime?: Date; endTime?: Date }): Promise<void> {
    const { draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId });
    const draft = { zoneId, draftId };
    const add = { uins: [uin], userIds: [alice.userId], roleConfigurationIds: [reader] };
    await world.execute(updateAuthorizationDraft, administrator, { ...draft, add, ...times });
    const { revision } = (await world.execute(planAuthorizationDraft, administrator, draft)).draft;
    await world.execute(submitAuthorizationDraft, administrator, { ...draft, revision });
    await world.runJobs();
  }
  const asked = () => ({ zoneId, userId: alice.userId });
  const seenByAdministrator = async () =>
    (await world.execute(listUserPermissions, administrator, asked())).totalCounts;
  const seenInPortal = async () => (await world.execute(listRoleAccounts, alice, {})).totalCounts;
  const seen = async () => [await seenByAdministrator(), await seenInPortal()];

  it('are what the portal opens: nothing before the start, nothing from the end on', async () => {
    await grant({ startTime: inSeconds(60), endTime: inSeconds(120) });

    expect(await seen()).toEqual([0, 0]);
    world.clock.advance(60);
    expect(await seen()).toEqual([1, 1]);
    world.clock.advance(59);
    expect(await seen()).toEqual([1, 1]);
    world.clock.advance(1);
    expect(await seen()).toEqual([0, 0]);
  });

  it('say since when and until when they count, and stay by another grant when one is over', async () => {
    const startTime = inSeconds(60);
    const endTime = inSeconds(120);
    await grant({ startTime, endTime });
    const team = await createGroupOf(world, administrator, zoneId, 'Team', [alice.userId]);
    await authorize(world, administrator, zoneId, [{ group: team, uin, configuration: reader }]);
    world.clock.advance(60);

    const reasons = async () => {
      const { permissions } = await world.execute(listUserPermissions, administrator, asked());
      return permissions.flatMap(({ grantedBy }) =>
        grantedBy.map(({ kind, since, until }) => ({ kind, since, until })),
      );
    };
    const byGroup = { kind: 'group', since: inSeconds(-60), until: null };
    expect(await reasons()).toEqual([{ kind: 'user', since: startTime, until: endTime }, byGroup]);
    const where = { uin, permissionConfigurationId: reader };
    const { reasons: shown } = await world.execute(explainAccess, alice, where);
    expect(shown.map(({ endsAt }) => endsAt)).toEqual([endTime, null]);
    world.clock.advance(60);
    expect(await reasons()).toEqual([byGroup]);
  });
});
