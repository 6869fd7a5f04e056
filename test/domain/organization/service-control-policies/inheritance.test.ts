import type { KyselyPlugin } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { levelsFor } from '../../../../src/domain/organization/index.ts';
import { describePolicyTarget } from '../../../../src/domain/organization/service-control-policies/describe-policy-target.ts';
import { disablePolicyType } from '../../../../src/domain/organization/service-control-policies/disable-policy-type.ts';
import { updatePolicy } from '../../../../src/domain/organization/service-control-policies/update-policy.ts';
import {
  allowing,
  type Controlled,
  controlledOrganization,
  denying,
  document,
  member,
  node,
} from './controlled-organization.ts';

/** Root / Group / Division / Unit / Team, an account in each, and one beside them. */
const levels = ['Root', 'Group', 'Division', 'Unit', 'Team'] as const;
type Level = (typeof levels)[number];

describe('service control policies over a tree of five levels', () => {
  let company: Controlled;
  const departments = {} as Record<Level, number>;
  const accounts = {} as Record<Level, number>;
  let beside: number;
  beforeAll(async () => {
    company = await controlledOrganization({ isEnabled: false });
    let parent = company.root;
    for (const level of levels) {
      if (level !== 'Root') parent = await company.addDepartment(level, parent);
      departments[level] = parent;
      accounts[level] = await company.addMember(`in ${level}`, parent);
    }
    beside = await company.addMember('beside', await company.addDepartment('Other', departments.Group));
  });
  beforeEach(async () => {
    const { world, administrator, organizationId, enable } = company;
    const which = { organizationId, policyType: 'SERVICE_CONTROL_POLICY' };
    await world.execute(disablePolicyType, administrator, which).catch(() => {});
    await world.db.deleteFrom('service_control_policies').where('kind', '=', 'custom').execute();
    await enable();
  });

  const targetOf = (name: string) =>
    name.startsWith('@') ? member(accounts[name.slice(1) as Level]) : node(departments[name as Level]);
  /** Binds a policy of its own, and with `instead` takes FullQcloudAccess away. */
  async function bind(name: string, content: string, { instead = false } = {}) {
    const policyId = await company.create(
      `at_${name.replace('@', 'account_')}_${Math.abs(hash(content))}`,
      content,
    );
    await company.attach(policyId, targetOf(name));
    if (instead) await company.detach(await company.systemPolicy(), targetOf(name));
    return policyId;
  }
  const whoMay = async (action: string, options = {}) => {
    const answers = await Promise.all(
      levels.map(async (level) => (await company.mayDo(accounts[level], action, options)).allowed),
    );
    return levels.filter((_, place) => answers[place]);
  };

  it.each<[string, [string, string, { instead?: boolean }?][], string, Level[]]>([
    ['nothing bound', [], 'cvm:RunInstances', [...levels]],
    ['a denial at the root', [['Root', denying('cvm:*')]], 'cvm:RunInstances', []],
    ['a denial at the root, for another action', [['Root', denying('cvm:*')]], 'cos:GetObject', [...levels]],
    ['a denial in the middle', [['Division', denying('cvm:*')]], 'cvm:RunInstances', ['Root', 'Group']],
    [
      'a denial at the bottom',
      [['Team', denying('cvm:*')]],
      'cvm:RunInstances',
      ['Root', 'Group', 'Division', 'Unit'],
    ],
    [
      'a denial at one account',
      [['@Unit', denying('cvm:*')]],
      'cvm:RunInstances',
      ['Root', 'Group', 'Division', 'Team'],
    ],
    [
      'only one service at the root',
      [['Root', allowing('cos:*'), { instead: true }]],
      'cos:GetObject',
      [...levels],
    ],
    [
      'only another service at the root',
      [['Root', allowing('cos:*'), { instead: true }]],
      'cvm:RunInstances',
      [],
    ],
    [
      'only another service in the middle',
      [['Division', allowing('cos:*'), { instead: true }]],
      'cvm:RunInstances',
      ['Root', 'Group'],
    ],
    [
      'two allowances that do not overlap',
      [
        ['Group', allowing('cos:*'), { instead: true }],
        ['Unit', allowing('cvm:*'), { instead: true }],
      ],
      'cos:GetObject',
      ['Root', 'Group', 'Division'],
    ],
    [
      'two allowances that overlap',
      [
        ['Group', allowing('cos:*'), { instead: true }],
        ['Unit', allowing('cos:Get*'), { instead: true }],
      ],
      'cos:GetObject',
      [...levels],
    ],
    [
      'an allowance below does not bring back what a denial above takes',
      [
        ['Group', denying('cvm:*')],
        ['@Team', allowing('cvm:*')],
      ],
      'cvm:RunInstances',
      ['Root'],
    ],
    [
      'on one level a denial wins over an allowance',
      [
        ['Group', allowing('cvm:*')],
        ['Group', denying('cvm:Run*')],
      ],
      'cvm:RunInstances',
      ['Root'],
    ],
    [
      'on one level one of two allowances is enough',
      [
        ['Group', allowing('cos:*'), { instead: true }],
        ['Group', allowing('cvm:*')],
      ],
      'cvm:RunInstances',
      [...levels],
    ],
    [
      'only one account may',
      [['@Unit', allowing('cos:*'), { instead: true }]],
      'cvm:RunInstances',
      ['Root', 'Group', 'Division', 'Team'],
    ],
  ])('%s: %j, asked for %s, lets the accounts of %j', async (_what, bindings, action, expected) => {
    for (const [name, content, options] of bindings) await bind(name, content, options);

    expect(await whoMay(action)).toEqual(expected);
  });

  it('say which level ended it, and climb no further', async () => {
    await bind('Group', denying('cvm:*'));
    await bind('Unit', allowing('cos:*'), { instead: true });

    const { reason, path } = await company.mayDo(accounts.Team, 'cvm:RunInstances');

    expect(reason).toBe('service-control-policy');
    expect(path.map(({ name, level, effect }) => [name, level?.kind, effect])).toEqual([
      ['in Team', 'account', 'allow'],
      ['Team', 'department', 'allow'],
      ['Unit', 'department', 'implicit-deny'],
    ]);
    const above = await company.mayDo(accounts.Division, 'cvm:RunInstances');
    expect(above.path.at(-1)).toMatchObject({ name: 'Group', effect: 'explicit-deny' });
    const allowed = await company.mayDo(accounts.Division, 'cos:GetObject');
    expect(allowed.path.map(({ level }) => level?.kind)).toEqual([
      'account',
      'department',
      'department',
      'root',
      undefined,
    ]);
  });

  it('do not hold back a service-linked role', async () => {
    await bind('Root', denying('*'));

    expect(await whoMay('cvm:RunInstances')).toEqual([]);
    expect(await whoMay('cvm:RunInstances', { isServiceLinkedRole: true })).toEqual([...levels]);
  });

  it('do not hold back the admin account, whatever is bound to the root', async () => {
    await bind('Root', denying('*'));

    expect(await company.levels(company.administrator.uin)).toBeUndefined();
    expect((await company.mayDo(company.administrator.uin, 'organization:DetachPolicy')).allowed).toBe(true);
  });

  it('leave what is beside alone', async () => {
    await bind('Division', denying('*'));

    expect((await company.mayDo(beside, 'cvm:RunInstances')).allowed).toBe(true);
  });

  it('mean the account that is asked about where a resource leaves the account open', async () => {
    await bind('Group', document({ effect: 'deny', action: ['cos:*'], resource: ['qcs::cos:::secret/*'] }));
    const resource = (uin: number, path: string) => ({
      resource: `qcs::cos:ap-guangzhou:uin/${uin}:${path}`,
    });
    const { Unit: unit, Root: outside } = accounts;

    expect((await company.mayDo(unit, 'cos:GetObject', resource(unit, 'secret/a'))).allowed).toBe(false);
    expect((await company.mayDo(unit, 'cos:GetObject', resource(unit, 'open/a'))).allowed).toBe(true);
    expect((await company.mayDo(outside, 'cos:GetObject', resource(outside, 'secret/a'))).allowed).toBe(true);
  });

  it('follow an account that moves to another department', async () => {
    await bind('Division', denying('cvm:*'));
    const { db } = company.world;
    const move = (to: number) =>
      db.updateTable('accounts').set({ department_id: to }).where('uin', '=', accounts.Team).execute();

    await move(departments.Root);
    expect((await company.mayDo(accounts.Team, 'cvm:RunInstances')).allowed).toBe(true);
    expect(await company.policyNames(member(accounts.Team))).toEqual(['FullQcloudAccess']);
    await move(departments.Team);
    expect((await company.mayDo(accounts.Team, 'cvm:RunInstances')).allowed).toBe(false);
  });

  it('take effect with the next question when a policy is changed', async () => {
    const policyId = await bind('Root', denying('cvm:*'));
    expect(await whoMay('cvm:RunInstances')).toEqual([]);

    const { world, administrator } = company;
    await world.execute(updatePolicy, administrator, { policyId, content: denying('cos:*') });

    expect(await whoMay('cvm:RunInstances')).toEqual([...levels]);
    expect(await whoMay('cos:GetObject')).toEqual([]);
  });

  it('are compiled once, and read by one statement', async () => {
    let statements = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node: query }) => {
        statements += 1;
        return query;
      },
      transformResult: async ({ result }) => result,
    };
    const db = company.world.db.withPlugin(counting) as never;
    await levelsFor({ db, memory: new Map() }, accounts.Team);
    expect(statements).toBe(1);

    const [first] = (await company.levels(accounts.Team)) ?? [];
    const [again] = (await company.levels(accounts.Team)) ?? [];

    expect(again?.policies[0]).toBe(first?.policies[0]);
    expect(first).toMatchObject({ kind: 'account', id: accounts.Team, name: 'in Team' });
    expect(first?.policies[0]?.name).toBe('FullQcloudAccess');
  });

  it('are shown with where they come from', async () => {
    const policyId = await bind('Group', denying('cvm:*'));
    const { world, administrator } = company;

    const shown = await world.execute(describePolicyTarget, administrator, member(accounts.Division));

    expect(shown.levels.map(({ name, targetType, policies }) => [name, targetType, policies.length])).toEqual(
      [
        ['in Division', 'MEMBER', 1],
        ['Division', 'NODE', 1],
        ['Group', 'NODE', 2],
        ['Root', 'NODE', 1],
      ],
    );
    expect(shown.levels[2]?.policies[1]).toMatchObject({ policyId, type: 1 });
    const department = await world.execute(describePolicyTarget, administrator, node(departments.Group));
    expect(department.levels.map(({ name }) => name)).toEqual(['Group', 'Root']);
  });

  it('are none for an account that nobody knows', async () => {
    expect(await company.levels(1)).toBeUndefined();
  });
});

const hash = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
