import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { assumeRole } from '../../../src/domain/sts/credentials/assume-role.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';

describe('AssumeRole', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let other: number;
  let alice: CamUserPrincipal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    ({ uin, other } = inside);
    alice = await inside.createUser(uin, 'alice');
  });
  beforeEach(() => inside.clear());

  const refused = (code: string, kind = 'forbidden') => ({ kind, code });
  const nothingHappened = async () => {
    expect(await inside.sessionRows()).toBe(0);
    expect(await world.auditTrail()).not.toContain('sts:AssumeRole');
  };

  describe('gives temporary keys', () => {
    it('that a door can check signatures with, and that say who holds them', async () => {
      const role = await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);

      const issued = await inside.assume(alice, uin, 'Reader', { tags: [{ key: 'team', value: 'web' }] });

      expect(issued).toEqual({
        credentials: {
          tmpSecretId: expect.stringMatching(/^AKID[A-Za-z0-9]{32,}$/),
          tmpSecretKey: expect.any(String),
          token: expect.any(String),
        },
        expiredTime: world.clock.now().getTime() / 1000 + 7200,
        expiration: '2026-07-29T18:09:09Z',
      });
      expect(await inside.holderOf(issued)).toEqual({
        kind: 'principal',
        uin,
        identity: {
          type: 'role',
          roleId: role.roleId,
          roleName: 'Reader',
          sessionName: 'work',
          requesterUin: alice.identity.userUin,
          issuedAt: '2026-07-29T16:09:09.000Z',
          sessionId: expect.stringMatching(/^sts-/),
        },
      });
    });

    it('that are in the database only sealed and hashed, and nowhere in the audit trail', async () => {
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      const { credentials } = await inside.assume(alice, uin, 'Reader');

      const rows = JSON.stringify(await world.db.selectFrom('sts_sessions').selectAll().execute());
      const audit = JSON.stringify(await world.db.selectFrom('audit_events').selectAll().execute());
      expect(await world.auditTrail()).toContain('sts:AssumeRole');
      for (const secret of [credentials.tmpSecretKey, credentials.token]) {
        expect(rows).not.toContain(secret);
        expect(audit).not.toContain(secret);
      }
    });

    it('of a role in another account, which then are of that account', async () => {
      await inside.createRole(other, 'Deployer', [trusting(accountArn(uin))]);

      const holder = await inside.holderOf(await inside.assume(alice, other, 'Deployer'));

      expect(holder).toMatchObject({ uin: other, identity: { requesterUin: alice.identity.userUin } });
      expect(holder).not.toHaveProperty('organizationId');
    });

    it('of a role in the admin account, which administer the organization', async () => {
      const { adminUin, organizationId } = inside;
      await inside.createRole(adminUin, 'Admin', [trusting(accountArn(uin))]);

      const holder = await inside.holderOf(await inside.assume(alice, adminUin, 'Admin'));

      expect(holder).toMatchObject({ uin: adminUin, organizationId });
    });

    it('when the role is named by its id, and asks permission for its name all the same', async () => {
      const role = await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      const roleArn = `qcs::cam::uin/${uin}:role/${role.roleId}`;

      expect(await inside.assume(alice, uin, 'Reader', { roleArn })).toMatchObject({
        expiredTime: expect.any(Number),
      });
      const parsed = assumeRole.input.parse({ roleArn, roleSessionName: 'work' });
      const asked = await inside.inTransaction(async (db) => assumeRole.resource?.(parsed, alice, db));
      expect(asked).toBe(`qcs::cam::uin/${uin}:roleName/Reader`);
    });

    it('with a right secret id and the token of another session to nobody', async () => {
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      const one = await inside.assume(alice, uin, 'Reader');
      const two = await inside.assume(alice, uin, 'Reader');

      expect(await inside.find(one.credentials.tmpSecretId, two.credentials.token)).toBeUndefined();
      expect(await inside.find(one.credentials.tmpSecretId, '')).toBeUndefined();
      expect(await inside.find('', one.credentials.token)).toBeUndefined();
      expect(await inside.find(one.credentials.tmpSecretId, one.credentials.token)).toBeDefined();
    });
  });

  describe('asks the role whom it trusts', () => {
    const root = (account: number): Principal => ({
      kind: 'principal',
      uin: account,
      identity: { type: 'root' },
    });
    const arn = (account: number, user: number) => `qcs::cam::uin/${account}:uin/${user}`;

    it.each([
      ['the account', () => trusting(accountArn(uin))],
      ['the account, by its own number', () => trusting(arn(uin, uin))],
      ['the user', () => trusting(arn(uin, alice.identity.userUin))],
      ['the user among others', () => trusting([accountArn(other), arn(uin, alice.identity.userUin)])],
      ['anyone', () => ({ effect: 'allow', action: 'sts:AssumeRole', principal: '*' })],
    ])('and lets in when that is %s', async (_whom, statement) => {
      await inside.createRole(uin, 'Reader', [statement()]);

      expect(await inside.holderOf(await inside.assume(alice, uin, 'Reader'))).toBeDefined();
    });

    it.each([
      ['another user', () => trusting(arn(uin, alice.identity.userUin + 1))],
      ['a user of the same number in another account', () => trusting(arn(other, alice.identity.userUin))],
      ['another account', () => trusting(accountArn(other))],
      ['nobody', () => trusting([])],
      ['a service', () => ({ ...trusting([]), principal: { service: ['cvm.qcloud.com'] } })],
      ['a SAML provider', () => ({ ...trusting([]), principal: { federated: [accountArn(uin)] } })],
      [
        'the account for another action',
        () => trusting(accountArn(uin), { action: 'name/sts:AssumeRoleWithSAML' }),
      ],
      ['the account, but only by a deny', () => trusting(accountArn(uin), { effect: 'deny' })],
      [
        'the account under a condition nobody knows',
        () => trusting(accountArn(uin), { condition: { string_equal: { 'sts:nothing': 'x' } } }),
      ],
    ])('and keeps out when that is %s', async (_whom, statement) => {
      await inside.createRole(uin, 'Reader', [statement()]);

      await expect(inside.assume(alice, uin, 'Reader')).rejects.toMatchObject(
        refused('UnauthorizedOperation'),
      );
      await nothingHappened();
    });

    it('and a deny decides before any allow', async () => {
      const user = trusting(arn(uin, alice.identity.userUin), { effect: 'deny' });
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin)), user]);

      await expect(inside.assume(alice, uin, 'Reader')).rejects.toMatchObject(
        refused('UnauthorizedOperation'),
      );
      expect(await inside.holderOf(await inside.assume(root(uin), uin, 'Reader'))).toBeDefined();
    });

    it('and the trust of an account in one of its users is none in its root user', async () => {
      await inside.createRole(uin, 'Reader', [trusting(arn(uin, alice.identity.userUin))]);

      await expect(inside.assume(root(uin), uin, 'Reader')).rejects.toMatchObject(
        refused('UnauthorizedOperation'),
      );
    });

    it('and again with every session: who is no longer trusted gets no other', async () => {
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      await inside.assume(alice, uin, 'Reader');
      await inside.createRole(uin, 'Reader', [trusting(accountArn(other))]);

      await expect(inside.assume(alice, uin, 'Reader')).rejects.toMatchObject(
        refused('UnauthorizedOperation'),
      );
    });

    it('and does not let a third company use the rights of a deputy that has to show an external id', async () => {
      const condition = { string_equal: { 'sts:external_id': 'northwind-7' } };
      await inside.createRole(other, 'Backup', [trusting(accountArn(uin), { condition })]);

      for (const input of [{}, { externalId: 'southwind-1' }, { externalId: 'NORTHWIND-7' }]) {
        await expect(inside.assume(alice, other, 'Backup', input)).rejects.toMatchObject(
          refused('UnauthorizedOperation'),
        );
      }
      await nothingHappened();
      expect(
        await inside.holderOf(await inside.assume(alice, other, 'Backup', { externalId: 'northwind-7' })),
      ).toBeDefined();
    });

    it('and does not tell other accounts which roles there are', async () => {
      await inside.createRole(other, 'Closed', [trusting(accountArn(other))]);
      const refusalOf = (roleName: string) =>
        inside
          .assume(alice, other, roleName)
          .catch(({ kind, code, message, details }) => ({ kind, code, message, details }));

      expect(await refusalOf('Closed')).toEqual(await refusalOf('Missing'));
      await expect(inside.assume(alice, uin, 'Missing')).rejects.toMatchObject(
        refused('RoleNotFound', 'not-found'),
      );
    });
  });

  describe('reads the name of a role in one way only', () => {
    it.each([
      ['in capitals', (arn: string) => arn.toUpperCase()],
      ['with another case in it', (arn: string) => arn.replace('roleName', 'rolename')],
      ['percent-encoded', encodeURIComponent],
      ['percent-encoded in part', (arn: string) => arn.replace('Reader', '%52eader')],
      ['with a segment more', (arn: string) => `${arn}:extra`],
      ['with a path', (arn: string) => `${arn}/extra`],
      ['with a segment less', (arn: string) => arn.replace('qcs::cam::', 'qcs::cam:')],
      ['with a region', (arn: string) => arn.replace('cam::', 'cam:ap-guangzhou:')],
      ['of another service', (arn: string) => arn.replace('cam', 'sts')],
      ['with zeros in front of the account', (arn: string) => arn.replace('uin/', 'uin/0')],
      ['with two accounts', (arn: string) => arn.replace(':roleName', ',1:roleName')],
      ['with a wildcard', (arn: string) => arn.replace('Reader', 'Read*')],
      ['with a space behind', (arn: string) => `${arn} `],
      ['with a line break behind', (arn: string) => `${arn}\n`],
      ['without a name', (arn: string) => arn.replace('Reader', '')],
      ['with a letter that only looks alike', (arn: string) => arn.replace('e', '\u0435')],
      ['by an id that is none', (arn: string) => arn.replace('roleName/Reader', 'role/Reader')],
      ['by an empty id', (arn: string) => arn.replace('roleName/Reader', 'role/')],
    ])('and refuses it %s', async (_how, change) => {
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      const roleArn = change(`qcs::cam::uin/${uin}:roleName/Reader`);

      await expect(inside.assume(alice, uin, 'Reader', { roleArn })).rejects.toMatchObject(
        refused('InvalidParameterValue', 'invalid-input'),
      );
      await nothingHappened();
    });

    it('and by its id in its own account only, so that nobody learns the names of other roles', async () => {
      const role = await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      const roleArn = (account: number, id: string) => `qcs::cam::uin/${account}:role/${id}`;

      for (const arn of [roleArn(other, role.roleId), roleArn(other, '1')]) {
        await expect(inside.assume(alice, uin, 'Reader', { roleArn: arn })).rejects.toMatchObject(
          refused('ParamError', 'invalid-input'),
        );
      }
      await expect(inside.assume(alice, uin, 'Reader', { roleArn: roleArn(uin, '1') })).rejects.toMatchObject(
        refused('RoleNotFound', 'not-found'),
      );
      await nothingHappened();
    });
  });

  describe('lasts', () => {
    it('two hours, or as long as the role allows when that is less', async () => {
      await inside.createRole(uin, 'Short', [trusting(accountArn(uin))], { sessionSeconds: 900 });

      const { expiredTime } = await inside.assume(alice, uin, 'Short');
      expect(expiredTime * 1000 - world.clock.now().getTime()).toBe(900_000);
    });

    it('as long as is asked for up to what the role allows, and is refused a second more', async () => {
      await inside.createRole(uin, 'Day', [trusting(accountArn(uin))], { sessionSeconds: 36_000 });

      const { expiredTime } = await inside.assume(alice, uin, 'Day', { durationSeconds: 36_000 });
      expect(expiredTime * 1000 - world.clock.now().getTime()).toBe(36_000_000);
      await expect(inside.assume(alice, uin, 'Day', { durationSeconds: 36_001 })).rejects.toMatchObject(
        refused('OverTimeError', 'invalid-input'),
      );
    });

    it.each([0, -1, 1.5, 2 ** 53, Number.NaN, '900'])('no %j seconds', async (durationSeconds) => {
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);

      await expect(inside.assume(alice, uin, 'Reader', { durationSeconds })).rejects.toMatchObject({
        kind: 'invalid-input',
      });
      await nothingHappened();
    });

    it('to the very second that was told', async () => {
      await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
      world.clock.advance(0.7);
      const issued = await inside.assume(alice, uin, 'Reader', { durationSeconds: 10 });
      const secondsLeft = issued.expiredTime - world.clock.now().getTime() / 1000;

      world.clock.advance(secondsLeft - 0.001);
      expect(await inside.holderOf(issued)).toBeDefined();
      world.clock.advance(0.001);
      expect(await inside.holderOf(issued)).toBeUndefined();
    });
  });

  describe('holds what it is told to its rules:', () => {
    const policy = (statement: object, more: object = {}) =>
      JSON.stringify({
        version: '2.0',
        statement: [{ effect: 'allow', action: 'cos:*', resource: '*', ...statement }],
        ...more,
      });
    beforeEach(() => inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]));

    it.each([
      { roleSessionName: 'a' },
      { roleSessionName: 'a'.repeat(129) },
      { roleSessionName: 'a b' },
      { roleSessionName: 'a/b' },
      { roleSessionName: 'é.é' },
      { roleSessionName: 'ab\n' },
      { serialNumber: 'qcs::cam:uin/1::mfa/softToken', tokenCode: '123456' },
      { externalId: 'a' },
      { externalId: 'a,b;c' },
      { tags: Array.from({ length: 51 }, (_, at) => ({ key: `k${at}`, value: '' })) },
      {
        tags: [
          { key: 'team', value: 'a' },
          { key: 'team', value: 'b' },
        ],
      },
      { tags: [{ key: '', value: 'a' }] },
      { tags: [{ key: 'k'.repeat(129), value: '' }] },
      { tags: [{ key: 'k', value: 'v'.repeat(257) }] },
    ])('refuses %j', async (input) => {
      await expect(inside.assume(alice, uin, 'Reader', input)).rejects.toMatchObject({
        kind: expect.stringMatching(/^(invalid-input|failed-precondition)$/),
      });
      await nothingHappened();
    });

    it('the caller may say who is calling, and nobody else', async () => {
      const own = String(alice.identity.userUin);
      expect(await inside.assume(alice, uin, 'Reader', { sourceIdentity: own })).toBeDefined();

      await expect(
        inside.assume(alice, uin, 'Reader', { sourceIdentity: String(uin) }),
      ).rejects.toMatchObject(refused('ParamError', 'invalid-input'));
    });

    it.each([
      ['as it is', (text: string) => text],
      ['percent-encoded', encodeURIComponent],
      ['encoded as a form', (text: string) => encodeURIComponent(text).replaceAll('%20', '+')],
    ])('a session policy, %s, goes with the session', async (_how, encode) => {
      const text = policy({ resource: 'qcs::cos::uid/1:bucket-1/my dir/*' });
      const holder = await inside.holderOf(
        await inside.assume(alice, uin, 'Reader', { policy: encode(text) }),
      );

      const identity = holder?.identity as { sessionPolicy: string };
      expect(JSON.parse(identity.sessionPolicy)).toEqual(JSON.parse(text));
    });

    it.each([
      ['StrategyFormatError', '{'],
      ['StrategyFormatError', ''],
      ['StrategyFormatError', '%7'],
      ['StrategyFormatError', '"*"'],
      ['StrategyInvalid', '{}'],
      ['StrategyInvalid', policy({ effect: 'Allow' })],
      ['StrategyInvalid', policy({ principal: { qcs: ['qcs::cam::uin/1:root'] } })],
      ['StrategyInvalid', policy({ condition: { string_equals: { 'qcs:ip': '1' } } })],
      ['ResouceError', policy({ resource: 'arn:aws:s3:::bucket' })],
      ['GrantOtherResource', policy({ resource: ['*', 'qcs::cam::uin/1:roleName/Admin'] })],
      ['PolicyTooLong', policy({ action: Array.from({ length: 700 }, (_, at) => `cos:Get${at}`) })],
    ])('%s for a session policy %s', async (code, text) => {
      await expect(inside.assume(alice, uin, 'Reader', { policy: text })).rejects.toMatchObject(
        refused(code, 'invalid-input'),
      );
      await nothingHappened();
    });
  });
});
