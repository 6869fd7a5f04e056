import { describe, expect, it } from 'vitest';
import {
  type Authority,
  type CompiledPolicy,
  type ControlLevel,
  compilePolicy,
  decide,
  requirePolicy,
} from '../../../src/domain/policy/index.ts';
import { account, allowing, denying, user } from './asking.ts';

const policy = (name: string, text: string) =>
  compilePolicy(requirePolicy(text, 'permission'), { name, ownerUin: account });
const all = policy('all', allowing('*', '*'));
const reading = policy('reading', allowing('cos:Get*', '*'));
const nothing = policy('nothing', allowing('none:*', '*'));
const noDeletes = policy('no deletes', denying('cos:Delete*', '*'));
const request = (action: string, resource = `qcs::cos:ap-beijing:uin/${account}:b/a`) => ({
  action,
  resource,
  caller: { uin: user, ownerUin: account },
  context: {},
});

const control = (name: string, text: string) =>
  compilePolicy(requirePolicy(text, 'service-control'), { name });
const full = control('FullQcloudAccess', allowing('*', '*'));
const noDeleting = control('no deleting', denying('cos:Delete*', '*'));
const level = (kind: ControlLevel['kind'], ...policies: CompiledPolicy[]): ControlLevel => ({
  kind,
  id: kind === 'account' ? account : 7,
  name: kind,
  policies,
});

const authority = (changes: Partial<Authority>): Authority => ({
  isRoot: false,
  isServiceLinkedRole: false,
  identity: [all],
  ...changes,
});
const judge = (changes: Partial<Authority>, action = 'cos:GetObject', resource?: string) => {
  const { allowed, reason } = decide(authority(changes), request(action, resource));
  return allowed ? `yes: ${reason}` : `no: ${reason}`;
};

describe('one account', () => {
  it('allows by an identity policy, denies by an explicit deny before it, and denies by default', () => {
    expect(judge({})).toBe('yes: allowed');
    expect(judge({ identity: [all, noDeletes] }, 'cos:DeleteObject')).toBe('no: explicit-deny');
    expect(judge({ identity: [all, noDeletes] })).toBe('yes: allowed');
    expect(judge({ identity: [reading] }, 'cos:PutObject')).toBe('no: implicit-deny');
    expect(judge({ identity: [] })).toBe('no: implicit-deny');
  });

  it('does not ask its root user for policies', () => {
    expect(judge({ isRoot: true, identity: [] })).toBe('yes: root');
    expect(judge({ isRoot: true, identity: [noDeletes] }, 'cos:DeleteObject')).toBe('yes: root');
    expect(judge({ isRoot: true, identity: [] }, 'organization:CreateUser', '*')).toBe('yes: root');
  });
});

describe('a permission boundary and a session policy', () => {
  it('take away, and give nothing', () => {
    expect(judge({ boundary: reading })).toBe('yes: allowed');
    expect(judge({ boundary: reading }, 'cos:PutObject')).toBe('no: boundary');
    expect(judge({ session: [reading] }, 'cos:PutObject')).toBe('no: session-policy');
    expect(judge({ session: [] })).toBe('no: session-policy');
    expect(judge({ identity: [], boundary: all, session: [all] })).toBe('no: implicit-deny');
    expect(judge({ boundary: all, session: [all] })).toBe('yes: allowed');
    expect(judge({ boundary: reading, session: [nothing] })).toBe('no: session-policy');
    expect(judge({ boundary: nothing, session: [nothing] })).toBe('no: boundary');
  });

  it('deny explicitly like any other policy, which is said first', () => {
    expect(judge({ boundary: nothing, session: [all, noDeletes] }, 'cos:DeleteObject')).toBe(
      'no: explicit-deny',
    );
    expect(judge({ boundary: noDeletes }, 'cos:DeleteObject')).toBe('no: explicit-deny');
    expect(judge({ boundary: nothing, identity: [noDeletes] }, 'cos:DeleteObject')).toBe('no: explicit-deny');
  });

  it('of a session hold for temporary credentials of the root user too', () => {
    expect(judge({ isRoot: true, identity: [], session: [reading] })).toBe('yes: root');
    expect(judge({ isRoot: true, identity: [], session: [reading] }, 'cos:PutObject')).toBe(
      'no: session-policy',
    );
  });
});

describe('service control policies', () => {
  const levels = [level('account', full), level('department', full), level('root', full)];

  it('let through what every level allows, and then CAM decides', () => {
    expect(judge({ levels })).toBe('yes: allowed');
    expect(judge({ levels, identity: [] })).toBe('no: implicit-deny');
  });

  it.each([0, 1, 2])('stop what level %d denies or does not allow', (at) => {
    const withLevel = (...policies: CompiledPolicy[]) =>
      levels.map((one, place) => (place === at ? { ...one, policies } : one));

    expect(judge({ levels: withLevel(full, noDeleting) }, 'cos:DeleteObject')).toBe(
      'no: service-control-policy',
    );
    expect(judge({ levels: withLevel(full, noDeleting) })).toBe('yes: allowed');
    expect(judge({ levels: withLevel(noDeleting) })).toBe('no: service-control-policy');
    expect(judge({ levels: withLevel() })).toBe('no: service-control-policy');
    expect(judge({ levels: withLevel(control('reading', allowing('cos:Get*', '*'))) }, 'cos:PutObject')).toBe(
      'no: service-control-policy',
    );
  });

  it('go up from the account, stop at the first level that does not allow, and then ask nothing of CAM', () => {
    const path = [level('account', full), level('department', full, noDeleting), level('root', full)];

    expect(decide(authority({ levels: path }), request('cos:DeleteObject'))).toEqual({
      allowed: false,
      reason: 'service-control-policy',
      path: [
        {
          layer: 'service-control-policy',
          name: 'account',
          level: { kind: 'account', id: account },
          effect: 'allow',
          statements: [{ policy: 'FullQcloudAccess', statement: 0, effect: 'allow' }],
        },
        {
          layer: 'service-control-policy',
          name: 'department',
          level: { kind: 'department', id: 7 },
          effect: 'explicit-deny',
          statements: [{ policy: 'no deleting', statement: 0, effect: 'deny' }],
        },
      ],
    });
  });

  it('do not hold service-linked roles back', () => {
    const path = [level('account', noDeleting)];

    expect(judge({ levels: path, isServiceLinkedRole: true }, 'cos:DeleteObject')).toBe('yes: allowed');
    expect(judge({ levels: path, isServiceLinkedRole: true, identity: [] })).toBe('no: implicit-deny');
  });

  it('bind the root user of a member, unless that is switched off', () => {
    const root = authority({ isRoot: true, identity: [], levels: [level('account', full, noDeleting)] });

    expect(decide(root, request('cos:DeleteObject')).reason).toBe('service-control-policy');
    expect(decide(root, request('cos:DeleteObject'), { bindRoot: false }).reason).toBe('root');
    expect(decide(root, request('cos:GetObject')).reason).toBe('root');
  });

  it('bind whomever they bind even where the account itself would allow everything', () => {
    expect(judge({ levels: [level('account', noDeleting)], boundary: all, session: [all] })).toBe(
      'no: service-control-policy',
    );
  });
});

describe('a resource of another account', () => {
  const foreign = 'qcs::cam::uin/100000000002:roleName/R';

  it('is not opened by the caller’s own policies alone, not even to its root user', () => {
    expect(judge({}, 'sts:AssumeRole', foreign)).toBe('no: implicit-deny');
    expect(judge({ isRoot: true, identity: [] }, 'sts:AssumeRole', foreign)).toBe('no: implicit-deny');
    expect(judge({}, 'cos:GetObject', 'qcs::cos::uid/9:b/a')).toBe('no: implicit-deny');
  });

  it('needs both: that account’s grant and the caller’s own', () => {
    expect(judge({ isGrantedByOwner: true }, 'sts:AssumeRole', foreign)).toBe('yes: allowed');
    expect(judge({ isGrantedByOwner: true, identity: [] }, 'sts:AssumeRole', foreign)).toBe(
      'no: implicit-deny',
    );
    expect(judge({ isGrantedByOwner: true, isRoot: true, identity: [] }, 'sts:AssumeRole', foreign)).toBe(
      'yes: root',
    );
  });

  it('is within the limits over both accounts: the caller’s first, then the owner’s', () => {
    const noRoles = control('no roles', denying('sts:AssumeRole', '*'));
    const limited = (levels: ControlLevel[], ownerLevels: ControlLevel[], changes = {}) =>
      decide(authority({ levels, ownerLevels, isGrantedByOwner: true, ...changes }), {
        ...request('sts:AssumeRole', foreign),
      });
    const [open, shut] = [[level('account', full)], [level('account', full, noRoles)]];

    expect(limited(open, open)).toMatchObject({ allowed: true, reason: 'allowed' });
    expect(limited(open, shut)).toMatchObject({
      allowed: false,
      reason: 'service-control-policy',
      path: [
        { layer: 'service-control-policy', effect: 'allow' },
        { layer: 'owner-service-control-policy', effect: 'explicit-deny' },
      ],
    });
    expect(limited(shut, open).path).toMatchObject([
      { layer: 'service-control-policy', effect: 'explicit-deny' },
    ]);
    expect(limited(open, [level('account')])).toMatchObject({ reason: 'service-control-policy' });
    expect(limited(open, shut, { isRoot: true, identity: [] }).allowed).toBe(false);
    expect(limited(shut, shut, { isServiceLinkedRole: true }).path).toMatchObject([
      { layer: 'owner-service-control-policy', effect: 'explicit-deny' },
    ]);
    const own = authority({ ownerLevels: shut });
    expect(decide(own, request('sts:AssumeRole')).allowed).toBe(true);
  });

  it('says so in the path', () => {
    expect(decide(authority({}), request('sts:AssumeRole', foreign)).path).toMatchObject([
      { layer: 'resource-owner', effect: 'implicit-deny' },
      { layer: 'identity', effect: 'allow' },
    ]);
  });
});

describe('the path', () => {
  it('holds every layer that was asked, with all statements that decided', () => {
    const { path } = decide(
      authority({ identity: [reading, all], boundary: all, session: [reading, all] }),
      request('cos:GetObject'),
    );
    const by = (...names: string[]) => names.map((name) => ({ policy: name, statement: 0, effect: 'allow' }));

    expect(path).toEqual([
      { layer: 'boundary', name: 'all', effect: 'allow', statements: by('all') },
      { layer: 'session-policy', name: 'reading, all', effect: 'allow', statements: by('reading', 'all') },
      { layer: 'identity', name: '', effect: 'allow', statements: by('reading', 'all') },
    ]);
  });

  it('names policies by their number too, where they have one', () => {
    const preset = compilePolicy(requirePolicy(allowing('*', '*'), 'permission'), {
      name: 'AdministratorAccess',
      ownerUin: account,
      policyId: 1,
    });

    expect(decide(authority({ identity: [preset] }), request('a:B')).path[0]?.statements).toEqual([
      { policy: 'AdministratorAccess', policyId: 1, statement: 0, effect: 'allow' },
    ]);
  });
});

describe('a policy that is kept', () => {
  it('says the same when it is asked again, and after very many different questions', () => {
    const kept = policy('kept', allowing(['cos:Get*', 'cos:Head*'], '*'));
    const ask = (action: string) => decide(authority({ identity: [kept] }), request(action)).allowed;

    expect([ask('cos:GetObject'), ask('cos:PutObject')]).toEqual([true, false]);
    for (let at = 0; at < 5000; at += 1) expect(ask(`cos:Get${at}`)).toBe(true);
    expect([ask('cos:GetObject'), ask('cos:PutObject')]).toEqual([true, false]);
    expect(kept.remembered.size).toBeLessThanOrEqual(2000);
  });
});
