import { describe, expect, it } from 'vitest';
import { readRoleAttribute } from '../../../src/domain/cam/roles/role.ts';
import { type TrustPolicy, trustSamlProvider } from '../../../src/domain/cam/roles/trust-policy.ts';
import {
  type PolicyStatement,
  statementsOf,
  trusts as trustsWhom,
} from '../../../src/domain/policy/index.ts';

const provider = 'qcs::cam::uin/1:saml-provider/P';
const context = { 'saml:aud': 'https://acs', 'saml:iss': 'https://idp', 'saml:sub': 'alice' };
const policy = trustSamlProvider(provider, 'https://acs');
const statement = statementsOf(policy)[0] as PolicyStatement;
const changed = (changes: object): TrustPolicy => ({
  version: '2.0',
  statement: [{ ...statement, ...changes }],
});
/** Whether the role may be entered through that provider. */
const trusts = (trustPolicy: TrustPolicy, by: string, said: Record<string, string>) =>
  trustsWhom(trustPolicy, {
    action: 'sts:AssumeRoleWithSAML',
    principal: { kind: 'federated', provider: by },
    context: said,
  });

describe('a trust policy', () => {
  it('lets the provider it names in, at the recipient it names', () => {
    expect(trusts(policy, provider, context)).toBe(true);
    expect(trusts(changed({ condition: undefined }), provider, context)).toBe(true);
    expect(
      trusts(changed({ condition: { string_equal: { 'saml:sub': ['bob', 'alice'] } } }), provider, context),
    ).toBe(true);
  });

  it.each([
    ['another provider', policy, `${provider}2`],
    [
      'another recipient',
      changed({ condition: { string_equal: { 'saml:aud': 'https://other' } } }),
      provider,
    ],
    ['another person', changed({ condition: { string_equal: { 'saml:sub': 'bob' } } }), provider],
    ['another action', changed({ action: 'name/sts:AssumeRole' }), provider],
    ['a principal that is an account', changed({ principal: { qcs: [provider] } }), provider],
    [
      'an operator it does not understand',
      changed({ condition: { string_matches: { 'saml:sub': '*' } } }),
      provider,
    ],
    [
      'a key it does not understand',
      changed({ condition: { string_equal: { 'saml:other': 'alice' } } }),
      provider,
    ],
    [
      'a deny beside the allow',
      { version: '2.0', statement: [statement, { ...statement, effect: 'deny' }] } as TrustPolicy,
      provider,
    ],
    ['no statement', { version: '2.0', statement: [] } as TrustPolicy, provider],
  ])('keeps out by %s', (_what, trustPolicy, arn) => {
    expect(trusts(trustPolicy, arn, context)).toBe(false);
  });
});

describe('a Role attribute', () => {
  it('names a role and a provider of the same account', () => {
    expect(readRoleAttribute('qcs::cam::uin/100:roleName/R-1,qcs::cam::uin/100:saml-provider/P-1')).toEqual({
      uin: 100,
      roleName: 'R-1',
      providerName: 'P-1',
    });
  });

  it.each([
    'qcs::cam::uin/100:roleName/R,qcs::cam::uin/200:saml-provider/P',
    'qcs::cam::uin/100:roleName/R',
    'qcs::cam::uin/100:roleName/R, qcs::cam::uin/100:saml-provider/P',
    'qcs::cam::uin/x:roleName/R,qcs::cam::uin/x:saml-provider/P',
    'qcs::cam::uin/100:roleName/R,qcs::cam::uin/100:saml-provider/P,qcs::cam::uin/100:saml-provider/Q',
    '',
  ])('is not %j', (value) => {
    expect(readRoleAttribute(value)).toBeUndefined();
  });
});
