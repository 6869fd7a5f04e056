import { describe, expect, it } from 'vitest';
import {
  compilePolicy,
  decide,
  evaluate,
  isResource,
  type PolicyDocument,
} from '../../../src/domain/policy/index.ts';
import { account, allowing, asking, denying, user } from './asking.ts';

/** What an allow and a deny of `cos:*` on the pattern make of a request about the resource. */
function covers(
  pattern: string,
  resource: string,
  { appId }: { appId?: number } = {},
  action = 'cos:GetObject',
) {
  const caller = appId === undefined ? {} : { appId };
  return [
    asking(allowing('*', pattern))(action, resource, { caller }) === 'allow',
    asking(denying('*', pattern))(action, resource, { caller }) === 'explicit-deny',
  ];
}
const yes = [true, true];
const no = [false, false];
/** The allow does not apply, the deny does. */
const unclear = [false, true];

describe('an action', () => {
  it.each([
    ['*', 'cos:GetObject', true],
    ['*:*', 'cos:GetObject', true],
    ['name/*', 'cos:GetObject', true],
    ['cos:*', 'cos:GetObject', true],
    ['COS:*', 'cos:GetObject', true],
    ['cos:*', 'Cos:GetObject', true],
    ['name/cos:GetObject', 'cos:GetObject', true],
    ['cos:GetObject', 'name/cos:GetObject', true],
    ['cos:*Bucket*', 'cos:PutBucketACL', true],
    ['cos:*Bucket*', 'cos:PutObject', false],
    ['cos:Get', 'cos:GetObject', false],
    ['cos:getObject', 'cos:GetObject', false],
    ['cos:GetObject*', 'cos:GetObject', true],
    ['cos:*', 'cosx:GetObject', false],
    ['c*:GetObject', 'cos:GetObject', true],
    ['*:GetObject', 'cos:GetObject', true],
    ['*:GetObject', 'cos:GetObjectACL', false],
    ['permid/280649', 'cos:GetObject', false],
  ])('%s covers %s: %s', (pattern, action, expected) => {
    expect(asking(allowing(pattern, '*'))(action, '*') === 'allow').toBe(expected);
  });
});

describe('a resource in six segments', () => {
  const own = (path: string) => `qcs::cos:ap-beijing:uin/${account}:${path}`;

  it.each([
    ['*', own('a/b'), yes],
    ['qcs::cos:ap-beijing::a/b', own('a/b'), yes],
    ['qcs::COS:ap-beijing::a/b', own('a/b'), yes],
    ['qcs:::::a/b', own('a/b'), yes],
    ['qcs::*:*:*:*', own('a/b'), yes],
    ['qcs::c*:ap-*:uin/*:a*', own('a/b'), yes],
    ['qcs::cos:bj::a/b', own('a/b'), yes],
    ['qcs::cos:ap-beijing::a/b', `qcs::cos:bj:uin/${account}:a/b`, yes],
    ['qcs::cvm:ap-beijing::a/b', own('a/b'), no],
    ['qcs::cos:ap-shanghai::a/b', own('a/b'), no],
    ['qcs::cos:AP-BEIJING::a/b'.toLowerCase(), own('a/b'), yes],
    ['qcs::cos:ap-beijing:uin/2:a/b', own('a/b'), no],
    ['qcs::cos:ap-beijing::a', own('a/b'), no],
    ['qcs::cos:ap-beijing::a/b', own('a'), no],
    ['qcs::cos:ap-beijing::A/b', own('a/b'), no],
    ['qcs::cos:ap-beijing::a/b:c', own('a/b:c'), yes],
    ['qcs::cos:ap-beijing::a/*', own('a/b:c/d'), yes],
    ['qcs::cos:ap-beijing::a/*', own('ab'), no],
    ['qcs::cos:ap-beijing::*/b', own('a/x/b'), yes],
    ['qcs::cos:ap-beijing::a', 'qcs::cos:ap-beijing::a', yes],
    ['qcs::cos:ap-beijing::a', 'qcs::cos::uin/100000000001:a', unclear],
    ['qcs::cos:ap-*::a', 'qcs::cos::uin/100000000001:a', unclear],
    ['qcs::cos:*::a', 'qcs::cos::uin/100000000001:a', yes],
  ])('%s covers %s: %j', (pattern, resource, expected) => {
    expect(covers(pattern, resource)).toEqual(expected);
  });

  it('that ends in /* is a directory with all that is in it, and itself', () => {
    expect(covers('qcs::cos:ap-beijing::a/*', own('a'))).toEqual(yes);
    expect(covers('qcs::cos:ap-beijing::a/*', own('a/'))).toEqual(yes);
    expect(covers('qcs::cos:ap-beijing::a/b/*', own('a'))).toEqual(no);
    expect(covers('qcs::cos:ap-beijing::a*', own('a'))).toEqual(yes);
    // CAM's own example of prefix matching: a queue by the number of whoever made it.
    const queues = `qcs::cmqqueue::uin/${account}:queueName/uin/\${uin}/*`;
    const queue = (uin: number) => `qcs::cmqqueue:ap-chengdu:uin/${account}:queueName/uin/${uin}`;
    expect(covers(queues, queue(user), {}, 'cmqqueue:SendMessage')).toEqual(yes);
    expect(covers(queues, queue(7), {}, 'cmqqueue:SendMessage')).toEqual(no);
  });

  it('is taken as it is when it has a wildcard and no pattern has: * is not an answer to everything', () => {
    expect(covers('qcs::cos:ap-beijing::a/b', own('a/*'))).toEqual(no);
    expect(covers('qcs::cos:ap-beijing::a/*', own('a/*'))).toEqual(yes);
  });
});

describe('the account of a resource', () => {
  it('is the account of the policy when the policy leaves it out', () => {
    expect(covers('qcs::cos:::a', `qcs::cos::uin/${account}:a`)).toEqual(yes);
    expect(covers('qcs::cos:::a', 'qcs::cos::uin/100000000002:a')).toEqual(no);
  });

  it('is the one that is bound when the policy is nobody’s own', () => {
    const document = JSON.parse(denying('cos:*', 'qcs::cos:::a')) as PolicyDocument;
    const control = compilePolicy(document, { name: 'control' });
    const request = { action: 'cos:GetObject', caller: { uin: 5, ownerUin: 4 }, context: {} };

    expect(evaluate([control], { ...request, resource: 'qcs::cos::uin/4:a' }).effect).toBe('explicit-deny');
    expect(evaluate([control], { ...request, resource: 'qcs::cos::uid/9:a' }).effect).toBe('explicit-deny');
  });

  it('has a number and an APPID, of which either is known by the other only for the caller', () => {
    const byId = 'qcs::cos::uid/1250000000:b-1250000000/a';
    const byUin = `qcs::cos::uin/${account}:b-1250000000/a`;
    const known = { appId: 1250000000 };

    expect(covers('qcs::cos:::b-1250000000/*', byId, known)).toEqual(yes);
    expect(covers('qcs::cos:::b-1250000000/*', byId)).toEqual(unclear);
    expect(covers('qcs::cos::uid/1250000000:*', byUin, known)).toEqual(yes);
    expect(covers('qcs::cos::uid/1250000000:*', byUin)).toEqual(unclear);
    expect(covers('qcs::cos::uid/1250000000:*', byId)).toEqual(yes);
    expect(covers('qcs::cos::uid/1250000001:*', byId, known)).toEqual(no);
    expect(covers('qcs::cos::uid/1250000001:*', byUin, known)).toEqual(no);
    expect(covers('qcs::cos:::*', 'qcs::cos::uid/1:a', known)).toEqual(unclear);
  });
});

describe('variables in a resource', () => {
  it('stand for the caller, in whole', () => {
    const pattern = `qcs::cmqqueue:::queueName/uin/\${uin}/*`;
    const queue = (uin: string) => `qcs::cmqqueue::uin/${account}:queueName/uin/${uin}/q`;

    expect(covers(pattern, queue(String(user)))).toEqual(yes);
    expect(covers(pattern, queue(`${user}1`))).toEqual(no);
    expect(covers(pattern, queue(`\${uin}`))).toEqual(no);
    expect(covers(`qcs::x:::\${owner_uin}/\${uin}`, `qcs::x:::${account}/${user}`)).toEqual(yes);
  });

  it('that have no value make a deny apply, and no allow', () => {
    expect(covers(`qcs::x:::\${app_id}`, 'qcs::x:::9')).toEqual(unclear);
    expect(covers(`qcs::x:::\${app_id}`, 'qcs::x:::9', { appId: 9 })).toEqual(yes);
    expect(covers(`qcs::x:::\${app_id}`, 'qcs::x:::9', { appId: 8 })).toEqual(no);
  });

  it('are none in the path of an object, whatever service the policy names', () => {
    expect(covers(`qcs::*:::bucket/\${uin}/*`, `qcs::cos::uin/${account}:bucket/${user}/a`)).toEqual(unclear);
  });
});

describe('a request that names no resource', () => {
  it('is about all of them: an allow of some is not enough, a deny of some is', () => {
    expect(covers('qcs::cos:::a', '*')).toEqual(unclear);
    expect(covers('qcs::cos:ap-beijing::*', '*')).toEqual(unclear);
    expect(covers('qcs::cos:::*', '*')).toEqual(yes);
    expect(covers('qcs::*:*:*:*', '*')).toEqual(yes);
    expect(covers('qcs::cos::uin/100000000002:*', '*')).toEqual(no);
    expect(covers('qcs::cvm:::*', '*')).toEqual(no);
  });

  it('may be allowed somewhere, which is what pages offer by', () => {
    const some = asking(allowing('cos:*', 'qcs::cos:::a'));
    const authority = (text: string) => ({
      isRoot: false,
      isServiceLinkedRole: false,
      identity: [compilePolicy(JSON.parse(text), { name: 'p', ownerUin: account })],
    });
    const request = {
      action: 'cos:GetObject',
      resource: '*',
      caller: { uin: user, ownerUin: account },
      context: {},
    };

    expect(some('cos:GetObject', '*')).toBe('implicit-deny');
    const hopeful = { reading: 'hopeful' } as const;
    expect(decide(authority(allowing('cos:*', 'qcs::cos:::a')), request, hopeful).allowed).toBe(true);
    expect(decide(authority(allowing('cos:*', 'qcs::cvm:::a')), request, hopeful).allowed).toBe(false);
    const both = JSON.parse(allowing('cos:*', '*'));
    both.statement.push(JSON.parse(denying('cos:*', 'qcs::cos:::a')).statement[0]);
    expect(decide(authority(JSON.stringify(both)), request, hopeful).allowed).toBe(true);
    both.statement.push(JSON.parse(denying('cos:GetObject', '*')).statement[0]);
    expect(decide(authority(JSON.stringify(both)), request, hopeful).allowed).toBe(false);
  });
});

describe('an operation that has no resources', () => {
  const inOrganization = (pattern: string, resource = '*') =>
    covers(pattern, resource, {}, 'organization:CreateUser');

  it('needs *', () => {
    expect(inOrganization('*')).toEqual(yes);
    expect(inOrganization('qcs::organization:::user/u-1')).toEqual(no);
    expect(inOrganization('qcs::organization::uin/1:*', 'qcs::organization::uin/1:*')).toEqual(unclear);
  });

  it('is denied, but not allowed, by naming all that there is', () => {
    expect(inOrganization('qcs::organization:::*')).toEqual(unclear);
    expect(inOrganization('qcs::cos:::*')).toEqual(no);
  });
});

describe('what is no resource', () => {
  it.each([
    '',
    'x',
    'qcs',
    'qcs::cos',
    'qcs::cos::',
    'qcs:::::',
    'qcs::cos:::',
    'QCS::cos:::a',
    ' qcs::cos:::a',
    'qcs:::::a',
  ])('%j is told apart, denied where anything is denied, and nobody’s own', (resource) => {
    const request = {
      action: 'cos:GetObject',
      resource,
      caller: { uin: user, ownerUin: account },
      context: {},
    };
    const all = compilePolicy(JSON.parse(allowing('*', '*')), { name: 'all', ownerUin: account });

    expect(isResource(resource)).toBe(false);
    expect(covers('qcs::cos:::b', resource)).toEqual(unclear);
    if (resource === 'qcs:::::a') return;
    expect(decide({ isRoot: true, isServiceLinkedRole: false, identity: [all] }, request).allowed).toBe(
      false,
    );
  });

  it.each(['*', 'qcs::cos:::a', 'qcs::cam::uin/1:roleName/R', 'qcs::cos:::a:b:c'])(
    '%j is one',
    (resource) => {
      expect(isResource(resource)).toBe(true);
    },
  );
});
