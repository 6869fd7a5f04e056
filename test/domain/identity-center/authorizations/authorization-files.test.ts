import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { createDepartmentAuthorization } from '../../../../src/domain/identity-center/authorizations/departments/create-department-authorization.ts';
import { applyAuthorizationImport } from '../../../../src/domain/identity-center/authorizations/files/apply-authorization-import.ts';
import { authorizationColumns } from '../../../../src/domain/identity-center/authorizations/files/authorization-file.ts';
import { createAuthorizationImport } from '../../../../src/domain/identity-center/authorizations/files/create-authorization-import.ts';
import { exportAuthorizations } from '../../../../src/domain/identity-center/authorizations/files/export-authorizations.ts';
import { planAuthorizationImport } from '../../../../src/domain/identity-center/authorizations/files/plan-authorization-import.ts';
import { enterAccountAsRole } from '../../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { authorize, createConfiguration, createGroupOf, createPerson } from '../../../support/northwind.ts';
import { days, foundSouthwind } from '../../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const heading = authorizationColumns.join(',');

describe('authorizations as a file', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let [production, shop, blog] = [0, 0, 0];
  let [alice, bob, readers, reader] = ['', '', '', ''];
  beforeEach(async () => {
    world = await newWorld();
    const founded = await foundSpace(world);
    ({ administrator, zoneId } = founded);
    const parentNodeId = founded.rootDepartmentId;
    production = (
      await world.execute(addOrganizationNode, administrator, { parentNodeId, name: 'Production' })
    ).nodeId;
    shop = await member('shop', [{ tagKey: 'environment', tagValue: 'production' }]);
    blog = await member('blog');
    alice = await createPerson(world, administrator, zoneId, 'alice');
    bob = await createPerson(world, administrator, zoneId, 'bob');
    readers = await createGroupOf(world, administrator, zoneId, '=readers, all', [bob]);
    reader = await createConfiguration(world, administrator, zoneId, 'Reader', ['ReadOnlyAccess']);
    await createConfiguration(world, administrator, zoneId, 'Admin', ['AdministratorAccess']);
  });

  const member = async (name: string, tags: object[] = []) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId: production, tags })).uin;
  const inDays = (count: number) => new Date(world.clock.now().getTime() + days(count) * 1000);
  const bring = async (file: string, mode: 'add' | 'exact' = 'add', by = administrator, zone = zoneId) =>
    (await world.execute(createAuthorizationImport, by, { zoneId: zone, mode, file })).importId;
  const plan = (importId: string, by = administrator, zone = zoneId) =>
    world.execute(planAuthorizationImport, by, { zoneId: zone, importId, maxResults: 100 });
  const planOf = async (file: string, mode?: 'add' | 'exact') => plan(await bring(file, mode));
  const apply = async (importId: string, removeCount = 0) => {
    const { digest } = await plan(importId);
    const applied = await world.execute(applyAuthorizationImport, administrator, {
      ...{ zoneId, importId, digest, removeCount },
    });
    await world.runJobs();
    return applied;
  };
  const exported = async () => (await world.execute(exportAuthorizations, administrator, { zoneId })).rows;
  const asCsv = (rows: readonly Record<string, string>[]) =>
    [heading, ...rows.map((row) => authorizationColumns.map((column) => `"${row[column]}"`).join(','))].join(
      '\n',
    );
  const granted = async () =>
    (await world.db.selectFrom('authorizations').selectAll().execute())
      .map((row) => `${row.principal_id} ${row.permission_configuration_id} ${row.uin}`)
      .sort();
  const nothing = { create: 0, differs: 0, change: 0, error: 0, remove: 0 };

  /** One of each kind. */
  async function fill() {
    await authorize(world, administrator, zoneId, [
      { user: alice, uin: shop, configuration: reader },
      { group: readers, uin: blog, configuration: reader },
    ]);
    const to = { zoneId, nodeId: production, principalType: 'User', principalId: bob };
    await world.execute(createDepartmentAuthorization, administrator, {
      ...{ ...to, roleConfigurationId: reader, withBelow: false, endTime: inDays(2) },
    });
    await world.runJobs();
  }

  it('comes back as it went, as CSV and as JSON: nothing would happen', async () => {
    await fill();
    const rows = await exported();
    expect(rows).toHaveLength(3);

    for (const file of [asCsv(rows), JSON.stringify(rows)]) {
      const { counts } = await planOf(file, 'exact');
      expect(counts).toEqual({ ...nothing, exists: 3 });
    }
  });

  it('says line by line what would happen, with the reason of each error, and changes nothing', async () => {
    await fill();
    const before = await granted();
    const file = [
      heading,
      `User,Alice,${shop},,,reader,,`,
      `User,alice,${blog},,,Admin,,`,
      `User,alice,${blog},,,Admin,,`,
      `User,nobody,${blog},,,Admin,,`,
      'User,alice,999999999999,,,Admin,,',
      'User,alice,,Root / Nowhere,,Admin,,',
      `User,alice,${blog},,,Nothing,,`,
      `Robot,alice,${blog},,,Admin,,`,
      'User,alice,,,,Admin,,',
      `User,alice,${blog},,,Admin,soon,`,
      `User,alice,${blog},,,Admin,2027-01-02,2027-01-01`,
      `User,alice,${blog},,,Admin,,2020-01-01`,
      `User,alice,,Root / Production,all,Admin,,`,
      'too,short',
    ].join('\n');

    const { lines, counts } = await planOf(file);

    const found = Object.fromEntries(lines.map(({ line, outcome, problem }) => [line, problem ?? outcome]));
    expect(found).toEqual({
      ...{ 2: 'exists', 3: 'create', 4: 'repeated', 5: 'principalUnknown', 6: 'accountUnknown' },
      ...{ 7: 'departmentUnknown', 8: 'configurationUnknown', 9: 'principalType', 10: 'target', 11: 'time' },
      ...{ 12: 'order', 13: 'ended', 14: 'departmentScope', 15: 'misshapen' },
    });
    expect(counts).toEqual({ ...nothing, create: 1, exists: 1, error: 12 });
    expect(await granted()).toEqual(before);
  });

  it('adds what is new and takes nothing away, to accounts and to departments, and deploys it', async () => {
    await fill();
    const before = await granted();
    const importId = await bring(
      [
        heading,
        `User,alice,${blog},,,Reader,,${inDays(1).toISOString()}`,
        `"Group","'=readers, all",,Root / Production,,Reader,,`,
        'User,nobody,1,,,Reader,,',
      ].join('\n'),
    );

    const applied = await apply(importId);

    expect(applied).toMatchObject({ createdCount: 3, removedCount: 0 });
    expect(await granted()).toEqual(
      [
        ...before,
        `${alice} ${reader} ${blog}`,
        `${readers} ${reader} ${blog}`,
        `${readers} ${reader} ${shop}`,
      ].sort(),
    );
    const enter = () =>
      world.execute(
        enterAccountAsRole,
        { kind: 'employee', spaceId: zoneId, userId: alice },
        {
          ...{ uin: blog, permissionConfigurationId: reader },
        },
      );
    await enter();
    world.clock.advance(days(1));
    await expect(enter()).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('makes it exactly so: takes away what is not named, gives other times, and the next plan is empty', async () => {
    await fill();
    const file = [
      heading,
      `User,alice,${shop},,,Reader,,${inDays(5).toISOString()}`,
      `User,alice,,Root,below+admin,Admin,,`,
    ].join('\n');
    const { counts, leaving } = await planOf(file, 'exact');
    expect(counts).toEqual({ create: 1, exists: 0, differs: 0, change: 1, error: 0, remove: 2 });
    expect(leaving.map(({ principalName }) => principalName).sort()).toEqual(['=readers, all', 'bob']);

    const importId = await bring(file, 'exact');
    await expect(apply(importId)).rejects.toMatchObject({ code: 'AuthorizationImportNotConfirmed' });
    const applied = await apply(importId, 3);

    // The group in one account, and what two accounts inherited.
    expect(applied).toMatchObject({ removedCount: 3, changedCount: 1 });
    expect((await planOf(file, 'exact')).counts).toEqual({ ...nothing, exists: 2 });
    expect(await world.db.selectFrom('department_authorizations').selectAll().execute()).toHaveLength(1);
  });

  it('applies no exact file with an error in it, because a wrong name would take a right away', async () => {
    await fill();
    const before = await granted();
    const importId = await bring(`${heading}\nUser,alicia,${shop},,,Reader,,`, 'exact');

    await expect(apply(importId, 3)).rejects.toMatchObject({
      ...{ code: 'AuthorizationImportHasErrors', details: { count: 1 } },
    });

    expect(await granted()).toEqual(before);
  });

  it('refuses a plan that is out of date, and applies a file once', async () => {
    const importId = await bring(`${heading}\nUser,alice,${shop},,,Reader,,`);
    const { digest } = await plan(importId);
    await authorize(world, administrator, zoneId, [{ user: alice, uin: shop, configuration: reader }]);
    const applying = { zoneId, importId, digest };

    await expect(world.execute(applyAuthorizationImport, administrator, applying)).rejects.toMatchObject({
      code: 'AuthorizationImportChanged',
    });

    await apply(importId);
    await expect(plan(importId)).rejects.toMatchObject({ code: 'AuthorizationImportNotExist' });
  });

  it('says in totals who gains what, and how much of it is production', async () => {
    const { effects } = await planOf(
      `${heading}\nGroup,"=readers, all",${shop},,,Admin,,\nUser,alice,,Root / Production,,Admin,,`,
    );

    expect(effects).toEqual([
      {
        ...{ kind: 'gain', configurationName: 'Admin', personCount: 2, accountCount: 2 },
        ...{ productionCount: 1, isAdministrator: true },
      },
    ]);
  });

  it.each([
    ['', 'AuthorizationFileEmpty'],
    ['principalType,colour\nUser,red', 'AuthorizationFileColumnUnknown'],
    [`${heading}\nUser,"open`, 'AuthorizationFileUnreadable'],
    ['[{', 'AuthorizationFileNoJson'],
  ])('refuses a file that it cannot understand as a whole: %j', async (file, code) => {
    await expect(bring(file)).rejects.toMatchObject({ kind: 'invalid-input', code });
  });

  it('shows and applies a file to nobody but whoever brought it, and finds nothing of another organization', async () => {
    const other = await foundSouthwind(world);
    const importId = await bring(`${heading}\nUser,alice,${shop},,,Reader,,`);

    await expect(plan(importId, other.administrator, other.zoneId)).rejects.toMatchObject({
      kind: 'not-found',
    });
    const theirs = await bring(
      `${heading}\nUser,alice,${shop},,,Reader,,`,
      'add',
      other.administrator,
      other.zoneId,
    );
    const { lines } = await plan(theirs, other.administrator, other.zoneId);
    expect(lines).toMatchObject([{ outcome: 'error', problem: 'principalUnknown' }]);
  });
});
