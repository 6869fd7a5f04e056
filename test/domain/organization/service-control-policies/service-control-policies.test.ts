import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import type { AnyAction } from '../../../../src/action/define-action.ts';
import { attachPolicy } from '../../../../src/domain/organization/service-control-policies/attach-policy.ts';
import { createPolicy } from '../../../../src/domain/organization/service-control-policies/create-policy.ts';
import { deletePolicy } from '../../../../src/domain/organization/service-control-policies/delete-policy.ts';
import { describePolicy } from '../../../../src/domain/organization/service-control-policies/describe-policy.ts';
import { describePolicyConfig } from '../../../../src/domain/organization/service-control-policies/describe-policy-config.ts';
import { detachPolicy } from '../../../../src/domain/organization/service-control-policies/detach-policy.ts';
import { disablePolicyType } from '../../../../src/domain/organization/service-control-policies/disable-policy-type.ts';
import { enablePolicyType } from '../../../../src/domain/organization/service-control-policies/enable-policy-type.ts';
import { listPolicies } from '../../../../src/domain/organization/service-control-policies/list-policies.ts';
import { listPoliciesForTarget } from '../../../../src/domain/organization/service-control-policies/list-policies-for-target.ts';
import { listPolicyTargets } from '../../../../src/domain/organization/service-control-policies/list-policy-targets.ts';
import { listTargetsForPolicy } from '../../../../src/domain/organization/service-control-policies/list-targets-for-policy.ts';
import {
  customPolicies,
  policiesPerTarget,
} from '../../../../src/domain/organization/service-control-policies/service-control-policy.ts';
import { updatePolicy } from '../../../../src/domain/organization/service-control-policies/update-policy.ts';
import { foundSpace } from '../../../support/world.ts';
import {
  allowing,
  type Controlled,
  controlledOrganization,
  denying,
  everythingStored,
  member,
  node,
} from './controlled-organization.ts';

const type = 'SERVICE_CONTROL_POLICY';

describe('service control policies', () => {
  let company: Controlled;
  let web: number;
  let shop: number;
  beforeEach(async () => {
    company = await controlledOrganization();
    web = await company.addDepartment('Web', company.root);
    shop = await company.addMember('Shop', web);
  });

  const ask = (action: AnyAction, input: object) =>
    company.world.execute(action, company.administrator, input);
  const config = () => ask(describePolicyConfig, { organizationId: company.organizationId });
  const disable = () => ask(disablePolicyType, { organizationId: company.organizationId, policyType: type });

  async function refusedWithoutTrace(refusal: object, action: AnyAction, input: object) {
    const before = await everythingStored(company.world);

    await expect(ask(action, input)).rejects.toMatchObject(refusal);
    expect(await everythingStored(company.world)).toEqual(before);
  }

  describe('enabled', () => {
    it('bind FullQcloudAccess to the root, every department and every member, but not to the admin account', async () => {
      const { administrator, root, policyNames } = company;

      for (const target of [node(root), node(web), member(shop)]) {
        expect(await policyNames(target)).toEqual(['FullQcloudAccess']);
      }
      await expect(policyNames(member(administrator.uin))).rejects.toMatchObject({
        code: 'OrganizationMemberNotExist',
      });
      expect(await config()).toMatchObject({ status: 1, type, departments: 2, members: 1, bindings: 3 });
    });

    it('reach what was there before as well as what comes later', async () => {
      await disable();
      const late = await company.addDepartment('Late', company.root);
      const later = await company.addMember('Later', late);
      expect(await company.policyNames(member(later))).toEqual([]);

      await company.enable();

      expect(await company.policyNames(node(late))).toEqual(['FullQcloudAccess']);
      expect(await company.policyNames(member(later))).toEqual(['FullQcloudAccess']);
    });

    it('cannot be enabled twice, and not disabled when they are not enabled', async () => {
      const which = { organizationId: company.organizationId, policyType: type };

      await refusedWithoutTrace({ code: 'OrganizationPolicyIsNotDisabled' }, enablePolicyType, which);
      await disable();
      await refusedWithoutTrace({ code: 'OrganizationPolicyIsNotEnabled' }, disablePolicyType, which);
      await refusedWithoutTrace({ kind: 'invalid-input' }, enablePolicyType, {
        ...which,
        policyType: 'TAG_POLICY',
      });
    });

    it('disabled, are unbound everywhere and kept, and come back with FullQcloudAccess alone', async () => {
      const noBatch = await company.create('No_batch', denying('batch:*'));
      await company.attach(noBatch, node(web));
      await disable();

      expect(await config()).toMatchObject({ status: 0, policies: 2, bindings: 0 });
      expect(await ask(describePolicy, { policyId: noBatch })).toMatchObject({
        policyName: 'No_batch',
        attachedTimes: 0,
      });
      expect(await company.levels(shop)).toBeUndefined();

      await company.enable();
      expect(await company.policyNames(node(web))).toEqual(['FullQcloudAccess']);
      expect(await ask(listPolicies, {})).toMatchObject({ totalNum: 2 });
    });

    it('disabled, can be read and neither written nor bound', async () => {
      const policyId = await company.create('No_batch', denying('batch:*'));
      await disable();

      const refusal = { kind: 'failed-precondition', code: 'OrganizationPolicyIsNotEnabled' };
      await refusedWithoutTrace(refusal, createPolicy, { name: 'Another', content: denying('cvm:*'), type });
      await refusedWithoutTrace(refusal, updatePolicy, { policyId, name: 'Another' });
      await refusedWithoutTrace(refusal, deletePolicy, { policyId });
      await refusedWithoutTrace(refusal, attachPolicy, { policyId, ...node(web) });
      await refusedWithoutTrace(refusal, detachPolicy, { policyId, ...node(web) });
    });
  });

  describe('a custom policy', () => {
    it('is written, read as it was written, changed and deleted', async () => {
      const content = `\n${denying('cvm:TerminateInstances')}\n`;
      const { policyId } = await ask(createPolicy, { name: '禁止_销毁', content, type, description: 'why' });
      const described = {
        policyId,
        policyName: '禁止_销毁',
        type: 1,
        description: 'why',
        policyDocument: content,
      };
      expect(await ask(describePolicy, { policyId })).toMatchObject(described);

      company.world.clock.advance(60);
      await ask(updatePolicy, { policyId, content: denying('cvm:*') });
      const changed = await ask(describePolicy, { policyId });
      expect(changed).toMatchObject({ ...described, policyDocument: denying('cvm:*') });
      expect(changed.updateTime.getTime() - changed.addTime.getTime()).toBe(60_000);

      await ask(deletePolicy, { policyId });
      await expect(ask(describePolicy, { policyId })).rejects.toMatchObject({
        kind: 'not-found',
        code: 'PolicyNotExist',
      });
    });

    it.each(['', 'a b', 'a-b', 'x'.repeat(129)])('is not named "%s"', async (name) => {
      await refusedWithoutTrace({ kind: 'invalid-input' }, createPolicy, {
        name,
        content: denying('cvm:*'),
        type,
      });
    });

    it('has a name that the organization has once', async () => {
      const one = await company.create('One', denying('cvm:*'));
      await company.create('Two', denying('cvm:*'));

      const taken = { kind: 'conflict', code: 'PolicyNameInUse' };
      await refusedWithoutTrace(taken, createPolicy, { name: 'One', content: denying('cvm:*'), type });
      await refusedWithoutTrace(taken, createPolicy, {
        name: 'FullQcloudAccess',
        content: denying('cvm:*'),
        type,
      });
      await refusedWithoutTrace(taken, updatePolicy, { policyId: one, name: 'Two' });
      await ask(updatePolicy, { policyId: one, name: 'One', description: 'the same name again' });
    });

    it('has a description of at most 300 bytes', async () => {
      const long = { name: 'A', content: denying('cvm:*'), type, description: '限'.repeat(101) };

      await refusedWithoutTrace({ kind: 'invalid-input' }, createPolicy, long);
      await ask(createPolicy, { ...long, description: '限'.repeat(100) });
    });

    it.each([
      ['no JSON', '{', 'InvalidParameter.PolicyDocumentError'],
      ['another version', denying('cvm:*').replace('2.0', '1.0'), 'InvalidParameter.VersionError'],
      ['an unknown effect', denying('cvm:*').replace('deny', 'permit'), 'InvalidParameter.EffectError'],
      ['no action', denying(), 'InvalidParameter.ActionMiss'],
      [
        'a principal',
        denying('cvm:*').replace('"effect"', '"principal":"*","effect"'),
        'InvalidParameter.PrincipalError',
      ],
      ['too much', denying('cvm:'.padEnd(6200, 'x')), 'InvalidParameter.PolicyDocumentLengthOverLimit'],
    ])('with %s is refused at its place', async (_what, content, code) => {
      const policyId = await company.create('Good', denying('cvm:*'));

      await refusedWithoutTrace({ kind: 'invalid-input', code }, createPolicy, {
        name: 'Bad',
        content,
        type,
      });
      await refusedWithoutTrace({ kind: 'invalid-input', code }, updatePolicy, { policyId, content });
    });

    it('stays while it is bound', async () => {
      const policyId = await company.create('No_batch', denying('batch:*'));
      await company.attach(policyId, member(shop));

      await refusedWithoutTrace({ code: 'OrganizationPolicyInUsed' }, deletePolicy, { policyId });
      await company.detach(policyId, member(shop));
      await ask(deletePolicy, { policyId });
    });

    it(`is one of ${customPolicies} at most`, async () => {
      const now = company.world.clock.now();
      const rows = Array.from({ length: customPolicies }, (_, number) => ({
        organization_id: company.organizationId,
        kind: 'custom' as const,
        name: `policy_${number}`,
        description: '',
        document: denying('cvm:*'),
        created_at: now,
        updated_at: now,
      }));
      await company.world.db.insertInto('service_control_policies').values(rows).execute();

      const full = { kind: 'limit-exceeded', code: 'PolicyFull' };
      await refusedWithoutTrace(full, createPolicy, { name: 'One_more', content: denying('cvm:*'), type });
    });
  });

  it('of the system are neither changed nor deleted', async () => {
    const policyId = await company.systemPolicy();

    const fixed = { kind: 'failed-precondition', code: 'SystemPolicyFixed' };
    await refusedWithoutTrace(fixed, updatePolicy, { policyId, description: 'mine now' });
    await refusedWithoutTrace(fixed, deletePolicy, { policyId });
  });

  describe('bindings', () => {
    it('are to departments, the root included, and to members', async () => {
      const policyId = await company.create('Only_batch', allowing('batch:*'));
      for (const target of [node(company.root), node(web), member(shop)]) {
        await company.attach(policyId, target);
        expect(await company.policyNames(target)).toEqual(['FullQcloudAccess', 'Only_batch']);
      }

      await company.detach(await company.systemPolicy(), node(web));
      expect(await company.policyNames(node(web))).toEqual(['Only_batch']);
    });

    it('made twice are one', async () => {
      const policyId = await company.create('Only_batch', allowing('batch:*'));
      await company.attach(policyId, node(web));
      await company.attach(policyId, node(web));

      expect(await ask(describePolicy, { policyId })).toMatchObject({ attachedTimes: 1 });
    });

    it('never leave a department or member without a policy', async () => {
      const system = await company.systemPolicy();
      const last = { kind: 'failed-precondition', code: 'OrganizationDetachLastPolicyError' };

      for (const target of [node(company.root), node(web), member(shop)]) {
        await refusedWithoutTrace(last, detachPolicy, { policyId: system, ...target });
      }
    });

    it('are not undone where there are none', async () => {
      const policyId = await company.create('Only_batch', allowing('batch:*'));

      const refusal = { code: 'OrganizationDetachPolicyError' };
      await refusedWithoutTrace(refusal, detachPolicy, { policyId, ...node(web) });
    });

    it('are only between what exists', async () => {
      const policyId = await company.create('Only_batch', allowing('batch:*'));

      for (const action of [attachPolicy, detachPolicy]) {
        await refusedWithoutTrace({ code: 'PolicyNotExist' }, action, { policyId: 1, ...node(web) });
        await refusedWithoutTrace({ code: 'OrganizationNodeNotExist' }, action, { policyId, ...node(shop) });
        await refusedWithoutTrace({ code: 'OrganizationMemberNotExist' }, action, {
          policyId,
          ...member(web),
        });
        await refusedWithoutTrace({ code: 'OrganizationMemberNotExist' }, action, {
          policyId,
          ...member(company.administrator.uin),
        });
      }
    });

    it(`are ${policiesPerTarget} at one department or member at most`, async () => {
      const now = company.world.clock.now();
      const rows = Array.from({ length: policiesPerTarget - 1 }, (_, number) => ({
        organization_id: company.organizationId,
        kind: 'custom' as const,
        name: `policy_${number}`,
        description: '',
        document: denying('cvm:*'),
        created_at: now,
        updated_at: now,
      }));
      await company.world.db.insertInto('service_control_policies').values(rows).execute();
      await sql`insert into service_control_bindings (organization_id, policy_id, department_id, bound_at)
        select organization_id, policy_id, ${web}::bigint, created_at from service_control_policies
        where kind = 'custom'`.execute(company.world.db);
      const policyId = await company.create('One_more', denying('cvm:*'));

      const full = { kind: 'limit-exceeded', code: 'AttachmentFull' };
      await refusedWithoutTrace(full, attachPolicy, { policyId, ...node(web) });
      await company.attach(await company.systemPolicy(), node(web));
    });

    it('are listed from both sides, searched and paged', async () => {
      const policyId = await company.create('Only_batch', allowing('batch:*'));
      await company.attach(policyId, node(web));
      await company.attach(policyId, member(shop));

      const targets = await ask(listTargetsForPolicy, { policyId });
      expect(targets).toMatchObject({
        totalNum: 2,
        list: [
          { uin: web, relatedType: 1, name: 'Web', path: 'Root', attachedPolicies: 2 },
          { uin: shop, relatedType: 2, name: 'Shop', path: 'Root / Web', attachedPolicies: 2 },
        ],
      });
      expect(await ask(listTargetsForPolicy, { policyId, rp: 1, page: 2 })).toMatchObject({
        totalNum: 2,
        list: [{ uin: shop }],
      });
      expect((await ask(listTargetsForPolicy, { policyId, targetType: 'User' })).list).toHaveLength(1);
      expect((await ask(listTargetsForPolicy, { policyId, keyword: 'sho' })).list).toHaveLength(1);
      expect(await ask(listPoliciesForTarget, { targetId: shop })).toMatchObject({
        totalNum: 2,
        list: [
          { strategyName: 'FullQcloudAccess', uin: shop, type: 2, name: 'Shop' },
          { strategyId: policyId, strategyName: 'Only_batch' },
        ],
      });
      expect(await ask(listPoliciesForTarget, { targetId: web, keyword: 'only' })).toMatchObject({
        totalNum: 1,
      });
      const all = await ask(listPolicyTargets, { policyId });
      expect(
        all.list.map(({ name, attachTime }: { name: string; attachTime?: Date }) => [name, !!attachTime]),
      ).toEqual([
        ['Root', false],
        ['Web', true],
        ['Shop', true],
      ]);
    });
  });

  it('are nobody else’s: another administrator finds none of them', async () => {
    const policyId = await company.create('No_batch', denying('batch:*'));
    const other = await foundSpace(company.world, {
      organizationName: 'S',
      spaceName: 's-wind',
      email: 'r@s.example',
    });
    const theirs = (action: AnyAction, input: object) =>
      company.world.execute(action, other.administrator, input);
    const organization = { organizationId: company.organizationId, policyType: type };

    await expect(theirs(enablePolicyType, organization)).rejects.toMatchObject({
      code: 'OrganizationNotExist',
    });
    await expect(theirs(disablePolicyType, organization)).rejects.toMatchObject({
      code: 'OrganizationNotExist',
    });
    await theirs(enablePolicyType, { ...organization, organizationId: other.organizationId });
    for (const action of [describePolicy, deletePolicy, updatePolicy, listTargetsForPolicy]) {
      await expect(theirs(action, { policyId })).rejects.toMatchObject({ code: 'PolicyNotExist' });
    }
    const theirRoot = node(other.rootDepartmentId);
    await expect(theirs(attachPolicy, { policyId, ...theirRoot })).rejects.toMatchObject({
      code: 'PolicyNotExist',
    });
    await expect(ask(attachPolicy, { policyId, ...theirRoot })).rejects.toMatchObject({
      code: 'OrganizationNodeNotExist',
    });
    await expect(ask(listPoliciesForTarget, { targetId: other.rootDepartmentId })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await theirs(listPolicies, {})).list).toMatchObject([{ policyName: 'FullQcloudAccess' }]);
  });

  it('are for the administrator of an organization', async () => {
    const stranger: Principal = { kind: 'principal', uin: shop, identity: { type: 'root' } };

    for (const action of [listPolicies, createPolicy, attachPolicy]) {
      await expect(
        company.world.execute(action as AnyAction, stranger, {
          name: 'A',
          content: '',
          policyId: 1,
          ...node(web),
        }),
      ).rejects.toMatchObject({ code: 'UnauthorizedOperation' });
    }
  });
});
