import { describe, expect, it } from 'vitest';
import presets from '../../../src/domain/cam/policies/preset-policies.json' with { type: 'json' };
import { checkPolicy, compilePolicy, decide, requirePolicy } from '../../../src/domain/policy/index.ts';
import { account, user } from './asking.ts';

/** As the TMP guide prints it. */
const printed = `
{
    "version": "2.0",
    "statement": [
        {
            "effect": "allow",
            "action": "cam:PassRole",
            "resource": "qcs::cam::uin/\${OwnerUin}:roleName/CM_QCSRole"
        }
    ]
}`;
const passRole = printed.replace(`\${OwnerUin}`, String(account));
const role = (name: string, uin: number = account) => `qcs::cam::uin/${uin}:roleName/${name}`;

const compile = (name: string, document: unknown) =>
  compilePolicy(requirePolicy(document, 'permission'), { name, ownerUin: account });
const preset = (name: string) => {
  const found = presets.find(({ policyName }) => policyName === name);
  return compile(name, found?.document);
};

function may(policies: ReturnType<typeof compile>[], action: string, resource: string): boolean {
  const request = { action, resource, caller: { uin: user, ownerUin: account }, context: {} };
  return decide({ isRoot: false, isServiceLinkedRole: false, identity: policies }, request).allowed;
}

describe('passing CM_QCSRole to Cloud Monitor', () => {
  it('is written with a placeholder that the reader has to fill in: it is no variable', () => {
    expect(checkPolicy(printed, 'permission').problems).toMatchObject([
      {
        code: 'InvalidParameter.ResourceUinError',
        path: '$.statement[0].resource',
        line: 8,
        column: 25,
        found: `"uin/\${OwnerUin}"`,
      },
    ]);
  });

  it.each([
    ['the role', role('CM_QCSRole'), true],
    ['another role', role('CM_QCSRole2'), false],
    ['a role whose name ends so', role('My_CM_QCSRole'), false],
    ['the same in another case', role('cm_qcsrole'), false],
    ['the role of another account', role('CM_QCSRole', 100000000002), false],
    ['all roles', '*', false],
  ])('is allowed for exactly one role: %s', (_what, resource, expected) => {
    expect(may([compile('pass', passRole)], 'cam:PassRole', resource)).toBe(expected);
  });

  it('is not to read or change the role', () => {
    const policies = [compile('pass', passRole)];

    expect(may(policies, 'cam:GetRole', role('CM_QCSRole'))).toBe(false);
    expect(may(policies, 'cam:UpdateAssumeRolePolicy', role('CM_QCSRole'))).toBe(false);
    expect(may(policies, 'sts:AssumeRole', role('CM_QCSRole'))).toBe(false);
  });

  /** What the console asks before it lists the clusters: is there such a role, and may it be handed over. */
  const mayIntegrate = (policies: ReturnType<typeof compile>[]) =>
    may(policies, 'cam:GetRole', role('CM_QCSRole')) &&
    may(policies, 'cam:DescribeRoleList', '*') &&
    may(policies, 'cam:PassRole', role('CM_QCSRole'));

  it('needs read access to CAM besides', () => {
    expect(mayIntegrate([compile('pass', passRole)])).toBe(false);
    expect(mayIntegrate([preset('QcloudCamReadOnlyAccess')])).toBe(false);
    expect(mayIntegrate([compile('pass', passRole), preset('QcloudCamReadOnlyAccess')])).toBe(true);
    expect(mayIntegrate([preset('QcloudCamFullAccess')])).toBe(true);
  });

  it('says which statement allowed it', () => {
    const identity = [preset('QcloudCamReadOnlyAccess'), compile('pass', passRole)];
    const request = {
      action: 'cam:PassRole',
      resource: role('CM_QCSRole'),
      caller: { uin: user, ownerUin: account },
      context: {},
    };

    expect(decide({ isRoot: false, isServiceLinkedRole: false, identity }, request)).toEqual({
      allowed: true,
      reason: 'allowed',
      path: [
        {
          layer: 'identity',
          name: '',
          effect: 'allow',
          statements: [{ policy: 'pass', statement: 0, effect: 'allow' }],
        },
      ],
    });
  });
});
