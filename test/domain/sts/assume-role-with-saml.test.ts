import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRoleConsoleSession } from '../../../src/domain/sts/console-sessions/open-role-console-session.ts';
import { assumeRoleWithSaml } from '../../../src/domain/sts/credentials/assume-role-with-saml.ts';
import {
  impostor,
  type ResponseParts,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../support/identity-provider.ts';
import { newWorld, type World } from '../../support/world.ts';
import { foundAccounts, type Inside } from './account.ts';
import { addProvider, federated, providerArn, responseFor, roleArnOf } from './saml.ts';

const visitor = { kind: 'visitor' } as const;

describe('AssumeRoleWithSAML', () => {
  let world: World;
  let inside: Inside;
  let idp: TestIdentityProvider;
  let uin: number;
  let other: number;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    ({ uin, other } = inside);
    idp = await testIdentityProvider();
  });
  beforeEach(async () => {
    await inside.clear();
    await addProvider(world, inside, uin, 'Idp', idp);
    await inside.createRole(uin, 'Reader', [federated(providerArn(uin, 'Idp'))]);
  });

  const pair = (role: string, account = uin) => `${roleArnOf(account, role)},${providerArn(account, 'Idp')}`;
  const response = (roles = [pair('Reader')], changes: Partial<ResponseParts> = {}, by = idp) =>
    responseFor(world, by, roles, changes);
  const assume = (samlAssertion: string, input: object = {}) =>
    world.execute(assumeRoleWithSaml, visitor, {
      samlAssertion,
      principalArn: providerArn(uin, 'Idp'),
      roleArn: roleArnOf(uin, 'Reader'),
      roleSessionName: 'ses-1',
      ...input,
    });
  const refused = { kind: 'forbidden', code: 'UnauthorizedOperation' };
  const nothingHappened = async () => {
    expect(await inside.sessionRows()).toBe(0);
    expect(await world.auditTrail()).toEqual([]);
    expect(await world.db.selectFrom('consumed_assertions').selectAll().execute()).toEqual([]);
  };

  it('gives keys of the role to whoever brings an assertion for it', async () => {
    const issued = await assume(response());

    expect(issued.expiredTime).toBe(world.clock.now().getTime() / 1000 + 7200);
    expect(await inside.holderOf(issued)).toMatchObject({
      kind: 'principal',
      uin,
      identity: { type: 'role', roleName: 'Reader', sessionName: 'ses-1', requesterUin: uin },
    });
    const [row] = await world.db.selectFrom('sts_sessions').selectAll().execute();
    expect(row).toMatchObject({
      source_kind: 'saml',
      source_name: 'alice@example.com',
      provider_name: 'Idp',
    });
  });

  it('keeps the assertion out of the audit trail', async () => {
    const assertion = response();
    await assume(assertion);

    const [event] = await world.db.selectFrom('audit_events').selectAll().execute();
    expect(event).toMatchObject({ action: 'sts:AssumeRoleWithSAML' });
    expect(JSON.stringify(event)).not.toContain(assertion.slice(0, 60));
  });

  it('leaves word of who came, and as which session', async () => {
    await assume(response());

    const [event] = await world.db.selectFrom('audit_events').selectAll().execute();
    const [row] = await world.db.selectFrom('sts_sessions').selectAll().execute();
    for (const word of ['alice@example.com', 'Idp', 'ses-1', row?.session_id ?? 'nothing']) {
      expect(JSON.stringify(event)).toContain(word);
    }
  });

  it('takes an assertion once, here or at the console', async () => {
    const once = response();
    await assume(once);

    await expect(assume(once)).rejects.toMatchObject({
      ...refused,
      details: { reason: 'assertion-replayed' },
    });
    expect(await world.execute(openRoleConsoleSession, visitor, { samlResponse: once })).toMatchObject({
      outcome: 'refused',
      reason: 'assertion-replayed',
    });
    const atConsole = response();
    await world.execute(openRoleConsoleSession, visitor, { samlResponse: atConsole });
    await expect(assume(atConsole)).rejects.toMatchObject(refused);
    expect(await inside.sessionRows()).toBe(2);
  });

  it('gives keys to one of ten who bring the same assertion at the same moment', async () => {
    const once = response();

    const results = await Promise.allSettled(Array.from({ length: 10 }, () => assume(once)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject(refused);
    }
    expect(await inside.sessionRows()).toBe(1);
    expect(await world.auditTrail()).toEqual(['sts:AssumeRoleWithSAML']);
  });

  it('does not use an assertion up by a call that is refused for something else', async () => {
    const assertion = response();
    await expect(assume(assertion, { durationSeconds: 43_201 })).rejects.toMatchObject({
      code: 'OverTimeError',
    });
    await nothingHappened();

    expect(await assume(assertion, { durationSeconds: 43_200 })).toBeDefined();
  });

  it('takes an assertion that names several roles, in either spelling, for the one that is asked for', async () => {
    await inside.createRole(uin, 'Writer', [federated(providerArn(uin, 'Idp'))]);
    const values = response([pair('Writer'), pair('Reader')]);
    const joined = response([`${roleArnOf(uin, 'Writer')};${pair('Reader')}`]);

    expect(await inside.holderOf(await assume(values))).toMatchObject({ identity: { roleName: 'Reader' } });
    expect(await inside.holderOf(await assume(joined, { roleArn: roleArnOf(uin, 'Writer') }))).toMatchObject({
      identity: { roleName: 'Writer' },
    });
  });

  it('ends the session when the identity provider wants it to end', async () => {
    const end = `${new Date(world.clock.now().getTime() + 600_000).toISOString().slice(0, 19)}Z`;

    const { expiration } = await assume(response(undefined, { sessionNotOnOrAfter: end }));
    expect(expiration).toBe(end);
  });

  it('takes the role by its id, if the assertion names that very role', async () => {
    const { roleId } = await inside.createRole(uin, 'Reader', [federated(providerArn(uin, 'Idp'))]);
    const byId = { roleArn: `qcs::cam::uin/${uin}:role/${roleId}` };
    const writer = await inside.createRole(uin, 'Writer', [federated(providerArn(uin, 'Idp'))]);

    expect(await assume(response(), byId)).toBeDefined();
    await expect(
      assume(response(), { roleArn: `qcs::cam::uin/${uin}:role/${writer.roleId}` }),
    ).rejects.toMatchObject(refused);
  });

  describe('refuses, and leaves nothing behind,', () => {
    it.each([
      ['another role than the assertion names', () => [pair('Writer')]],
      ['a role of the same name in another account', () => [pair('Reader', other)]],
      ['no role', () => []],
      ['a role without its provider', () => [roleArnOf(uin, 'Reader')]],
      ['a role through another provider', () => [pair('Reader').replace('/Idp', '/Idp2')]],
      ['a role and provider the wrong way round', () => [pair('Reader').split(',').reverse().join(',')]],
      ['a role with a space behind', () => [pair('Reader').replace(',', ' ,')]],
      ['three parts', () => [`${pair('Reader')},${providerArn(uin, 'Idp')}`]],
      ['a role that only begins like it', () => [pair('Reader2')]],
      ['a role in another case', () => [pair('reader')]],
    ])('an assertion for %s', async (_what, roles) => {
      await inside.createRole(uin, 'Writer', [federated(providerArn(uin, 'Idp'))]);

      await expect(assume(response(roles()))).rejects.toMatchObject(refused);
      await nothingHappened();
    });

    it.each([
      ['by another key', () => impostor(), {}],
      ['by another issuer', () => testIdentityProvider('https://other.example/metadata'), {}],
      ['for another audience', undefined, { audience: 'https://portal.example.com' }],
      ['for another recipient', undefined, { recipient: 'https://portal.example.com/acs' }],
      ['for another destination', undefined, { destination: 'https://portal.example.com/acs' }],
      ['that answers a request', undefined, { inResponseTo: '_x', confirmationInResponseTo: '_x' }],
      ['that is over', undefined, { notOnOrAfter: '2026-07-29T16:00:00Z' }],
      ['without anybody having logged in', undefined, { hasAuthnStatement: false }],
      ['of a failure', undefined, { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }],
    ])('an assertion %s', async (_how, by, changes) => {
      await expect(assume(response([pair('Reader')], changes, await by?.()))).rejects.toMatchObject(refused);
      await nothingHappened();
    });

    it('an assertion that was changed after it was signed', async () => {
      await inside.createRole(uin, 'Writer', [federated(providerArn(uin, 'Idp'))]);
      const changed = Buffer.from(response(), 'base64')
        .toString('utf8')
        .replace('roleName/Reader', 'roleName/Writer');

      const roleArn = roleArnOf(uin, 'Writer');
      await expect(assume(Buffer.from(changed).toString('base64'), { roleArn })).rejects.toMatchObject(
        refused,
      );
      await nothingHappened();
    });

    it('a provider that speaks for roles of another account, even if the role trusts it', async () => {
      await addProvider(world, inside, other, 'Idp', idp);
      await inside.createRole(uin, 'Reader', [federated(providerArn(other, 'Idp'))]);
      const crossing = response([`${roleArnOf(uin, 'Reader')},${providerArn(other, 'Idp')}`]);

      for (const assertion of [crossing, response()]) {
        await expect(assume(assertion, { principalArn: providerArn(other, 'Idp') })).rejects.toMatchObject(
          refused,
        );
      }
      await nothingHappened();
    });

    it('a provider that is not there, in the words it refuses a wrong key with', async () => {
      const words = (refusal: Promise<unknown>) =>
        refusal.catch(({ kind, code, message }) => ({ kind, code, message }));
      const missing = { principalArn: providerArn(uin, 'Nothing') };

      expect(await words(assume(response(), missing))).toEqual(
        await words(assume(response(undefined, {}, await impostor()))),
      );
      await nothingHappened();
    });

    it.each(['', 'AAAA', '%%%', 'PGE+PC9hPg==', 'A'.repeat(500_000)])('what is no response', async (junk) => {
      await expect(assume(junk)).rejects.toMatchObject({ kind: 'invalid-input', code: 'ParamError' });
      await nothingHappened();
    });

    it.each([
      { principalArn: 'Idp' },
      { principalArn: 'qcs::cam::uin/0:saml-provider/Idp' },
      { principalArn: 'qcs::cam::uin/1:oidc-provider/Idp' },
      { principalArn: 'qcs::cam::uin/1:saml-provider/I/d' },
      { roleArn: 'Reader' },
      { roleSessionName: 'a' },
      { durationSeconds: 0 },
    ])('%j', async (input) => {
      await expect(assume(response(), input)).rejects.toMatchObject({ code: 'InvalidParameterValue' });
      await nothingHappened();
    });

    it('a role that is gone', async () => {
      await world.db.deleteFrom('cam_roles').execute();

      await expect(assume(response())).rejects.toMatchObject({ kind: 'not-found', code: 'RoleNotFound' });
      await nothingHappened();
    });
  });

  describe('asks the role for its trust:', () => {
    const conditions = (of: object) => federated(providerArn(uin, 'Idp'), of);
    it.each([
      ['the recipient', { string_equal: { 'saml:aud': 'https://login.example.com/account-console/saml' } }],
      ['the issuer', { string_equal: { 'saml:iss': ['https://x', 'https://idp.example.com/metadata'] } }],
      ['the person', { string_like: { 'saml:sub': '*@example.com' } }],
      [
        'the kind of name',
        { string_equal: { 'saml:sub_type': 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' } },
      ],
      ['the time', { date_less_than: { 'qcs:current_time': '2027-01-01T00:00:00Z' } }],
    ])('%s may be a condition', async (_what, condition) => {
      await inside.createRole(uin, 'Reader', [conditions(condition)]);

      expect(await assume(response())).toBeDefined();
    });

    it.each([
      ['another recipient', { string_equal: { 'saml:aud': 'https://cloud.tencent.com/login/saml' } }],
      ['another issuer', { string_equal: { 'saml:iss': 'https://other' } }],
      ['another person', { string_equal: { 'saml:sub': 'bob@example.com' } }],
      [
        'one of two conditions',
        { string_equal: { 'saml:sub': 'alice@example.com', 'saml:iss': 'https://other' } },
      ],
      ['a time that is over', { date_less_than: { 'qcs:current_time': '2026-01-01T00:00:00Z' } }],
    ])('%s keeps out', async (_what, condition) => {
      await inside.createRole(uin, 'Reader', [conditions(condition)]);

      await expect(assume(response())).rejects.toMatchObject(refused);
      await nothingHappened();
    });

    it('trust in the account is none in its provider, and trust for AssumeRole none for SAML', async () => {
      const account = { ...federated(''), principal: { qcs: [`qcs::cam::uin/${uin}:root`] } };
      const assumed = { ...federated(providerArn(uin, 'Idp')), action: 'name/sts:AssumeRole' };
      await inside.createRole(uin, 'Reader', [account, assumed]);

      await expect(assume(response())).rejects.toMatchObject(refused);
    });
  });
});
