import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { describeOrganizationMembers } from '../../../src/domain/organization/accounts/describe-organization-members.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { describeOrganizationNodes } from '../../../src/domain/organization/departments/describe-organization-nodes.ts';
import { describeOrganizationTree } from '../../../src/domain/organization/departments/describe-organization-tree.ts';
import { moveOrganizationNodeMembers } from '../../../src/domain/organization/departments/move-organization-node-members.ts';
import { updateOrganizationNode } from '../../../src/domain/organization/departments/update-organization-node.ts';
import { foundSouthwind } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('departments', () => {
  let world: World;
  let administrator: Principal;
  let adminUin: number;
  let root: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, adminUin, rootDepartmentId: root } = await foundSpace(world));
  });

  const add = async (name: string, parentNodeId = root, attributes: object = {}) =>
    (await world.execute(addOrganizationNode, administrator, { parentNodeId, name, ...attributes })).nodeId;
  const create = async (name: string, nodeId = root) =>
    (await world.execute(createOrganizationMember, administrator, { name, nodeId })).uin;
  const remove = (...nodeId: number[]) => world.execute(deleteOrganizationNodes, administrator, { nodeId });
  const move = (nodeId: number, ...memberUin: number[]) =>
    world.execute(moveOrganizationNodeMembers, administrator, { nodeId, memberUin });
  const names = async () =>
    (await world.db.selectFrom('departments').select('name').orderBy('department_id').execute()).map(
      ({ name }) => name,
    );
  const placeOf = async (uin: number) => {
    const search = { memberUins: [uin] };
    const { items } = await world.execute(describeOrganizationMembers, administrator, search);
    return items[0]?.nodePath;
  };

  describe('being added', () => {
    it('go five levels deep, and not six', async () => {
      let parent = root;
      for (const level of [2, 3, 4, 5]) parent = await add(`level ${level}`, parent);

      await expect(add('level 6', parent)).rejects.toMatchObject({
        kind: 'limit-exceeded',
        code: 'NodeDepthExceedLimit',
        details: { limit: 5 },
      });
      expect(await names()).not.toContain('level 6');
    });

    it('are twenty in one department, and not twenty-one', async () => {
      for (let number = 1; number <= 20; number += 1) await add(`d${number}`);

      await expect(add('d21')).rejects.toMatchObject({ kind: 'limit-exceeded', code: 'NodeExceedLimit' });
      expect(await names()).toHaveLength(21);
    });

    it('are of a name once below the same parent', async () => {
      const production = await add('Production');

      await expect(add('Production')).rejects.toMatchObject({ code: 'OrganizationNodeNameUsed' });
      await expect(add('Production', production)).resolves.toBeGreaterThan(0);
      await expect(add('x', 999_999)).rejects.toMatchObject({ code: 'OrganizationNodeNotExist' });
    });

    it('have names of 40 characters at most, and ten tags, each key once', async () => {
      const tags = (count: number) =>
        Array.from({ length: count }, (_, number) => ({ tagKey: `key ${number}`, tagValue: 'v' }));

      await expect(add('x'.repeat(41))).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(add('a/b')).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(add('many', root, { tags: tags(11) })).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(add('twice', root, { tags: [...tags(1), ...tags(1)] })).rejects.toMatchObject({
        kind: 'invalid-input',
      });
      expect(await add('华'.repeat(40), root, { tags: tags(10), remark: 'South' })).toBeGreaterThan(root);
      const { items } = await world.execute(describeOrganizationNodes, administrator, {
        tags: [{ tagKey: 'key 9', tagValue: 'v' }],
      });
      expect(items).toMatchObject([{ name: '华'.repeat(40), parentNodeId: root, remark: 'South' }]);
    });
  });

  describe('being changed', () => {
    it('get another name, description and tags, and are recorded with both names', async () => {
      const nodeId = await add('Shop');
      const tags = [{ tagKey: 'stage', tagValue: 'live' }];
      await world.execute(updateOrganizationNode, administrator, {
        nodeId,
        name: 'Storefront',
        remark: 'Web',
        tags,
      });

      const { current } = await world.execute(describeOrganizationTree, administrator, { nodeId });
      expect(current).toMatchObject({ name: 'Storefront', remark: 'Web', tags, path: 'Root / Storefront' });
      expect(
        await world.db
          .selectFrom('organization_changes')
          .select(['kind', 'former', 'present'])
          .orderBy('change_id', 'desc')
          .limit(2)
          .execute(),
      ).toEqual([
        { kind: 'DepartmentEdited', former: '', present: '' },
        { kind: 'DepartmentRenamed', former: 'Shop', present: 'Storefront' },
      ]);
    });

    it('keep what is not mentioned, and the name that a sibling has is refused', async () => {
      await add('Shop', root, { remark: 'Web' });
      const other = await add('Other', root, { remark: 'Kept' });

      await expect(
        world.execute(updateOrganizationNode, administrator, { nodeId: other, name: 'Shop' }),
      ).rejects.toMatchObject({ code: 'OrganizationNodeNameUsed' });
      await world.execute(updateOrganizationNode, administrator, { nodeId: other, name: 'Other' });
      const { current } = await world.execute(describeOrganizationTree, administrator, { nodeId: other });
      expect(current).toMatchObject({ name: 'Other', remark: 'Kept' });
    });

    it('may rename the root', async () => {
      await world.execute(updateOrganizationNode, administrator, { nodeId: root, name: 'Northwind' });

      expect(await placeOf(adminUin)).toBe('Northwind');
    });
  });

  describe('being deleted', () => {
    it('must be empty: neither members nor sub-departments', async () => {
      const production = await add('Production');
      const shop = await add('Shop', production);
      await create('web', shop);

      await expect(remove(shop)).rejects.toMatchObject({
        kind: 'failed-precondition',
        code: 'OrganizationNodeNotEmpty',
        details: { name: 'Shop', memberCount: 1, subDepartmentCount: 0 },
      });
      await expect(remove(production)).rejects.toMatchObject({
        details: { name: 'Production', memberCount: 0, subDepartmentCount: 1 },
      });
      expect(await names()).toEqual(['Root', 'Production', 'Shop']);
      expect(await world.auditTrail()).not.toContain('organization:DeleteOrganizationNodes');
    });

    it('go together with their sub-departments, all or none', async () => {
      const production = await add('Production');
      const shop = await add('Shop', production);
      const full = await add('Full');
      await create('web', full);

      await expect(remove(production, shop, full)).rejects.toMatchObject({ details: { name: 'Full' } });
      expect(await names()).toHaveLength(4);
      await remove(production, shop);
      expect(await names()).toEqual(['Root', 'Full']);
    });

    it('are twenty at a time, and never the root', async () => {
      await expect(remove(root)).rejects.toMatchObject({ code: 'RootNodeNotDeletable' });
      await expect(remove(...Array.from({ length: 21 }, (_, number) => number))).rejects.toMatchObject({
        code: 'OrganizationNodeDeleteOverLimit',
      });
      await expect(remove(999_999)).rejects.toMatchObject({ code: 'OrganizationNodeNotExist' });
    });
  });

  describe('getting members', () => {
    it('take one or many, and each move is on record', async () => {
      const shop = await add('Shop');
      const [web, api] = [await create('web'), await create('api')];
      await move(shop, web);
      await move(shop, web, api);

      expect([await placeOf(web), await placeOf(api)]).toEqual(['Root / Shop', 'Root / Shop']);
      const moves = await world.db
        .selectFrom('organization_changes')
        .select(['account_name', 'former', 'present'])
        .where('kind', '=', 'MemberMoved')
        .orderBy('change_id')
        .execute();
      expect(moves).toEqual([
        { account_name: 'web', former: 'Root', present: 'Shop' },
        { account_name: 'api', former: 'Root', present: 'Shop' },
      ]);
    });

    it('take none when one of them is not in the organization', async () => {
      const shop = await add('Shop');
      const web = await create('web');
      const other = await foundSouthwind(world);

      await expect(move(shop, web, other.adminUin)).rejects.toMatchObject({
        code: 'SomeUinsNotInOrganization',
        details: { uins: String(other.adminUin) },
      });
      expect(await placeOf(web)).toBe('Root');
      await expect(move(999_999, web)).rejects.toMatchObject({ code: 'OrganizationNodeNotExist' });
      await expect(move(shop)).rejects.toMatchObject({ kind: 'invalid-input' });
      await expect(move(shop, ...Array(51).fill(web))).rejects.toMatchObject({ kind: 'invalid-input' });
    });
  });

  describe('as a tree', () => {
    it('shows the way down to a department with its siblings and sub-departments, and counts below each', async () => {
      const production = await add('Production');
      await add('Development');
      const shop = await add('Shop', production);
      await add('Hidden', shop);
      await create('web', shop);
      await create('api', production);

      const { nodes, nodeTotal } = await world.execute(describeOrganizationTree, administrator, {
        nodeId: production,
      });
      expect(nodes.map(({ name, memberCount, memberTotal }) => [name, memberCount, memberTotal])).toEqual([
        ['Root', 1, 3],
        ['Development', 0, 0],
        ['Production', 1, 2],
        ['Shop', 1, 1],
      ]);
      expect(nodeTotal).toBe(5);
    });

    it('finds departments by name, each with the way down to it', async () => {
      const production = await add('Production');
      await add('Shop', production);
      await add('Workshop');
      await add('Other');

      const { nodes } = await world.execute(describeOrganizationTree, administrator, { searchKey: 'shop' });
      expect(nodes.map(({ name }) => name)).toEqual(['Root', 'Production', 'Shop', 'Workshop']);
      const none = await world.execute(describeOrganizationTree, administrator, { searchKey: 'zzz' });
      expect(none.nodes).toEqual([]);
    });
  });

  it('are nobody else’s: another administrator finds none of them', async () => {
    const shop = await add('Shop');
    const { administrator: stranger, adminUin: strangerUin } = await foundSouthwind(world);
    const refused = { code: 'OrganizationNodeNotExist' };

    await expect(
      world.execute(addOrganizationNode, stranger, { parentNodeId: root, name: 'x' }),
    ).rejects.toMatchObject(refused);
    await expect(
      world.execute(createOrganizationMember, stranger, { name: 'x', nodeId: root }),
    ).rejects.toMatchObject(refused);
    await expect(
      world.execute(updateOrganizationNode, stranger, { nodeId: shop, name: 'Stolen' }),
    ).rejects.toMatchObject(refused);
    await expect(world.execute(deleteOrganizationNodes, stranger, { nodeId: [shop] })).rejects.toMatchObject(
      refused,
    );
    await expect(
      world.execute(moveOrganizationNodeMembers, stranger, { nodeId: shop, memberUin: [strangerUin] }),
    ).rejects.toMatchObject(refused);
    await expect(world.execute(describeOrganizationTree, stranger, { nodeId: shop })).rejects.toMatchObject(
      refused,
    );
    await expect(
      world.execute(describeOrganizationMembers, stranger, { nodeId: shop }),
    ).rejects.toMatchObject(refused);
    const { items } = await world.execute(describeOrganizationNodes, stranger, {});
    expect(items.map(({ name }) => name)).toEqual(['Root']);
  });
});
