import type { Principal } from '../../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../../src/domain/organization/accounts/create-organization-member.ts';
import { addOrganizationNode } from '../../../../src/domain/organization/departments/add-organization-node.ts';
import { levelsFor } from '../../../../src/domain/organization/index.ts';
import { attachPolicy } from '../../../../src/domain/organization/service-control-policies/attach-policy.ts';
import { createPolicy } from '../../../../src/domain/organization/service-control-policies/create-policy.ts';
import { describePolicyTarget } from '../../../../src/domain/organization/service-control-policies/describe-policy-target.ts';
import { detachPolicy } from '../../../../src/domain/organization/service-control-policies/detach-policy.ts';
import { enablePolicyType } from '../../../../src/domain/organization/service-control-policies/enable-policy-type.ts';
import { listPolicies } from '../../../../src/domain/organization/service-control-policies/list-policies.ts';
import { compilePolicy, decide } from '../../../../src/domain/policy/index.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

export interface Statement {
  effect: 'allow' | 'deny';
  action: string[];
  resource?: string[];
  condition?: object;
}

export type Target = { targetType: 'NODE' | 'MEMBER'; targetId: number };
export const node = (targetId: number): Target => ({ targetType: 'NODE', targetId });
export const member = (targetId: number): Target => ({ targetType: 'MEMBER', targetId });

export const document = (...statements: Statement[]): string =>
  JSON.stringify({
    version: '2.0',
    statement: statements.map((statement) => ({ resource: ['*'], ...statement })),
  });
export const denying = (...action: string[]) => document({ effect: 'deny', action });
export const allowing = (...action: string[]) => document({ effect: 'allow', action });

export type Controlled = Awaited<ReturnType<typeof controlledOrganization>>;

/** An organization in which service control policies are enabled, and short ways to what tests do with them. */
export async function controlledOrganization({ isEnabled = true } = {}) {
  const world = await newWorld();
  const founded = await foundSpace(world);
  const organization = waysInto(world, founded.administrator);
  if (isEnabled) await organization.enable();
  return { world, ...founded, root: founded.rootDepartmentId, ...organization };
}

export function waysInto(world: World, administrator: Principal) {
  const { execute, db } = world;
  const memory = new Map<string, unknown>();
  const names = async (target: Target): Promise<string[]> => {
    const { levels } = await execute(describePolicyTarget, administrator, target);
    return (levels[0]?.policies ?? []).map(({ policyName }) => policyName);
  };
  return {
    memory,
    policyNames: names,
    enable: () =>
      execute(enablePolicyType, administrator, {
        organizationId: administrator.organizationId,
        policyType: 'SERVICE_CONTROL_POLICY',
      }),
    addDepartment: async (name: string, parentNodeId: number) =>
      (await execute(addOrganizationNode, administrator, { name, parentNodeId })).nodeId,
    addMember: async (name: string, nodeId: number) =>
      (await execute(createOrganizationMember, administrator, { name, nodeId })).uin,
    create: async (name: string, content: string) =>
      (await execute(createPolicy, administrator, { name, content, type: 'SERVICE_CONTROL_POLICY' }))
        .policyId,
    attach: (policyId: number, target: Target) =>
      execute(attachPolicy, administrator, { policyId, ...target, type: 'SERVICE_CONTROL_POLICY' }),
    detach: (policyId: number, target: Target) =>
      execute(detachPolicy, administrator, { policyId, ...target, type: 'SERVICE_CONTROL_POLICY' }),
    systemPolicy: async () => {
      const { list } = await execute(listPolicies, administrator, { scope: 'QCS' });
      return list[0]?.policyId ?? 0;
    },
    levels: (uin: number) => levelsFor({ db: db as never, memory }, uin),
    /** Whether somebody who may do everything in the account may do this there. */
    mayDo: async (
      uin: number,
      action: string,
      { isServiceLinkedRole = false, resource = '*', context = {} } = {},
    ) => {
      const levels = await levelsFor({ db: db as never, memory }, uin);
      const everything = compilePolicy(
        { version: '2.0', statement: { effect: 'allow', action: '*', resource: '*' } },
        { name: 'AdministratorAccess', ownerUin: uin },
      );
      return decide(
        { isRoot: false, isServiceLinkedRole, identity: [everything], ...(levels && { levels }) },
        { action, resource, caller: { uin: 200000000009, ownerUin: uin }, context },
      );
    },
  };
}

/** Everything that is stored about service control policies, and the audit trail: what a refusal must not change. */
export const everythingStored = async ({ db, auditTrail }: World) => ({
  enabled: await db.selectFrom('service_control').selectAll().execute(),
  policies: await db.selectFrom('service_control_policies').selectAll().orderBy('policy_id').execute(),
  bindings: await db
    .selectFrom('service_control_bindings')
    .selectAll()
    .orderBy('policy_id')
    .orderBy('department_id')
    .orderBy('uin')
    .execute(),
  audit: await auditTrail(),
});
