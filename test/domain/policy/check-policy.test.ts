import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/action/domain-error.ts';
import { checkPolicy, type PolicyUse, requirePolicy } from '../../../src/domain/policy/index.ts';

const good = { effect: 'allow', action: 'cos:GetObject', resource: '*' };
const policyOf = (statement: unknown) => ({ version: '2.0', statement });
const problemsOf = (policy: unknown, use: PolicyUse = 'permission') =>
  checkPolicy(policy, use).problems.map(({ code, path, found }) => [
    code.replace('InvalidParameter.', ''),
    path,
    found,
  ]);
/** With one member of the good statement changed. */
const changed = (changes: object) => problemsOf(policyOf([{ ...good, ...changes }]));

describe('a policy document', () => {
  it.each([
    ['a list of statements', policyOf([good, good])],
    ['one statement without brackets', policyOf(good)],
    [
      'lists of actions and resources',
      policyOf([{ ...good, action: ['cos:*', 'name/cvm:Describe*'], resource: ['*'] }]),
    ],
    ['members in any order', { statement: [{ resource: '*', action: '*', effect: 'deny' }], version: '2.0' }],
    ['an empty condition', policyOf([{ ...good, condition: {} }])],
    [
      'actions nobody has heard of',
      policyOf([{ ...good, action: ['new:Thing', '*:*', 'cos:*Bucket*', 'a-b:C'] }]),
    ],
    ['an old set of permissions, allowed', policyOf([{ ...good, action: 'permid/280649' }])],
    [
      'all forms of accounts and regions',
      policyOf([
        {
          ...good,
          resource: ['qcs::cos:gz:uid/1:b/*', 'qcs::::uin/1:x', 'qcs::*:*:*:*', 'qcs::cos:ap-*::a:b:c'],
        },
      ]),
    ],
    [
      'variables at the end',
      policyOf([{ ...good, resource: `qcs::cmqqueue::uin/1:queueName/uin/\${uin}/*` }]),
    ],
    [
      'a tag in Chinese',
      policyOf([
        {
          ...good,
          condition: {
            'for_any_value:string_equal': { 'qcs:resource_tag': '环境&生产', 'qcs:tag/部门': 'a' },
          },
        },
      ]),
    ],
  ])('may have %s', (_what, policy) => {
    expect(checkPolicy(policy, 'permission')).toEqual({ document: policy, problems: [] });
    expect(checkPolicy(JSON.stringify(policy), 'service-control')).toEqual({
      document: policy,
      problems: [],
    });
  });

  it.each([
    ['nothing', undefined, '$', 'undefined'],
    ['a list', [], '$', '[]'],
    ['text', '"2.0"', '$', '"2.0"'],
    ['null', 'null', '$', 'null'],
    ['a date', new Date(0), '$', 'object'],
  ])('is not %s', (_what, policy, path, found) => {
    expect(problemsOf(policy)).toEqual([['PolicyDocumentError', path, found]]);
  });

  it('has no elements but its own, which are in lower case', () => {
    expect(problemsOf({ Version: '2.0', statement: [good], id: 1 })).toEqual([
      ['PolicyDocumentError', '$.Version', '"Version"'],
      ['PolicyDocumentError', '$.id', '"id"'],
      ['VersionError', '$.version', 'nothing'],
    ]);
    expect(changed({ Effect: 'allow', sid: 'x', notAction: 'y' })).toEqual([
      ['StatementError', '$.statement[0].Effect', '"Effect"'],
      ['StatementError', '$.statement[0].sid', '"sid"'],
      ['StatementError', '$.statement[0].notAction', '"notAction"'],
    ]);
  });

  it.each([['2.1'], ['1'], [2], [2.0], [null], ['2.0 ']])('is not of version %j', (version) => {
    expect(problemsOf({ version, statement: [good] })).toEqual([
      ['VersionError', '$.version', JSON.stringify(version)],
    ]);
  });

  it('has at least one statement', () => {
    expect(problemsOf({ version: '2.0' })).toEqual([['StatementError', '$.statement', 'nothing']]);
    expect(problemsOf(policyOf([]))).toEqual([['StatementError', '$.statement', '[]']]);
    expect(problemsOf(policyOf(['x', null]))).toEqual([
      ['StatementError', '$.statement[0]', '"x"'],
      ['StatementError', '$.statement[1]', 'null'],
    ]);
  });
});

describe('a statement', () => {
  it('says all that it must', () => {
    expect(problemsOf(policyOf({}))).toEqual([
      ['EffectError', '$.statement.effect', 'nothing'],
      ['ActionMiss', '$.statement.action', 'nothing'],
      ['ResourceError', '$.statement.resource', 'nothing'],
    ]);
  });

  it.each([['Allow'], ['ALLOW'], ['allow '], [true], [['allow']]])('has no effect %j', (effect) => {
    expect(changed({ effect })).toEqual([['EffectError', '$.statement[0].effect', JSON.stringify(effect)]]);
  });

  it.each([
    ['GetObject'],
    ['cos:'],
    [':GetObject'],
    ['cos:Get Object'],
    ['cos:Get?bject'],
    ['cos:a:b'],
    ['name/'],
    ['权限:读'],
    [1],
    [null],
    [['cos:*']],
    ['cоs:GetObject'],
  ])('has no action %j', (action) => {
    expect(changed({ action: ['cos:*', action] })).toEqual([
      ['ActionError', '$.statement[0].action[1]', JSON.stringify(action)],
    ]);
  });

  it('does not deny a set of permissions that nobody can look into', () => {
    expect(changed({ effect: 'deny', action: 'permid/280649' })).toEqual([
      ['ActionError', '$.statement[0].action', '"permid/280649"'],
    ]);
  });

  it.each([
    ['ResourceQcsError', 'bucket/*', '"bucket/*"'],
    ['ResourceQcsError', 'qcs::cam::*', '"qcs::cam::*"'],
    ['ResourceQcsError', 'qcs::cos:ap-beijing:uin/1', '"qcs::cos:ap-beijing:uin/1"'],
    ['ResourceQcsError', 'qcs::cos:ap-beijing:uin/1:', '"qcs::cos:ap-beijing:uin/1:"'],
    ['ResourceQcsError', 'QCS::cos:::x', '"QCS::cos:::x"'],
    ['ResourceQcsError', 'arn:aws:s3:::bucket', '"arn:aws:s3:::bucket"'],
    ['ResourceQcsError', '', '""'],
    ['ResourceQcsError', 'qcs::c os:::x', '"c os"'],
    ['ResourceProjectError', 'qcs:12:cos:::x', '"12"'],
    ['ResourceRegionError', 'qcs::cos:Beijing::x', '"Beijing"'],
    ['ResourceRegionError', `qcs::cos:\${region}::x`, `"\${region}"`],
    ['ResourceUinError', `qcs::cos::uin/\${OwnerUin}:x`, `"uin/\${OwnerUin}"`],
    ['ResourceUinError', `qcs::cos::uin/\${uin}:x`, `"uin/\${uin}"`],
    ['ResourceUinError', 'qcs::cos::100000000001:x', '"100000000001"'],
    ['ResourceUinError', 'qcs::cos::uin/:x', '"uin/"'],
    ['ResourceContentError', `qcs::tcr:::instance/\${id}`, `"instance/\${id}"`],
    ['ResourceContentError', `qcs::tcr:::instance/\${uin`, `"instance/\${uin"`],
    ['ResourceContentError', `qcs::cos:::bucket/\${uin}/*`, `"bucket/\${uin}/*"`],
    ['ResourceContentError', 'qcs::tcr:::instance/x ', '"instance/x "'],
    ['ResourceError', 7, '7'],
    ['ResourceError', null, 'null'],
  ])('has no resource of which to say %s: %j', (code, resource, found) => {
    expect(changed({ resource: ['*', resource] })).toEqual([[code, '$.statement[0].resource[1]', found]]);
  });

  it('has no empty lists', () => {
    expect(changed({ action: [], resource: [] })).toEqual([
      ['ActionMiss', '$.statement[0].action', '[]'],
      ['ResourceError', '$.statement[0].resource', '[]'],
    ]);
  });

  it('names no principal, unless it is one of a trust policy, which names no resource', () => {
    expect(changed({ principal: '*' })).toEqual([['PrincipalError', '$.statement[0].principal', '"*"']]);
    expect(problemsOf(policyOf([{ ...good, principal: '*' }]), 'service-control')).toHaveLength(1);
    expect(problemsOf(policyOf([{ ...good, principal: '*' }]), 'trust')).toEqual([
      ['ResourceError', '$.statement[0].resource', '"*"'],
    ]);
  });
});

describe('what is wrong', () => {
  it('is all said at once, each in its place', () => {
    const text = [
      '{',
      '  "version": "2.0",',
      '  "statement": [',
      '    { "effect": "alow", "action": ["cos:GetObject", "GetObject"], "resource": "*" },',
      '    { "effect": "deny", "action": "cos:*", "resource": "qcs::cos:::a", "condition": { "ip_equals": {} } }',
      '  ]',
      '}',
    ].join('\n');

    expect(checkPolicy(text, 'permission').problems).toEqual([
      {
        code: 'InvalidParameter.EffectError',
        path: '$.statement[0].effect',
        line: 4,
        column: 17,
        found: '"alow"',
        expected: 'allow or deny',
      },
      {
        code: 'InvalidParameter.ActionError',
        path: '$.statement[0].action[1]',
        line: 4,
        column: 53,
        found: '"GetObject"',
        expected: 'an action such as cos:GetObject, or *',
      },
      {
        code: 'InvalidParameter.ConditionTypeError',
        path: '$.statement[1].condition.ip_equals',
        line: 5,
        column: 87,
        found: '"ip_equals"',
        expected: 'an operator such as string_equal or ip_equal_if_exist',
      },
    ]);
  });

  it.each([
    ['{"version":"2.0",}', 1, 18, '"}"', 'a name in double quotes'],
    ['{"version":"2.0"', 1, 17, 'the end of the text', 'a comma or a closing brace'],
    ["{\n  'version': '2.0'}", 2, 3, `"'version': '"`, 'a name in double quotes'],
    ['{"version" "2.0"}', 1, 12, '"\\"2.0\\"}"', 'a colon'],
    ['{"version":"2.0"} x', 1, 19, '"x"', 'nothing after the document'],
    ['{"version":"2.0"}{}', 1, 18, '"{}"', 'nothing after the document'],
    ['[1,2', 1, 5, 'the end of the text', 'a comma or a closing bracket'],
    ['{"a": 01}', 1, 7, '"01}"', 'a JSON value'],
    ['{"a": NaN}', 1, 7, '"NaN}"', 'a JSON value'],
    ['{"a": True}', 1, 7, '"True}"', 'a JSON value'],
    ['{"a": "b}', 1, 7, '"\\"b}"', 'a complete string'],
    ['{"a": "\t"}', 1, 7, '"\\"\\t\\"}"', 'a complete string'],
    ['{"a": "\\x"}', 1, 7, '"\\"\\\\x\\"}"', 'a complete string'],
    ['// no\n{}', 1, 1, '"// no\\n{}"', 'a JSON value'],
    ['\uFEFF{}', 1, 1, '"\uFEFF{}"', 'a JSON value'],
    ['', 1, 1, 'the end of the text', 'a JSON value'],
    ['{"a": "\\u0000"}', 1, 7, '"\\"\\\\u0000\\"}"', 'text without NUL and without halves of characters'],
    ['{"a": "\\ud800"}', 1, 7, '"\\"\\\\ud800\\"}"', 'text without NUL and without halves of characters'],
  ])(
    'is said of %j, which is no JSON, with the line and column where it stops being so',
    (text, line, column, found, expected) => {
      expect(checkPolicy(text, 'permission')).toEqual({
        problems: [
          { code: 'InvalidParameter.PolicyDocumentError', path: '$', line, column, found, expected },
        ],
      });
    },
  );

  it('is a name that comes twice, wherever it does: readers would not agree on which counts', () => {
    const text = `{"version":"2.0","statement":[{"effect":"deny","effect":"allow","action":"*","resource":"*","condition":{"ip_equal":{"qcs:ip":"10.0.0.1","qcs:ip":"10.0.0.2"}}}]}`;

    expect(problemsOf(text)).toEqual([
      ['PolicyDocumentError', '$.statement[0].effect', '"effect"'],
      ['PolicyDocumentError', '$.statement[0].condition.ip_equal["qcs:ip"]', '"qcs:ip"'],
    ]);
  });

  it('is shortened', () => {
    const [problem] = checkPolicy(policyOf([{ ...good, action: '长'.repeat(500) }]), 'permission').problems;

    expect([...(problem?.found ?? '')]).toHaveLength(60);
    expect(problem?.found).toMatch(/^"长+…$/);
  });
});

describe('the length of a policy', () => {
  const ofLength = (characters: number, filler = 'a') => {
    const shell = JSON.stringify(policyOf([{ ...good, resource: `qcs::cos:::b/` }]));
    return shell.replace('b/', `b/${filler.repeat(characters - shell.length)}`);
  };

  it('is at most 6144 characters', () => {
    expect(checkPolicy(ofLength(6144), 'permission').problems).toEqual([]);
    expect(checkPolicy(ofLength(6144, '😀'), 'permission').problems).toEqual([]);
    expect(checkPolicy(ofLength(6145), 'permission').problems).toEqual([
      {
        code: 'InvalidParameter.PolicyDocumentLengthOverLimit',
        path: '$',
        line: 1,
        column: 1,
        found: '6145',
        expected: 'at most 6144 characters without white space',
      },
    ]);
    expect(problemsOf(JSON.parse(ofLength(6145)))).toEqual([['PolicyDocumentLengthOverLimit', '$', '6145']]);
  });

  it('does not count white space', () => {
    const spacious = ofLength(6144).replaceAll(
      ',',
      ',\n\t  '.repeat(100).replaceAll(',', ' ').replace(' ', ','),
    );

    expect(spacious.length).toBeGreaterThan(7000);
    expect(checkPolicy(spacious, 'permission').problems).toEqual([]);
  });
});

describe('requirePolicy', () => {
  it('gives the document', () => {
    expect(requirePolicy(JSON.stringify(policyOf([good])), 'permission')).toEqual(policyOf([good]));
  });

  it('refuses with the code of the first problem, and all of them by their places', () => {
    const text =
      '{"version":"2.0","statement":{"effect":"alow","action":"x","effect":"deny","resource":"*"}}';
    const refuse = () => requirePolicy(text, 'permission');

    expect(refuse).toThrow(DomainError);
    expect(refuse).toThrow(
      expect.objectContaining({
        kind: 'invalid-input',
        code: 'InvalidParameter.PolicyDocumentError',
        details: {
          path: '$.statement.effect',
          found: '"effect"',
          expected: 'each name once',
          line: 1,
          column: 60,
        },
        fields: {
          '$.statement.effect':
            'Found "effect"; expected each name once. Found "alow"; expected allow or deny.',
          '$.statement.action': 'Found "x"; expected an action such as cos:GetObject, or *.',
        },
      }),
    );
  });
});
