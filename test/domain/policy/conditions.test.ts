import { describe, expect, it } from 'vitest';
import type { ContextValue } from '../../../src/domain/policy/index.ts';
import { checkPolicy } from '../../../src/domain/policy/index.ts';
import { account, allowing, asking, denying, user } from './asking.ts';

/** Whether an allow and a deny under this condition apply: `[true, true]` met, `[false, true]` nobody can say. */
function meets(operator: string, wanted: unknown, actual: ContextValue | undefined, key = 'k:k'): boolean[] {
  const condition = { [operator]: { [key]: wanted } };
  const context = actual === undefined ? {} : { [key]: actual };
  const allows = asking(allowing('cos:*', '*', condition))('cos:GetObject', '*', { context }) === 'allow';
  const denies =
    asking(denying('cos:*', '*', condition))('cos:GetObject', '*', { context }) === 'explicit-deny';
  return [allows, denies];
}
const met = [true, true];
const unmet = [false, false];
/** The allow does not apply, the deny does. */
const unclear = [false, true];

describe('operators of one value', () => {
  it.each([
    ['string_equal', 'a', 'a', met],
    ['string_equal', 'a', 'A', unmet],
    ['string_equal', ['x', 'a'], 'a', met],
    ['string_equal', '', '', met],
    ['string_equal', 'é', 'e\u0301', unmet],
    ['string_equal', '*', 'anything', unmet],
    ['string_equal', '1', 1, unclear],
    ['string_equal', 'true', true, unclear],
    ['string_not_equal', 'a', 'b', met],
    ['string_not_equal', ['a', 'b'], 'b', unmet],
    ['string_not_equal', 'a', 1, unclear],
    ['string_equal_ignore_case', 'Abc', 'aBC', met],
    ['string_equal_ignore_case', 'Straße', 'STRAßE', met],
    ['string_not_equal_ignore_case', ['x', 'Abc'], 'aBC', unmet],
    ['string_like', 'image/*', 'image/png', met],
    ['string_like', 'image/*', 'Image/png', unmet],
    ['string_like', '*.example.com', 'a.example.com', met],
    ['string_like', '*mid*', 'amidst', met],
    ['string_like', '*mid*', 'md', unmet],
    ['string_like', '*', '', met],
    ['string_like', 'a', 'a', met],
    ['string_like', 'a.c', 'abc', unmet],
    ['string_not_like', ['image/*', 'video/*'], 'video/mp4', unmet],
    ['string_not_like', 'image/*', 'text/html', met],
    ['binary_equal', 'YQ==', 'YQ==', met],
    ['binary_equal', 'YQ==', 'yq==', unmet],
    ['numeric_equal', 1, 1, met],
    ['numeric_equal', 1, '1', met],
    ['numeric_equal', '1', 1, met],
    ['numeric_equal', 1, '1.0', met],
    ['numeric_equal', 1, ' 1', unclear],
    ['numeric_equal', 1, '0x1', unclear],
    ['numeric_equal', 1, '1e0', unclear],
    ['numeric_equal', 0, '', unclear],
    ['numeric_equal', 1, true, unclear],
    ['numeric_equal', [1, 2], 2, met],
    ['numeric_not_equal', [1, 2], 2, unmet],
    ['numeric_not_equal', [1, 2], 3, met],
    ['numeric_not_equal', 1, 'one', unclear],
    ['numeric_greater_than', 5, 5, unmet],
    ['numeric_greater_than', 5, 5.1, met],
    ['numeric_greater_than_equal', 5, 5, met],
    ['numeric_less_than', 5, 5, unmet],
    ['numeric_less_than', 5, -5, met],
    ['numeric_less_than_equal', 5, '5', met],
    ['numeric_less_than', 10, '9', met],
    ['date_equal', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00.000Z', met],
    ['date_not_equal', '2026-06-01T00:00:00Z', '2026-06-01T00:00:01Z', met],
    ['date_greater_than', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00.001Z', met],
    ['date_greater_than', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', unmet],
    ['date_greater_than_equal', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', met],
    ['date_less_than', '2026-06-01T00:00:00Z', '2026-05-31T23:59:59Z', met],
    ['date_less_than_equal', '2026-06-01T00:00:00Z', '2026-06-01T00:00:01Z', unmet],
    ['date_less_than', '2026-06-01T00:00:00Z', '2026-05-31', unclear],
    ['date_less_than', '2026-06-01T00:00:00Z', '2026-02-30T00:00:00Z', unclear],
    ['date_less_than', '2026-06-01T00:00:00Z', '2026-05-31T23:59:59+08:00', unclear],
    ['date_less_than', '2026-06-01T00:00:00Z', 1780272000, unclear],
    ['ip_equal', '10.0.0.0/8', '10.255.1.2', met],
    ['ip_equal', '10.0.0.0/8', '11.0.0.1', unmet],
    ['ip_equal', '10.217.182.3/24', '10.217.182.200', met],
    ['ip_equal', '10.217.182.3/24', '10.217.183.3', unmet],
    ['ip_equal', '10.217.182.3/32', '10.217.182.2', unmet],
    ['ip_equal', '0.0.0.0/0', '203.0.113.9', met],
    ['ip_equal', ['192.0.2.1', '10.0.0.0/8'], '192.0.2.1', met],
    ['ip_equal', '2001:db8::1/32', '2001:db8:ffff::9', met],
    ['ip_equal', '2001:db8::/32', '2001:db9::', unmet],
    ['ip_equal', '2001:DB8:0:0::1', '2001:db8::1', met],
    ['ip_equal', '::/0', '10.0.0.1', unmet],
    ['ip_equal', '0.0.0.0/0', '2001:db8::1', unmet],
    ['ip_equal', '10.0.0.0/8', '::ffff:10.1.2.3', met],
    ['ip_equal', '::ffff:10.0.0.0/104', '10.1.2.3', met],
    ['ip_equal', '::ffff:10.0.0.0/104', '11.1.2.3', unmet],
    ['ip_equal', '10.0.0.0/8', '10.0.0.1/32', unclear],
    ['ip_equal', '10.0.0.0/8', '010.0.0.1', unclear],
    ['ip_equal', '10.0.0.0/8', '0xa000001', unclear],
    ['ip_equal', '10.0.0.0/8', '10.1', unclear],
    ['ip_equal', '10.0.0.0/8', 'localhost', unclear],
    ['ip_not_equal', ['10.0.0.0/8', '192.0.2.0/24'], '192.0.2.7', unmet],
    ['ip_not_equal', ['10.0.0.0/8', '192.0.2.0/24'], '198.51.100.1', met],
    ['ip_not_equal', '10.0.0.0/8', 'unknown', unclear],
    ['bool_equal', true, true, met],
    ['bool_equal', 'true', true, met],
    ['bool_equal', false, 'false', met],
    ['bool_equal', true, false, unmet],
    ['bool_equal', true, 1, unclear],
    ['bool_equal', true, 'yes', unclear],
  ])('%s %j: %j', (operator, wanted, actual, expected) => {
    expect(meets(operator, wanted, actual)).toEqual(expected);
  });
});

describe('a key that is missing', () => {
  const operators = [
    'string_equal',
    'string_not_equal',
    'numeric_less_than',
    'date_equal',
    'ip_not_equal',
    'bool_equal',
  ];
  const wanted: Record<string, unknown> = {
    numeric_less_than: 1,
    date_equal: '2026-06-01T00:00:00Z',
    ip_not_equal: '10.0.0.1',
    bool_equal: true,
  };

  it.each(operators)('does not meet %s', (operator) => {
    expect(meets(operator, wanted[operator] ?? 'a', undefined)).toEqual(unmet);
  });

  it.each(operators)('meets %s_if_exist', (operator) => {
    expect(meets(`${operator}_if_exist`, wanted[operator] ?? 'a', undefined)).toEqual(met);
    expect(meets(`for_all_value:${operator}_if_exist`, wanted[operator] ?? 'a', undefined)).toEqual(met);
  });

  it('makes no difference to _if_exist when it is there', () => {
    expect(meets('string_equal_if_exist', 'a', 'b')).toEqual(unmet);
    expect(meets('string_equal_if_exist', 'a', 'a')).toEqual(met);
    expect(meets('numeric_equal_if_exist', 1, 'one')).toEqual(unclear);
  });

  it.each([
    [true, undefined, met],
    [true, '', met],
    [true, [], met],
    [true, 'a', unmet],
    [true, 0, unmet],
    [true, false, unmet],
    ['true', undefined, met],
    [false, undefined, unmet],
    [false, '', unmet],
    [false, 'a', met],
    [[true, false], 'a', met],
  ])('is null: null_equal %j, when it is %j', (wanted, actual, expected) => {
    expect(meets('null_equal', wanted, actual)).toEqual(expected);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('may be named %s', (key) => {
    expect(meets('null_equal', true, undefined, key)).toEqual(met);
    expect(meets('string_equal_if_exist', 'a', undefined, key)).toEqual(met);
    expect(meets('string_equal', 'a', 'a', key)).toEqual(met);
  });
});

describe('a key of several values', () => {
  it.each([
    ['for_any_value:string_equal', ['a'], ['b', 'a'], met],
    ['for_any_value:string_equal', ['a'], ['b'], unmet],
    ['for_any_value:string_equal', ['a'], [], unmet],
    ['for_any_value:string_not_equal', ['a'], ['a', 'b'], met],
    ['for_any_value:string_not_equal', ['a', 'b'], ['a', 'b'], unmet],
    ['for_any_value:string_equal', ['a'], 'a', met],
    ['for_any_value:numeric_equal', [1], ['x', 1], met],
    ['for_any_value:numeric_equal', [1], ['x', 2], unclear],
    ['for_all_value:string_equal', ['a', 'b'], ['a', 'b', 'a'], met],
    ['for_all_value:string_equal', ['a', 'b'], ['a', 'c'], unmet],
    ['for_all_value:string_not_equal', ['a', 'b'], ['c', 'd'], met],
    ['for_all_value:string_not_equal', ['a', 'b'], ['c', 'a'], unmet],
    ['for_all_values:string_equal', ['a'], ['a'], met],
    ['for_all_values:string_equal', ['a'], ['a', 'b'], unmet],
    ['for_all_value:numeric_equal', [1], [1, 'x'], unclear],
    ['for_all_value:numeric_equal', [1], [2, 'x'], unmet],
  ])('%s %j: %j', (operator, wanted, actual, expected) => {
    expect(meets(operator, wanted, actual)).toEqual(expected);
  });

  it('of which there are none meets every one of them only where that is the safe reading', () => {
    expect(meets('for_all_value:string_equal', 'a', [])).toEqual(unclear);
    expect(meets('for_all_value:string_not_equal', 'a', [])).toEqual(unclear);
    expect(meets('for_all_value:string_equal_if_exist', 'a', [])).toEqual(unclear);
  });

  it('and no qualifier meets an operator when all its values agree', () => {
    expect(meets('string_equal', ['a', 'b'], ['a', 'b'])).toEqual(met);
    expect(meets('string_equal', ['a'], ['b', 'c'])).toEqual(unmet);
    expect(meets('string_equal', ['a'], ['a', 'b'])).toEqual(unclear);
    expect(meets('string_not_equal', ['a'], ['a', 'b'])).toEqual(unclear);
    expect(meets('string_equal', ['a'], [])).toEqual(unclear);
  });

  it('is how tags are asked for', () => {
    const tags = { context: { 'qcs:resource_tag': ['game&webpage', 'env&test'] } };
    const condition = { 'for_any_value:string_equal': { 'qcs:resource_tag': ['game&webpage'] } };
    const ask = asking(allowing('cvm:*', '*', condition));

    expect(ask('cvm:StartInstances', '*', tags)).toBe('allow');
    expect(ask('cvm:StartInstances', '*', { context: { 'qcs:resource_tag': ['game&web'] } })).toBe(
      'implicit-deny',
    );
    expect(ask('cvm:StartInstances', '*')).toBe('implicit-deny');
  });
});

describe('several conditions', () => {
  const both = { string_equal: { 'k:a': 'a', 'k:b': ['b', 'c'] }, ip_equal: { 'qcs:ip': '10.0.0.0/8' } };
  const ask = asking(allowing('cos:*', '*', both));
  const context = { 'k:a': 'a', 'k:b': 'c', 'qcs:ip': '10.1.1.1' };

  it('must all be met, each by one of its values', () => {
    expect(ask('cos:GetObject', '*', { context })).toBe('allow');
    for (const key of Object.keys(context)) {
      expect(ask('cos:GetObject', '*', { context: { ...context, [key]: '11.1.1.1' } })).toBe('implicit-deny');
      expect(ask('cos:GetObject', '*', { context: { ...context, [key]: undefined } as never })).toBe(
        'implicit-deny',
      );
    }
  });

  it('deny unless one is surely not met', () => {
    const denies = asking(
      denying('cos:*', '*', { numeric_equal: { 'k:n': 1 }, string_equal: { 'k:a': 'a' } }),
    );

    expect(denies('cos:GetObject', '*', { context: { 'k:n': 'one', 'k:a': 'a' } })).toBe('explicit-deny');
    expect(denies('cos:GetObject', '*', { context: { 'k:n': 'one', 'k:a': 'b' } })).toBe('implicit-deny');
    expect(denies('cos:GetObject', '*', { context: { 'k:n': 'one' } })).toBe('implicit-deny');
  });
});

describe('variables in values', () => {
  it('stand for the caller', () => {
    const ask = asking(allowing('vpc:*', '*', { string_equal: { 'qcs:create_uin': `\${uin}` } }));

    expect(ask('vpc:DeleteVpc', '*', { context: { 'qcs:create_uin': String(user) } })).toBe('allow');
    expect(ask('vpc:DeleteVpc', '*', { context: { 'qcs:create_uin': String(account) } })).toBe(
      'implicit-deny',
    );
    expect(ask('vpc:DeleteVpc', '*', { context: { 'qcs:create_uin': `\${uin}` } })).toBe('implicit-deny');
  });

  it('that have no value make a deny apply, and no allow', () => {
    const condition = { string_equal: { 'k:k': `\${app_id}` } };
    const context = { 'k:k': '1' };

    expect(asking(allowing('*', '*', condition))('a:B', '*', { context })).toBe('implicit-deny');
    expect(asking(denying('*', '*', condition))('a:B', '*', { context })).toBe('explicit-deny');
    expect(asking(allowing('*', '*', condition))('a:B', '*', { context, caller: { appId: 1 } })).toBe(
      'allow',
    );
  });
});

describe('a condition that cannot be used', () => {
  const problemsOf = (condition: unknown) =>
    checkPolicy(
      { version: '2.0', statement: { effect: 'allow', action: '*', resource: '*', condition } },
      'permission',
    ).problems.map(({ code, path, expected }) => [
      code.replace('InvalidParameter.', ''),
      path.replace('$.statement.condition', ''),
      expected,
    ]);

  it.each([
    [[], ['ConditionError', '', 'an object of operators']],
    [
      { string_equals: { 'k:k': 'a' } },
      ['ConditionTypeError', '.string_equals', 'an operator such as string_equal or ip_equal_if_exist'],
    ],
    [
      { String_Equal: { 'k:k': 'a' } },
      ['ConditionTypeError', '.String_Equal', 'an operator such as string_equal or ip_equal_if_exist'],
    ],
    [
      { null_equal_if_exist: { 'k:k': true } },
      ['ConditionTypeError', '.null_equal_if_exist', 'an operator such as string_equal or ip_equal_if_exist'],
    ],
    [
      { 'for_any_value:null_equal': { 'k:k': true } },
      [
        'ConditionTypeError',
        '["for_any_value:null_equal"]',
        'an operator such as string_equal or ip_equal_if_exist',
      ],
    ],
    [
      { 'for_some_value:string_equal': { 'k:k': 'a' } },
      [
        'ConditionTypeError',
        '["for_some_value:string_equal"]',
        'an operator such as string_equal or ip_equal_if_exist',
      ],
    ],
    [
      { 'for_any_values:string_equal': { 'k:k': 'a' } },
      [
        'ConditionTypeError',
        '["for_any_values:string_equal"]',
        'an operator such as string_equal or ip_equal_if_exist',
      ],
    ],
    [
      { constructor: { 'k:k': 'a' } },
      ['ConditionTypeError', '.constructor', 'an operator such as string_equal or ip_equal_if_exist'],
    ],
    [{ string_equal: 'a' }, ['ConditionContentError', '.string_equal', 'an object of keys and their values']],
    [{ string_equal: {} }, ['ConditionContentError', '.string_equal', 'an object of keys and their values']],
    [
      { string_equal: { 'k:k': [] } },
      ['ConditionContentError', '.string_equal["k:k"]', 'one value or a list of them'],
    ],
    [{ string_equal: { '': 'a' } }, ['ConditionContentError', '.string_equal[""]', 'a key such as qcs:ip']],
    [
      { string_equal: { 'k:': 'a' } },
      ['ConditionContentError', '.string_equal["k:"]', 'a key such as qcs:ip'],
    ],
    [{ string_equal: { 'k:k': 1 } }, ['ConditionContentError', '.string_equal["k:k"]', 'a string']],
    [
      { string_equal: { 'k:k': ['a', null] } },
      ['ConditionContentError', '.string_equal["k:k"][1]', 'a string'],
    ],
    [
      { string_equal: { 'k:k': `\${user}` } },
      ['ConditionContentError', '.string_equal["k:k"]', 'only the variables uin, owner_uin and app_id'],
    ],
    [
      { string_like: { 'k:k': 'a*b' } },
      ['ConditionContentError', '.string_like["k:k"]', 'a string with * at its beginning or end only'],
    ],
    [{ numeric_equal: { 'k:k': 'one' } }, ['ConditionContentError', '.numeric_equal["k:k"]', 'a number']],
    [
      { numeric_equal: { 'k:k': 12345678901234567890n.toString() } },
      ['ConditionContentError', '.numeric_equal["k:k"]', 'a number'],
    ],
    [{ numeric_equal: { 'k:k': 2 ** 60 } }, ['ConditionContentError', '.numeric_equal["k:k"]', 'a number']],
    [
      { date_equal: { 'k:k': '2026-06-01' } },
      ['ConditionContentError', '.date_equal["k:k"]', 'a time such as 2026-06-01T00:01:00Z'],
    ],
    [
      { date_equal: { 'k:k': '2026-13-01T00:00:00Z' } },
      ['ConditionContentError', '.date_equal["k:k"]', 'a time such as 2026-06-01T00:01:00Z'],
    ],
    [
      { date_equal: { 'k:k': '2026-02-29T00:00:00Z' } },
      ['ConditionContentError', '.date_equal["k:k"]', 'a time such as 2026-06-01T00:01:00Z'],
    ],
    [
      { ip_equal: { 'k:k': '10.0.0.0/33' } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [
      { ip_equal: { 'k:k': '10.0.0.0/08' } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [
      { ip_equal: { 'k:k': '10.0.0/8' } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [
      { ip_equal: { 'k:k': '10.0.0.0/' } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [
      { ip_equal: { 'k:k': '::ffff:10.0.0.0/95' } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [
      { ip_equal: { 'k:k': 'fe80::1%eth0' } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [
      { ip_equal: { 'k:k': `\${uin}` } },
      ['ConditionContentError', '.ip_equal["k:k"]', 'an IP address or a range such as 10.0.0.0/8'],
    ],
    [{ bool_equal: { 'k:k': 1 } }, ['ConditionContentError', '.bool_equal["k:k"]', 'true or false']],
    [{ null_equal: { 'k:k': 'null' } }, ['ConditionContentError', '.null_equal["k:k"]', 'true or false']],
  ])('%j', (condition, expected) => {
    expect(problemsOf(condition)).toEqual([expected]);
  });
});
