import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { createAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { deleteAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/delete-authorization-draft.ts';
import { describeAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/describe-authorization-draft.ts';
import { listAuthorizationDrafts } from '../../../../src/domain/identity-center/authorizations/drafts/list-authorization-drafts.ts';
import { updateAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { describeAuthorizationSubmission } from '../../../../src/domain/identity-center/authorizations/submissions/describe-authorization-submission.ts';
import { planAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../../src/domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { days, foundSouthwind } from '../../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('multi-account authorization by a draft', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let uin: number;
  let root: number;
  let alice: string;
  let reader: string;
  let draftId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, adminUin: uin, rootDepartmentId: root } = await foundSpace(world));
    alice = await createPerson(world, administrator, zoneId, 'alice');
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    ({ draftId } = await world.execute(createAuthorizationDraft, administrator, { zoneId }));
  });

  const department = async (name: string, parentNodeId = root) =>
    (await world.execute(addOrganizationNode, administrator, { parentNodeId, name })).nodeId;
  const member = async (name: string, nodeId = root) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId })).uin;
  const update = (change: object, by = administrator) =>
    world.execute(updateAuthorizationDraft, by, { zoneId, draftId, ...change });
  const choose = (add: object) => update({ add });
  const plan = async () =>
    (await world.execute(planAuthorizationDraft, administrator, { zoneId, draftId })).plan;
  const revision = async () =>
    (await world.execute(planAuthorizationDraft, administrator, { zoneId, draftId })).draft.revision;
  const submit = async (reviewed?: number) =>
    world.execute(submitAuthorizationDraft, administrator, {
      ...{ zoneId, draftId, revision: reviewed ?? (await revision()) },
    });
  const authorizations = () => world.db.selectFrom('authorizations').selectAll().execute();

  it('takes all accounts of a department and below by one choice, and single ones out of it again', async () => {
    const production = await department('Production');
    const web = await department('Web', production);
    const [shop, blog] = [await member('shop', web), await member('blog', production)];
    await member('sandbox');

    await choose({ nodeIds: [production] });
    const described = await world.execute(describeAuthorizationDraft, administrator, {
      ...{ zoneId, draftId, of: 'accounts', onlyChosen: true },
    });
    expect(described.choices.map(({ name }) => name)).toEqual(['blog', 'shop']);
    expect(described.nodes).toEqual(
      expect.arrayContaining([
        { nodeId: root, total: 4, chosen: 2 },
        { nodeId: production, total: 2, chosen: 2 },
        { nodeId: web, total: 1, chosen: 1 },
      ]),
    );

    await update({ remove: { uins: [shop] } });
    expect((await plan()).accountCount).toBe(1);
    await update({ remove: { nodeIds: [production] }, add: { uins: [blog] } });
    expect((await plan()).accountCount).toBe(1);
  });

  it('creates a task for each triplet, deploys, and shows how far that is', async () => {
    const group = await createGroupOf(world, administrator, zoneId, 'readers', [alice]);
    const web = await member('web');
    await choose({ uins: [uin, web], userIds: [alice], groupIds: [group], roleConfigurationIds: [reader] });

    const submitted = await submit();

    expect(submitted).toMatchObject({ createdCount: 4, existingCount: 0 });
    const described = () =>
      world.execute(describeAuthorizationSubmission, administrator, {
        ...{ zoneId, submissionId: submitted.submissionId },
      });
    const progress = async () => (await described()).submission;
    expect(await described()).toMatchObject({ shown: 'InProgress', totalCounts: 4 });
    expect(await progress()).toMatchObject({ totalCount: 4, pendingCount: 4, doneCount: 0, failedCount: 0 });
    // One job for each account, however many tasks it has.
    expect(await world.runJobs()).toBe(2);
    expect(await progress()).toMatchObject({ totalCount: 4, pendingCount: 0, doneCount: 4, failedCount: 0 });
    const roles = world.db.selectFrom('cam_roles').select('uin').where('role_name', 'like', '%-Reader');
    expect(await roles.execute()).toHaveLength(2);
  });

  it('fails what exists already with its reason, while the rest succeeds', async () => {
    await authorize(world, administrator, zoneId, [{ user: alice, uin, configuration: reader }]);
    const web = await member('web');
    await choose({ uins: [uin, web], userIds: [alice], roleConfigurationIds: [reader] });
    expect(await plan()).toMatchObject({ tripletCount: 2, existingCount: 1, gainingPersonCount: 1 });

    const { submissionId, ...counts } = await submit();

    expect(counts).toEqual({ createdCount: 1, existingCount: 1 });
    const failed = await world.execute(describeAuthorizationSubmission, administrator, {
      ...{ zoneId, submissionId },
    });
    expect(failed.tasks).toMatchObject([
      { failureReason: 'This authorization exists already.', principalName: 'alice', targetUin: uin },
    ]);
    expect(failed.shown).toBe('Failed');
  });

  it('submits what was reviewed, once, and nothing that was changed afterwards', async () => {
    await choose({ uins: [uin], userIds: [alice], roleConfigurationIds: [reader] });
    const reviewed = await revision();
    const admin = await createConfiguration(world, administrator, zoneId, 'Admin', ['AdministratorAccess']);
    await choose({ roleConfigurationIds: [admin] });

    await expect(submit(reviewed)).rejects.toMatchObject({ code: 'AuthorizationDraftChanged' });
    expect(await authorizations()).toEqual([]);

    const latest = await revision();
    await submit(latest);
    await expect(submit(latest)).rejects.toMatchObject({ code: 'AuthorizationDraftNotExist' });
    expect(await authorizations()).toHaveLength(2);
  });

  it('leaves out what was deleted meanwhile, and refuses when nothing is left', async () => {
    await choose({
      uins: [uin, 700_000_000_000],
      userIds: [alice, 'u-none'],
      roleConfigurationIds: [reader],
    });
    expect(await plan()).toMatchObject({ accountCount: 1, principalCount: 1, tripletCount: 1 });
    await world.db.deleteFrom('users').execute();

    await expect(submit()).rejects.toMatchObject({ code: 'AuthorizationDraftIncomplete' });
    expect(await world.db.selectFrom('tasks').selectAll().execute()).toEqual([]);
    expect(await world.runJobs()).toBe(0);
  });

  it('ends in the future and after it starts', async () => {
    const from = world.clock.now();
    const at = (seconds: number) => new Date(from.getTime() + seconds * 1000);

    await expect(update({ endTime: from })).rejects.toMatchObject({ code: 'AuthorizationEndsInThePast' });
    await expect(update({ startTime: at(20), endTime: at(10) })).rejects.toMatchObject({
      code: 'AuthorizationEndsBeforeStart',
    });
    await update({ startTime: at(10), endTime: at(20) });
    await choose({ uins: [uin], userIds: [alice], roleConfigurationIds: [reader] });
    world.clock.advance(30);
    await expect(submit()).rejects.toMatchObject({ code: 'AuthorizationEndsInThePast' });
    expect(await authorizations()).toEqual([]);
  });

  it('is there for whoever began it alone, until a week after the last change', async () => {
    const theirs = await foundSouthwind(world);
    const user: Principal = {
      ...administrator,
      identity: { type: 'role', roleId: '1', roleName: 'x', sessionName: 'bob', issuedAt: '' },
    };
    const asked = { zoneId, draftId };
    for (const other of [theirs.administrator, user]) {
      await expect(world.execute(planAuthorizationDraft, other, asked)).rejects.toBeTruthy();
    }
    const strange = { zoneId: theirs.zoneId, draftId };
    await expect(
      world.execute(submitAuthorizationDraft, theirs.administrator, { ...strange, revision: 1 }),
    ).rejects.toMatchObject({ code: 'AuthorizationDraftNotExist' });

    world.clock.advance(days(6));
    await choose({ uins: [uin] });
    world.clock.advance(days(6));
    expect((await world.execute(listAuthorizationDrafts, administrator, { zoneId })).drafts).toHaveLength(1);
    world.clock.advance(days(1));
    await expect(plan()).rejects.toMatchObject({ code: 'AuthorizationDraftNotExist' });
  });

  it('chooses nothing of another organization', async () => {
    const theirs = await foundSouthwind(world);
    const eve = await createPerson(world, theirs.administrator, theirs.zoneId, 'eve');
    const admin = await createConfiguration(world, theirs.administrator, theirs.zoneId, 'Admin', []);

    await choose({
      ...{ uins: [theirs.adminUin], nodeIds: [theirs.rootDepartmentId], userIds: [eve] },
      roleConfigurationIds: [admin],
    });

    expect(await plan()).toMatchObject({ accountCount: 0, principalCount: 0, roleConfigurationCount: 0 });
  });

  it('can be thrown away', async () => {
    await world.execute(deleteAuthorizationDraft, administrator, { zoneId, draftId });

    await expect(plan()).rejects.toMatchObject({ code: 'AuthorizationDraftNotExist' });
  });
});
