import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reasonFor } from '../../../scripts/not-served.ts';
import type { Principal } from '../../../src/action/actor.ts';
import { catalogue } from '../../../src/catalogue.ts';
import { isLatest, officialVersions } from '../../../src/doors/cloud-api/official-models.ts';
import { getOperation, operations, servedAction } from '../../../src/doors/cloud-api/operations.ts';
import { camUserOf } from '../../support/cam.ts';
import { type ApiWorld, type Key, keyOf, newApiWorld } from '../../support/cloud-api.ts';
import { foundSpace } from '../../support/world.ts';

const callsPerSecond = 20;

describe('the gateway', () => {
  let world: ApiWorld;
  let root: Principal;
  let key: Key;
  let ZoneId: string;
  beforeAll(async () => {
    world = await newApiWorld();
    const founded = await foundSpace(world);
    root = founded.administrator;
    ZoneId = founded.zoneId;
    key = await keyOf(world, root);
  });
  beforeEach(() => world.clock.advance(1));
  afterAll(() => world.close());

  /** Past the typed methods of the SDK, with its signature. */
  const ask = async (action: string, input: object = {}, by = key, options = {}) =>
    (
      world.clients(by, options).organization as unknown as {
        request(action: string, input: object): Promise<Record<string, unknown>>;
      }
    ).request(action, input);
  const code = (call: Promise<unknown>) =>
    call.then(
      () => '',
      (error: { code: string }) => error.code,
    );

  it('reaches nothing that the official models do not list', () => {
    const listed = new Set(
      officialVersions.flatMap(({ service, actions }) => [...actions].map((name) => `${service}:${name}`)),
    );
    const served = operations().map(({ action }) => action.id);

    expect(served.filter((id) => !listed.has(id))).toEqual([]);
    expect(new Set(served).size).toBe(served.length);
    for (const id of catalogue.keys()) {
      const [service = '', action = ''] = id.split(':');
      for (const { version } of officialVersions) {
        const wanted = { services: [service], version, action };
        if (listed.has(id)) continue;
        expect(() => getOperation(wanted)).toThrow(/NoSuchVersion|InvalidAction/);
      }
    }
  });

  it('says in the reference why it does not serve what it does not serve', () => {
    const silent = officialVersions.flatMap((official) =>
      [...official.actions].filter(
        (name) => isLatest(official, name) && !servedAction(official, name) && reasonFor(name) === '',
      ),
    );

    expect(silent).toEqual([]);
  });

  it('lets strangers ask for one action alone, and the product’s own jobs for none', () => {
    const open = operations().filter(({ action }) => action.allowed.includes('visitor'));
    const closed = operations().filter(({ action }) => !action.allowed.includes('principal'));

    expect(open.map(({ name }) => name)).toEqual(['AssumeRoleWithSAML']);
    expect(closed).toEqual(open);
  });

  it.each([
    ['HandOverSession', 'InvalidAction'],
    ['BatchAddUserToGroup', 'InvalidAction'],
    ['ListAuditEvents', 'InvalidAction'],
    ['constructor', 'InvalidAction'],
    ['describeOrganization', 'InvalidAction'],
    ['DescribeShareUnits', 'UnsupportedOperation'],
  ])('answers %s as the real gateway answers what it does not have', async (action, expected) => {
    expect(await code(ask(action))).toBe(expected);
  });

  it('serves of the older version only what the later one has no more', async () => {
    const { legacy } = world.clients(key);

    expect(await code(legacy.ListOrganizationInvitations({ Invited: 0 }))).toBe('');
    expect(await code(legacy.CreateOrganization({ OrgType: 1 }))).toBe('UnsupportedOperation');
  });

  it.each<[string, object, string]>([
    ['an unknown parameter', { Colour: 'red' }, 'UnknownParameter'],
    ['a name in other letters', { zoneId: 'z-1' }, 'UnknownParameter'],
    ['a name that every object has', { constructor: 'x' }, 'UnknownParameter'],
    ['a missing parameter', { MaxResults: 10 }, 'MissingParameter'],
    ['text for a number', { ZoneId: 'z', MaxResults: '10' }, 'InvalidParameter'],
    ['a number for text', { ZoneId: 1 }, 'InvalidParameter'],
    ['one for many', { ZoneId: 'z', FilterGroups: 'g-1' }, 'InvalidParameter'],
    ['a number out of range', { ZoneId: 'z', MaxResults: 101 }, 'InvalidParameterValue'],
    ['a cursor that is none', { NextToken: 'x' }, 'InvalidParameter.NextTokenInvalid'],
    ['another organization’s space', { ZoneId: 'z-000000000000' }, 'FailedOperation.ZoneIdNotExist'],
  ])('refuses %s', async (_name, input, expected) => {
    const complete = 'NextToken' in input ? { ZoneId, ...input } : input;

    expect(await code(ask('ListUsers', complete))).toBe(expected);
  });

  it('names what was wrong by its official name, in the language that was asked for', async () => {
    const create = (language: 'zh-CN' | 'en-US') =>
      ask('CreateUser', { ZoneId, UserName: 'no spaces' }, key, { language });

    await expect(create('en-US')).rejects.toMatchObject({
      code: 'InvalidParameter.UsernameFormatError',
      message: expect.stringContaining('UserName: Use letters, digits'),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    await expect(create('zh-CN')).rejects.toMatchObject({
      message: expect.stringMatching(/UserName: .*[一-龥]/),
    });
  });

  it('asks the policies for the action and its resource', async () => {
    const user = await camUserOf(world, root, 'nobody');
    const theirs = await keyOf(world, user).catch(() => undefined);
    expect(theirs).toBeUndefined();

    const { cam } = world.clients(key);
    const { AccessKey } = await cam.CreateAccessKey({
      TargetUin: (user.identity as { userUin: number }).userUin,
    });
    const ofNobody = {
      secretId: String(AccessKey?.AccessKeyId),
      secretKey: String(AccessKey?.SecretAccessKey),
    };
    await expect(ask('ListUsers', { ZoneId }, ofNobody)).rejects.toMatchObject({
      code: 'AuthFailure.UnauthorizedOperation',
      message: expect.stringContaining('organization:ListUsers'),
    });
    expect(await code(world.clients(ofNobody).sts.GetCallerIdentity())).toBe('');
    expect(await world.refusals()).toContain('organization:ListUsers UnauthorizedOperation');
  });

  it('writes down who did what by which key, and no secret', async () => {
    await ask('CreateGroup', { ZoneId, GroupName: 'Audited' });
    const events = JSON.stringify(await world.db.selectFrom('audit_events').selectAll().execute());

    expect(events).toContain('Audited');
    expect(events).not.toContain(key.secretKey);
    expect(world.logged.join('')).not.toContain(key.secretKey);
  });

  it('pages by cursor and by offset alike', async () => {
    const names = ['p1', 'p2', 'p3'];
    for (const UserName of names) await ask('CreateUser', { ZoneId, UserName });
    const page = async (input: object) => {
      const { Users, NextToken, IsTruncated } = await ask('ListUsers', {
        ZoneId,
        MaxResults: 2,
        Filter: 'p',
        ...input,
      });
      return {
        names: (Users as { UserName: string }[]).map(({ UserName }) => UserName),
        NextToken,
        IsTruncated,
      };
    };
    const first = await page({});

    expect(first).toMatchObject({ names: ['p1', 'p2'], IsTruncated: true });
    expect(await page({ NextToken: first.NextToken })).toMatchObject({ names: ['p3'], IsTruncated: false });
    expect(await page({ Offset: 2 })).toMatchObject({ names: ['p3'], NextToken: null });
  });

  it('pages lists that are read by offset by a cursor of their own', async () => {
    for (const RoleConfigurationName of ['A', 'B', 'C']) {
      await ask('CreateRoleConfiguration', { ZoneId, RoleConfigurationName });
    }
    const page = (NextToken = '') => ask('ListRoleConfigurations', { ZoneId, MaxResults: 2, NextToken });
    const first = await page();

    expect(first).toMatchObject({ TotalCounts: 3, MaxResults: 2, IsTruncated: true });
    expect(await page(String(first.NextToken))).toMatchObject({
      RoleConfigurations: [{ RoleConfigurationName: 'C' }],
      IsTruncated: false,
      NextToken: null,
    });
    expect(await code(ask('ListTasks', { ZoneId, NextToken: first.NextToken }))).toBe(
      'InvalidParameter.NextTokenInvalid',
    );
  });

  it('lets every key call an action twenty times a second, and no more', async () => {
    const other = await keyOf(world, root);
    const once = (by: Key) => code(ask('DescribeOrganization', {}, by));
    const codes = [];
    for (let turn = 0; turn <= callsPerSecond; turn += 1) codes.push(await once(key));

    expect(codes).toEqual([...Array(callsPerSecond).fill(''), 'RequestLimitExceeded']);
    expect(await once(other)).toBe('');
    expect(await code(ask('DescribeIdentityCenter'))).toBe('');
    world.clock.advance(1);
    expect(await once(key)).toBe('');
  });

  it('limits strangers by their network', async () => {
    const assume = () =>
      code(
        world.clients({ secretId: '', secretKey: '' }).sts.request(
          'AssumeRoleWithSAML',
          {
            SAMLAssertion: 'eA==',
            PrincipalArn: 'qcs::cam::uin/1:saml-provider/Idp',
            RoleArn: 'qcs::cam::uin/1:roleName/Reader',
            RoleSessionName: 'session',
          },
          { skipSign: true },
        ),
      );
    const codes = [];
    for (let turn = 0; turn <= callsPerSecond; turn += 1) codes.push(await assume());

    expect(codes.slice(0, callsPerSecond)).not.toContain('RequestLimitExceeded');
    expect(codes[callsPerSecond]).toBe('RequestLimitExceeded');
  });

  it('does not mind what strangers sign with', async () => {
    const input = {
      SAMLAssertion: 'eA==',
      PrincipalArn: 'qcs::cam::uin/1:saml-provider/Idp',
      RoleArn: 'qcs::cam::uin/1:roleName/Reader',
      RoleSessionName: 'session',
    };

    for (const signMethod of ['TC3-HMAC-SHA256', 'HmacSHA256'] as const) {
      const { sts } = world.clients({ secretId: '', secretKey: '' }, { signMethod });
      expect(await code(sts.AssumeRoleWithSAML(input))).not.toMatch(/^(AuthFailure.*|)$/);
    }
  });

  it('leaves the home page and forms to browsers', async () => {
    const page = await fetch(`http://${world.endpoint}/`);

    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<form');
  });

  it.each([
    ['nothing', '', 'application/json', 'MissingParameter'],
    ['a form that names no action', 'a=1', 'application/x-www-form-urlencoded', 'MissingParameter'],
    ['a parameter twice', 'Action=A&Action=B', 'application/x-www-form-urlencoded', 'InvalidParameter'],
    ['multipart', '--x--', 'multipart/form-data; boundary=x', 'UnsupportedProtocol'],
    [
      'more than a mebibyte',
      'a'.repeat(1_048_577),
      'application/x-www-form-urlencoded',
      'RequestSizeLimitExceeded',
    ],
  ])('answers in the envelope when somebody posts %s', async (name, body, type, expected) => {
    const answer = await fetch(`http://${world.endpoint}/`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': type,
        ...(name === 'nothing' && { 'X-TC-Action': '', 'X-TC-Version': '2018-08-13' }),
      },
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toMatchObject({
      Response: { Error: { Code: expected, Message: expect.any(String) }, RequestId: expect.any(String) },
    });
  });
});
