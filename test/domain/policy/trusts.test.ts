import { describe, expect, it } from 'vitest';
import {
  type ContextValue,
  checkPolicy,
  requirePolicy,
  type TrustedPrincipal,
  trusts,
} from '../../../src/domain/policy/index.ts';

const provider = 'qcs::cam::uin/1:saml-provider/P';
const root = { kind: 'root', ownerUin: 1 } as const;
const user = { kind: 'uin', ownerUin: 1, uin: 12 } as const;
const service = { kind: 'service', name: 'cvm.qcloud.com' } as const;
const person = { kind: 'federated', provider } as const;
const assumeRole = 'name/sts:AssumeRole';
const assumeWithSaml = 'name/sts:AssumeRoleWithSAML';

const statement = (principal: unknown, changes: object = {}) => ({
  effect: 'allow',
  action: assumeRole,
  principal,
  ...changes,
});
function trusted(
  statements: object | object[],
  principal: TrustedPrincipal,
  {
    action = 'sts:AssumeRole',
    context = {},
  }: { action?: string; context?: Record<string, ContextValue> } = {},
): boolean {
  const document = requirePolicy({ version: '2.0', statement: statements }, 'trust');
  return trusts(document, { action, principal, context });
}

describe('a trust policy', () => {
  it.each([
    ['anyone', '*', [root, user, service, person]],
    ['an account', { qcs: ['qcs::cam::uin/1:root'] }, [root, user]],
    ['an account by its own number', { qcs: 'qcs::cam::uin/1:uin/1' }, [root, user]],
    ['one user', { qcs: ['qcs::cam::uin/1:uin/12'] }, [user]],
    ['another user', { qcs: ['qcs::cam::uin/1:uin/13'] }, []],
    ['the user of that number in another account', { qcs: ['qcs::cam::uin/2:uin/12'] }, []],
    ['another account', { qcs: ['qcs::cam::uin/2:root'] }, []],
    ['a service', { service: ['cvm.qcloud.com'] }, [service]],
    ['services', { service: ['cloudaudit.cloud.tencent.com', 'cvm.qcloud.com'] }, [service]],
    ['another service', { service: 'cvm.qcloud.com.example' }, []],
    ['a provider', { federated: [provider] }, [person]],
    ['a provider of another account', { federated: ['qcs::cam::uin/2:saml-provider/P'] }, []],
    ['a provider of a longer name', { federated: [`${provider}2`] }, []],
    ['several kinds', { qcs: 'qcs::cam::uin/1:uin/12', service: 'cvm.qcloud.com' }, [user, service]],
  ])('that names %s trusts these and nobody else', (_what, principal, expected) => {
    for (const one of [root, user, service, person]) {
      expect(trusted(statement(principal), one)).toBe(expected.includes(one as never));
    }
  });

  it('may name its principal once for all statements', () => {
    const document = requirePolicy(
      {
        version: '2.0',
        principal: { qcs: ['qcs::cam::uin/1:root'] },
        statement: [{ effect: 'allow', action: assumeRole }],
      },
      'trust',
    );

    expect(trusts(document, { action: 'sts:AssumeRole', principal: root, context: {} })).toBe(true);
    expect(trusts(document, { action: 'sts:AssumeRole', principal: service, context: {} })).toBe(false);
  });

  it('is about the action it names', () => {
    expect(
      trusted(statement('*', { action: assumeWithSaml }), person, { action: 'sts:AssumeRoleWithSAML' }),
    ).toBe(true);
    expect(
      trusted(statement('*', { action: assumeWithSaml }), person, { action: 'name/sts:AssumeRoleWithSAML' }),
    ).toBe(true);
    expect(trusted(statement('*'), person, { action: 'sts:AssumeRoleWithSAML' })).toBe(false);
    expect(trusted(statement('*', { action: 'sts:*' }), person, { action: 'sts:AssumeRoleWithSAML' })).toBe(
      true,
    );
    expect(trusted(statement('*', { action: 'cam:*' }), person)).toBe(false);
  });

  it('lets a deny decide before an allow, and trusts nobody by default', () => {
    const allow = statement({ qcs: ['qcs::cam::uin/1:root'] });
    const deny = statement({ qcs: ['qcs::cam::uin/1:uin/12'] }, { effect: 'deny' });

    expect(trusted([allow, deny], root)).toBe(true);
    expect(trusted([allow, deny], user)).toBe(false);
    expect(trusted([deny], root)).toBe(false);
  });
});

describe('the conditions of a trust policy', () => {
  const context = {
    'saml:aud': 'https://cloud.tencent.com/login/saml',
    'saml:iss': 'https://idp.example.com',
    'saml:sub': 'alice',
    'saml:sub_type': 'persistent',
  };
  const enters = (condition: object, said: Record<string, ContextValue> = context) =>
    trusted(statement({ federated: [provider] }, { action: assumeWithSaml, condition }), person, {
      action: 'sts:AssumeRoleWithSAML',
      context: said,
    });

  it('are about what the assertion says', () => {
    expect(enters({ string_equal: { 'saml:aud': 'https://cloud.tencent.com/login/saml' } })).toBe(true);
    expect(enters({ string_equal: { 'saml:aud': 'https://intl.cloud.tencent.com/login/saml' } })).toBe(false);
    expect(enters({ string_equal: { 'saml:sub': ['bob', 'alice'], 'saml:sub_type': 'persistent' } })).toBe(
      true,
    );
    expect(enters({ string_equal: { 'saml:sub': ['bob', 'alice'], 'saml:sub_type': 'transient' } })).toBe(
      false,
    );
    expect(enters({ string_like: { 'saml:iss': 'https://idp.*' } })).toBe(true);
  });

  it('are not met by what it does not say', () => {
    expect(enters({ string_equal: { 'saml:other': 'alice' } })).toBe(false);
    expect(enters({ string_not_equal: { 'saml:other': 'alice' } })).toBe(false);
    expect(enters({ string_equal_if_exist: { 'saml:other': 'alice' } })).toBe(true);
    expect(enters({ string_equal: { constructor: 'alice' } })).toBe(false);
  });

  it('know the number of a user, and none of a person from outside', () => {
    const condition = { string_equal: { 'k:k': `\${uin}` } };

    expect(trusted(statement('*', { condition }), user, { context: { 'k:k': '12' } })).toBe(true);
    expect(trusted(statement('*', { condition }), root, { context: { 'k:k': '12' } })).toBe(false);
    expect(trusted(statement('*', { condition }), service, { context: { 'k:k': '12' } })).toBe(false);
    const deny = [statement('*'), statement('*', { effect: 'deny', condition })];
    expect(trusted(deny, service, { context: { 'k:k': '12' } })).toBe(false);
    expect(trusted(deny, root, { context: { 'k:k': '12' } })).toBe(true);
  });
});

describe('the principal of a trust policy', () => {
  const problemsOf = (changes: object, document: object = {}) =>
    checkPolicy(
      { version: '2.0', ...document, statement: { effect: 'allow', action: assumeRole, ...changes } },
      'trust',
    ).problems.map(({ code, path }) => `${code.replace('InvalidParameter.', '')} ${path}`);
  const at = '$.statement.principal';

  it.each([
    [{}, `PrincipalError ${at}`],
    [{ principal: [] }, `PrincipalError ${at}`],
    [{ principal: {} }, `PrincipalError ${at}`],
    [{ principal: 'qcs::cam::uin/1:root' }, `PrincipalError ${at}`],
    [{ principal: { aws: ['*'] } }, `PrincipalError ${at}.aws`],
    [{ principal: { toString: ['*'] } }, `PrincipalError ${at}.toString`],
    [{ principal: { qcs: [] } }, `PrincipalError ${at}.qcs`],
    [{ principal: { qcs: ['*'] } }, `PrincipalQcsError ${at}.qcs[0]`],
    [{ principal: { qcs: 'qcs::cam::uin/*:root' } }, `PrincipalQcsError ${at}.qcs`],
    [{ principal: { qcs: 'qcs::cam::uin/1:*' } }, `PrincipalQcsError ${at}.qcs`],
    [{ principal: { qcs: 'qcs::cam::uin/0:root' } }, `PrincipalQcsError ${at}.qcs`],
    [{ principal: { qcs: ['qcs::cam::uin/1:root', 'root'] } }, `PrincipalQcsError ${at}.qcs[1]`],
    [{ principal: { service: ['cvm'] } }, `PrincipalError ${at}.service[0]`],
    [{ principal: { service: ['*.qcloud.com'] } }, `PrincipalError ${at}.service[0]`],
    [{ principal: { federated: ['P'] } }, `PrincipalError ${at}.federated[0]`],
    [{ principal: { federated: ['qcs::cam::uin/1:saml-provider/*'] } }, `PrincipalError ${at}.federated[0]`],
    [{ principal: '*', resource: '*' }, 'ResourceError $.statement.resource'],
    [{ principal: '*', action: undefined }, 'ActionError $.statement.action'],
  ])('is not %j', (changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });

  it('stands in one place: in two it is not said which of them counts', () => {
    expect(problemsOf({ principal: '*' }, { principal: '*' })).toEqual([`PrincipalError ${at}`]);
    expect(problemsOf({}, { principal: '*' })).toEqual([]);
  });
});
