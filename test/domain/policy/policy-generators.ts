import fc from 'fast-check';
import type { AccessRequest, PolicyDocument } from '../../../src/domain/policy/index.ts';

/** Policies and requests over so small a world that they meet often. */
export const owner = 1;

const action = fc.constantFrom(
  '*',
  '*:*',
  'cos:*',
  'cos:Get*',
  'cos:*Object',
  'cos:*Obj*t',
  'name/cos:GetObject',
  'COS:PutObject',
  'cos:getObject',
  'c*:GetObject',
  'organization:*',
  'organization:CreateUser',
  'tcr:Describe*',
  'new:DoSomething',
);
const variable = (name: string) => `\${${name}}`;
const resource = fc.oneof(
  fc.constant('*'),
  fc
    .record({
      service: fc.constantFrom('', 'cos', 'COS', 'tcr', '*', 'c*', 'organization'),
      region: fc.constantFrom('', '', 'ap-guangzhou', 'ap-beijing', 'ap-*', '*'),
      account: fc.constantFrom('', '', 'uin/1', 'uin/2', 'uid/9', 'uid/8', '*', 'uin/*'),
      path: fc.oneof(
        fc.constantFrom('*', 'a', 'a/b', 'a/*', 'a/b/*', 'a*', '*b', '*/*', 'a*b*c', 'x:y', '*a*a*'),
        fc.constantFrom(`a/${variable('uin')}`, `${variable('owner_uin')}/*`, `${variable('app_id')}*`),
      ),
    })
    .filter(({ service, path }) => service.toLowerCase() !== 'cos' || !/\/.*\$/.test(path))
    .map(({ service, region, account, path }) => `qcs::${service}:${region}:${account}:${path}`),
);

const oneOrMore = <Value>(values: fc.Arbitrary<Value>) =>
  fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 }));

const text = fc.constantFrom('a', 'A', 'ab', 'ß', '', '5', '10.1.2.3', '2026-06-01T00:00:00Z', 'true');
const operands = {
  text: fc.oneof(text, fc.constantFrom(variable('uin'), variable('app_id'))),
  like: fc.constantFrom('*', 'a*', '*b', '*a*', 'a', '', `*${variable('owner_uin')}`),
  number: fc.constantFrom(1, 5, '5', 7.5, -2, 0, variable('uin')),
  date: fc.constantFrom('2026-06-01T00:00:00Z', '2026-06-01T00:00:01Z', '2025-01-31T23:59:59Z'),
  ip: fc.constantFrom('10.1.2.3', '10.9.9.9/8', '10.1.2.200/25', '0.0.0.0/0', '192.168.0.1/32'),
  truth: fc.constantFrom(true, false, 'true', 'false'),
};

const families: [operators: string[], operand: fc.Arbitrary<string | number | boolean>][] = [
  [['string_equal', 'string_not_equal', 'binary_equal'], operands.text],
  [['string_equal_ignore_case', 'string_not_equal_ignore_case'], operands.text],
  [['string_like', 'string_not_like'], operands.like],
  [
    ['numeric_equal', 'numeric_not_equal', 'numeric_greater_than', 'numeric_less_than_equal'],
    operands.number,
  ],
  [['numeric_greater_than_equal', 'numeric_less_than'], operands.number],
  [['date_equal', 'date_not_equal', 'date_greater_than', 'date_less_than_equal'], operands.date],
  [['date_greater_than_equal', 'date_less_than'], operands.date],
  [['ip_equal', 'ip_not_equal'], operands.ip],
  [['bool_equal'], operands.truth],
];
const key = fc.constantFrom('k:one', 'k:many', 'constructor', 'qcs:read_only_action');

const operatorWithKeys = fc.oneof(
  fc.tuple(
    fc.constant('null_equal'),
    fc.dictionary(key, oneOrMore(operands.truth), { minKeys: 1, maxKeys: 2 }),
  ),
  ...families.map(([names, operand]) =>
    fc.tuple(
      fc
        .tuple(
          fc.constantFrom('', '', 'for_any_value:', 'for_all_value:', 'for_all_values:'),
          fc.constantFrom(...names),
          fc.constantFrom('', '', '_if_exist'),
        )
        .map((parts) => parts.join('')),
      fc.dictionary(key, oneOrMore(operand), { minKeys: 1, maxKeys: 2 }),
    ),
  ),
);

const condition = fc
  .array(operatorWithKeys, { minLength: 1, maxLength: 2 })
  .map((operators) => Object.fromEntries(operators));

const statement = fc.record(
  {
    effect: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const),
    action: oneOrMore(action),
    resource: oneOrMore(resource),
    condition,
  },
  { requiredKeys: ['effect', 'action', 'resource'] },
);

export const policy: fc.Arbitrary<PolicyDocument> = fc.record({
  version: fc.constant('2.0' as const),
  statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 })),
});

const scalar = fc.oneof(text, fc.constantFrom(1, 5, 0, 7.5, true, false));

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom(
    'cos:GetObject',
    'cos:PutObject',
    'COS:GetObject',
    'name/cos:GetObject',
    'tcr:DescribeInstances',
    'organization:CreateUser',
    'organization:ListUsers',
    'new:DoSomething',
  ),
  resource: fc.oneof(
    { weight: 1, arbitrary: fc.constant('*') },
    {
      weight: 4,
      arbitrary: fc
        .record({
          service: fc.constantFrom('cos', 'cos', 'COS', 'tcr', 'organization'),
          region: fc.constantFrom('ap-guangzhou', 'ap-beijing', ''),
          account: fc.constantFrom('uin/1', 'uin/1', '', 'uin/2', 'uid/9', 'uid/8'),
          path: fc.constantFrom('a', 'a/b', 'a/b/c', 'b', 'ab', 'a/7', '1/x', '1', 'x:y', '*', 'aXbXc'),
        })
        .map(({ service, region, account, path }) => `qcs::${service}:${region}:${account}:${path}`),
    },
  ),
  caller: fc.record(
    { uin: fc.constant(7), ownerUin: fc.constantFrom(1, 1, 2), appId: fc.constant(9) },
    { requiredKeys: ['uin', 'ownerUin'] },
  ),
  context: fc.dictionary(
    fc.constantFrom('k:one', 'k:many', 'constructor'),
    fc.oneof(scalar, scalar, fc.array(scalar, { maxLength: 3 })),
    { maxKeys: 3 },
  ),
});
