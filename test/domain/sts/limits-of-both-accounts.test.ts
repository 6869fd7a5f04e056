import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { roles, type TrustPolicy } from '../../../src/domain/cam/index.ts';
import { checkAccess } from '../../../src/domain/sts/authorization/check-access.ts';
import { assumeRole } from '../../../src/domain/sts/credentials/assume-role.ts';
import { listMemberLogins } from '../../../src/domain/sts/member-logins/list-member-logins.ts';
import { logInToMember } from '../../../src/domain/sts/member-logins/log-in-to-member.ts';
import { camUserOf, give } from '../../support/cam.ts';
import { type Company, openCompany, southwind } from '../../support/member-logins.ts';
import {
  denying,
  member,
  waysInto,
} from '../organization/service-control-policies/controlled-organization.ts';
import { accountArn, trusting } from './account.ts';

const arnOf = (uin: number) => `qcs::cam::uin/${uin}:roleName/Reader`;
const rootOf = (uin: number): Principal => ({ kind: 'principal', uin, identity: { type: 'root' } });

describe('a call into another account is within the service control policies over both', () => {
  let company: Company;
  let dana: Principal;
  beforeEach(async () => {
    company = await openCompany();
    dana = await camUserOf(company.world, rootOf(company.web), 'dana');
    await give(company.world, dana, 'AdministratorAccess');
  });

  const openRole = (uin: number, trusted: number) => {
    const trustPolicy = { version: '2.0', statement: [trusting(accountArn(trusted))] } as TrustPolicy;
    const role = {
      roleName: 'Reader',
      description: '',
      trustPolicy,
      consoleLogin: true,
      sessionSeconds: 7200,
    };
    const { world } = company;
    return world.db.transaction().execute((db) => roles.put(db, uin, role, null, world.clock.now()));
  };
  const assume = (caller: Principal, uin: number) =>
    company.world.execute(assumeRole, caller, { roleArn: arnOf(uin), roleSessionName: 'work' });
  const check = (asker: Principal, principal: object, uin: number) =>
    company.world.execute(checkAccess, asker, {
      ...principal,
      action: 'sts:AssumeRole',
      resource: arnOf(uin),
      context: {},
    });
  const sides = ({ path }: { path: { layer: string; effect: string }[] }) =>
    path
      .filter(({ layer }) => layer.endsWith('service-control-policy'))
      .map(({ layer, effect }) => [layer, effect]);
  const asDana = { principalType: 'user', principalName: 'dana' };
  const forbid = async (uin: number, of = company) => {
    const control = waysInto(of.world, of.administrator);
    await control.enable();
    await control.attach(await control.create('No_roles', denying('sts:AssumeRole')), member(uin));
  };
  const refused = { kind: 'forbidden', code: 'UnauthorizedOperation', details: { action: 'sts:AssumeRole' } };
  const sessions = async () =>
    (await company.world.db.selectFrom('sts_sessions').selectAll().execute()).length;

  it('and is refused by those over the account that owns the role', async () => {
    const { shop, web } = company;
    await openRole(shop, web);
    await expect(assume(dana, shop)).resolves.toBeDefined();
    await forbid(shop);

    await expect(assume(dana, shop)).rejects.toMatchObject(refused);
    await expect(assume(rootOf(web), shop)).rejects.toMatchObject(refused);
    expect(await sessions()).toBe(1);
  });

  it('and is refused by those over the caller’s account, as before', async () => {
    const { shop, web, data } = company;
    await openRole(shop, web);
    await openRole(shop, data);
    await forbid(web);

    await expect(assume(dana, shop)).rejects.toMatchObject(refused);
    await expect(assume(rootOf(data), shop)).resolves.toBeDefined();
  });

  it('also when the other account is of another organization', async () => {
    const other = await openCompany(company.world, southwind);
    await openRole(other.web, company.web);
    await expect(assume(dana, other.web)).resolves.toBeDefined();
    await forbid(other.web, other);

    await expect(assume(dana, other.web)).rejects.toMatchObject(refused);
  });

  it('which the admin account has none of its own of, but its members do', async () => {
    const reader = await company.permission('reader');
    await company.configure([company.web, company.shop], [reader]);
    await forbid(company.shop);
    const { world, administrator } = company;
    const enter = (memberUin: number) =>
      world.execute(logInToMember, administrator, { memberUin, identityId: reader });

    const { items } = await world.execute(listMemberLogins, administrator, {});
    expect(items.map(({ memberName }) => memberName)).toEqual(['data', 'web']);
    await expect(enter(company.shop)).rejects.toMatchObject(refused);
    await expect(enter(company.web)).resolves.toBeDefined();
  });

  it('and the policy check says so, side by side, as the call decides', async () => {
    const { shop, web } = company;
    expect((await check(rootOf(web), asDana, shop)).allowed).toBe(false);
    await openRole(shop, web);
    expect(await check(rootOf(web), asDana, shop)).toMatchObject({ allowed: true, reason: 'allowed' });
    await forbid(shop);

    const judged = await check(rootOf(web), asDana, shop);
    expect(judged).toMatchObject({ allowed: false, reason: 'service-control-policy' });
    expect(sides(judged)).toEqual([
      ['service-control-policy', 'allow'],
      ['service-control-policy', 'allow'],
      ['owner-service-control-policy', 'explicit-deny'],
    ]);
  });

  it('of which the policy check tells others no names and no statements', async () => {
    const { shop, web, administrator } = company;
    await openRole(shop, web);
    await forbid(shop);
    const told = (await check(rootOf(web), asDana, shop)).path.at(-1);
    expect(told).toEqual({
      layer: 'owner-service-control-policy',
      name: String(shop),
      effect: 'explicit-deny',
      statements: [],
    });

    await openRole(shop, company.adminUin);
    const shown = (await check(administrator, { principalType: 'root' }, shop)).path.at(-1);
    expect(shown).toMatchObject({
      layer: 'owner-service-control-policy',
      name: 'shop',
      level: { kind: 'account', id: shop },
      statements: [{ policy: 'No_roles', effect: 'deny' }],
    });
  });

  it('and the policy check grants nothing that a trust policy does not, nor tells the limits of strangers', async () => {
    const { shop, data } = company;
    await openRole(shop, data);
    await forbid(shop);

    const judged = await check(rootOf(company.web), asDana, shop);
    expect(judged).toMatchObject({ allowed: false, reason: 'implicit-deny' });
    expect(sides(judged).map(([layer]) => layer)).not.toContain('owner-service-control-policy');
  });
});
