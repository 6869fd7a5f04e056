import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { disablePolicyType } from '../../../../src/domain/organization/service-control-policies/disable-policy-type.ts';
import { updatePolicy } from '../../../../src/domain/organization/service-control-policies/update-policy.ts';
import { decide, type PolicyDocument } from '../../../../src/domain/policy/index.ts';
import { naiveEffect } from '../../policy/naive-evaluator.ts';
import {
  type Controlled,
  controlledOrganization,
  member,
  node,
  type Target,
} from './controlled-organization.ts';

/** The same organization once more, as plain lists: who is below whom, and what is bound to what. */
interface Model {
  departments: { id: number; parent: number | null }[];
  accounts: { uin: number; department: number }[];
  policies: Map<number, PolicyDocument>;
  bound: Map<string, Set<number>>;
}

const keyOf = ({ targetType, targetId }: Target) => `${targetType} ${targetId}`;

/** Every level must allow, from the account up to the root. Nothing is clever here. */
function naiveAllows(
  model: Model,
  { uin, ...asked }: { uin: number; action: string; resource: string },
): boolean {
  const line: Target[] = [member(uin)];
  let at: number | null = model.accounts.find((account) => account.uin === uin)?.department ?? null;
  while (at !== null) {
    line.push(node(at));
    at = model.departments.find(({ id }) => id === at)?.parent ?? null;
  }
  return line.every((target) => {
    const documents = [...(model.bound.get(keyOf(target)) ?? [])].map((id) => model.policies.get(id));
    const request = { ...asked, caller: { uin: 5, ownerUin: uin }, context: {} };
    return naiveEffect(documents as PolicyDocument[], request, uin) === 'allow';
  });
}

const actions = ['cos:GetObject', 'cos:PutObject', 'cvm:RunInstances', 'tcr:DescribeInstances'];
const statement = fc.record({
  effect: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const),
  action: fc.subarray(['*', 'cos:*', 'cos:Get*', 'cvm:*', 'tcr:*', ...actions], {
    minLength: 1,
    maxLength: 3,
  }),
  resource: fc.subarray(['*', 'qcs::cos:::a/*', 'qcs::cvm::uin/*:*', 'qcs:::ap-beijing::*'], {
    minLength: 1,
    maxLength: 2,
  }),
});
const policy = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((statements): PolicyDocument => ({ version: '2.0', statement: statements }));

const place = fc.nat({ max: 1000 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('bind' as const), policy: place, target: place }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('unbind' as const), policy: place, target: place }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('change' as const), policy: place, document: policy }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('move' as const), account: place, department: place }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

const organization = fc.record({
  /** Each department is below the one at this place before it, unless that is on the fifth level. */
  parents: fc.array(place, { minLength: 3, maxLength: 8 }),
  accounts: fc.array(place, { minLength: 2, maxLength: 5 }),
  policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { minLength: 10, maxLength: 25 }),
});

describe('over random organizations and policies', () => {
  let company: Controlled;
  let run = 0;
  beforeAll(async () => {
    company = await controlledOrganization();
  });

  const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;
  const targetsOf = (model: Model): Target[] => [
    ...model.departments.map(({ id }) => node(id)),
    ...model.accounts.map(({ uin }) => member(uin)),
  ];

  async function build({
    parents,
    accounts,
    policies,
  }: {
    parents: number[];
    accounts: number[];
    policies: PolicyDocument[];
  }) {
    run += 1;
    const top = await company.addDepartment(`run ${run}`, company.root);
    const model: Model = {
      departments: [
        { id: company.root, parent: null },
        { id: top, parent: company.root },
      ],
      accounts: [],
      policies: new Map(),
      bound: new Map(),
    };
    const depth = (id: number | null): number =>
      id === null
        ? 0
        : 1 + depth(model.departments.find((department) => department.id === id)?.parent ?? null);
    for (const [number, parentPlace] of parents.entries()) {
      const possible = model.departments.slice(1).filter(({ id }) => depth(id) < 5);
      const parent = pick(possible, parentPlace).id;
      model.departments.push({ id: await company.addDepartment(`d ${number}`, parent), parent });
    }
    for (const [number, at] of accounts.entries()) {
      const department = pick(model.departments, at).id;
      model.accounts.push({ uin: await company.addMember(`a ${run} ${number}`, department), department });
    }
    const system = await company.systemPolicy();
    const everything = { effect: 'allow' as const, action: ['*'], resource: ['*'] };
    model.policies.set(system, { version: '2.0', statement: [everything] });
    for (const target of targetsOf(model)) model.bound.set(keyOf(target), new Set([system]));
    for (const [number, document] of policies.entries()) {
      model.policies.set(await company.create(`p_${run}_${number}`, JSON.stringify(document)), document);
    }
    return model;
  }

  const steps = {
    async change(model: Model, { policy: at, document }: StepOf<'change'>) {
      const policyId = pick([...model.policies.keys()].slice(1), at);
      const changed = { policyId, content: JSON.stringify(document) };
      await company.world.execute(updatePolicy, company.administrator, changed);
      model.policies.set(policyId, document);
    },
    async move(model: Model, { account: at, department }: StepOf<'move'>) {
      const account = pick(model.accounts, at);
      account.department = pick(model.departments, department).id;
      const moved = { department_id: account.department };
      await company.world.db.updateTable('accounts').set(moved).where('uin', '=', account.uin).execute();
    },
    async bind(model: Model, binding: StepOf<'bind' | 'unbind'>) {
      const { policyId, target, bound } = bindingIn(model, binding);
      await company.attach(policyId, target);
      bound.add(policyId);
    },
    async unbind(model: Model, binding: StepOf<'bind' | 'unbind'>) {
      const { policyId, target, bound } = bindingIn(model, binding);
      const isPossible = bound.has(policyId) && bound.size > 1;
      const [outcome] = await Promise.allSettled([company.detach(policyId, target)]);
      expect(outcome.status).toBe(isPossible ? 'fulfilled' : 'rejected');
      if (isPossible) bound.delete(policyId);
    },
  };

  function bindingIn(model: Model, binding: StepOf<'bind' | 'unbind'>) {
    const policyId = pick([...model.policies.keys()], binding.policy);
    const target = pick(targetsOf(model), binding.target);
    return { policyId, target, bound: model.bound.get(keyOf(target)) ?? new Set<number>() };
  }

  const questionsOf = (model: Model) =>
    model.accounts.flatMap(({ uin }) =>
      actions.flatMap((action) =>
        ['*', `qcs::cos:ap-beijing:uin/${uin}:a/b`, `qcs::cvm:ap-guangzhou:uin/${uin}:instance/i`].map(
          (resource) => ({ uin, action, resource }),
        ),
      ),
    );

  async function allows({ uin, action, resource }: { uin: number; action: string; resource: string }) {
    const levels = await company.levels(uin);
    expect(levels).toBeDefined();
    return decide(
      { isRoot: true, isServiceLinkedRole: false, identity: [], ...(levels && { levels }) },
      { action, resource, caller: { uin: 5, ownerUin: uin }, context: {} },
      { bindRoot: true },
    ).allowed;
  }

  it('levelsFor and decide allow exactly what a naive "every level must allow" does', async () => {
    const seen = { true: 0, false: 0 };

    await fc.assert(
      fc.asyncProperty(organization, async ({ steps: taken, ...tree }) => {
        const model = await build(tree);
        for (const step of taken) await steps[step.kind](model, step as never);
        for (const question of questionsOf(model)) {
          const allowed = await allows(question);
          seen[`${allowed}`] += 1;
          expect(allowed, JSON.stringify(question)).toBe(naiveAllows(model, question));
        }
        await startOver();
      }),
      { numRuns: Number(process.env.CONTROL_RUNS ?? 12), endOnFailure: true },
    );

    // The random world is worth something only when both happen often.
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(50);
  });

  /** The root is in every run, so what was bound to it must not stay. */
  async function startOver(): Promise<void> {
    const { world, administrator, organizationId, enable } = company;
    await world.execute(disablePolicyType, administrator, {
      organizationId,
      policyType: 'SERVICE_CONTROL_POLICY',
    });
    await enable();
  }
});
