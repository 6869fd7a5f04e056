import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('the organization', () => {
  let world: World;
  let administrator: Principal;
  let root: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, rootDepartmentId: root } = await foundSpace(world));
  });

  const add = async (name: string, parentNodeId = root) =>
    (await world.execute(addOrganizationNode, administrator, { parentNodeId, name })).nodeId;
  const create = (name: string, nodeId = root) =>
    world.execute(createOrganizationMember, administrator, { name, nodeId });

  it('has departments five levels deep, and not six', async () => {
    let parent = root;
    for (const level of [2, 3, 4, 5]) parent = await add(`level ${level}`, parent);

    await expect(add('level 6', parent)).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'NodeDepthExceedLimit',
    });
  });

  it('has twenty sub-departments in one, and not twenty-one', async () => {
    for (let number = 1; number <= 20; number += 1) await add(`d${number}`);

    await expect(add('d21')).rejects.toMatchObject({ kind: 'limit-exceeded', code: 'NodeExceedLimit' });
  });

  it('has a department name once below the same parent', async () => {
    const production = await add('Production');

    await expect(add('Production')).rejects.toMatchObject({ code: 'OrganizationNodeNameUsed' });
    await expect(add('Production', production)).resolves.toBeGreaterThan(0);
    await expect(add('x', 999_999)).rejects.toMatchObject({ code: 'OrganizationNodeNotExist' });
    await expect(add('x'.repeat(41))).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('gives every account a uin of its own, and a name once', async () => {
    const { uin } = await create('上海研发');

    expect(String(uin)).toMatch(/^\d{12}$/);
    await expect(create('上海研发')).rejects.toMatchObject({ code: 'OrganizationMemberNameUsed' });
    await expect(create('x'.repeat(26))).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(create('<script>')).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(create('lost', 999_999)).rejects.toMatchObject({ code: 'OrganizationNodeNotExist' });
  });

  it('is nobody else’s: another administrator finds none of its departments', async () => {
    const other = await foundSpace(world, {
      organizationName: 'S',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });

    await expect(
      world.execute(addOrganizationNode, other.administrator, { parentNodeId: root, name: 'x' }),
    ).rejects.toMatchObject({
      code: 'OrganizationNodeNotExist',
    });
    await expect(
      world.execute(createOrganizationMember, other.administrator, { name: 'x', nodeId: root }),
    ).rejects.toMatchObject({
      code: 'OrganizationNodeNotExist',
    });
  });
});
