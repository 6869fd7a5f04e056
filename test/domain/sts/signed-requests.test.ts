import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../src/action/actor.ts';
import { sweepExpiredSessions } from '../../../src/domain/sts/sessions/sweep-expired-sessions.ts';
import { authenticateRequest } from '../../../src/domain/sts/signed-requests/authenticate-request.ts';
import { isSignedBy, type SignedRequest } from '../../../src/domain/sts/signed-requests/signed-request.ts';
import { newWorld, type World } from '../../support/world.ts';

const secretId = 'AKIDexample0000000000';
const secretKey = 'secretExample0000000000';
const body = '{"ZoneId":"z-abc123def456","MaxResults":10}';
const timestamp = 1_700_000_000;

function tc3(contentType: string, host: string, service: string, signature: string): SignedRequest {
  const digest = createHash('sha256').update(body).digest('hex');
  const lines = `content-type:${contentType}\nhost:${host}\n`;
  return {
    method: 'TC3-HMAC-SHA256',
    secretId,
    timestamp,
    scope: { date: '2023-11-14', service },
    canonicalRequests: [['POST', '/', '', lines, 'content-type;host', digest].join('\n')],
    signature,
  };
}

/** The first vector of each form was made by an official signer, the others by hand after the published steps. */
describe('signatures', () => {
  it.each([
    [
      'application/json',
      '127.0.0.1',
      '127',
      'd21dd1378e51c7916ea170eaee02058f59ee1cd3ce1bff0adecbfa4b8cb01898',
    ],
    [
      'application/json',
      '127.0.0.1:8080',
      '127',
      'e8a7dd52d07d97016405593df2f24310f229e02808aecc0a80cad45ea257b949',
    ],
    [
      'application/json; charset=utf-8',
      'organization.tencentcloudapi.com',
      'organization',
      'ee27562264457f0ec828073ec906464575b4829a50e13cff8d33a737e3ca3a4a',
    ],
  ])('by TC3 of %s for %s and %s are these', (contentType, host, service, signature) => {
    const request = tc3(contentType, host, service, signature);

    expect(isSignedBy(secretKey, request)).toBe(true);
    expect(isSignedBy(`${secretKey}0`, request)).toBe(false);
    expect(isSignedBy(secretKey, { ...request, timestamp: timestamp + 1 })).toBe(false);
    expect(isSignedBy(secretKey, { ...request, signature: signature.toUpperCase() })).toBe(false);
    expect(isSignedBy(secretKey, { ...request, signature: signature.slice(0, 62) })).toBe(false);
    expect(isSignedBy(secretKey, { ...request, signature: '' })).toBe(false);
  });

  const text =
    'POST127.0.0.1:8080/?Action=ListUsers&Nonce=12345&RoleAssignmentInfo.0.PrincipalId=u-1' +
    `&SecretId=${secretId}&SignatureMethod=HmacSHA256&Timestamp=${timestamp}&Version=2021-03-31&ZoneId=z-abc123def456`;

  it.each([
    ['HmacSHA256', '21X1U2TYHkNEe9Hyas1HBnzmRd6LdZRUWUc5G81DyxY='],
    ['HmacSHA1', 'fe3OKCx0RKdo/HettCnj/OIPi9w='],
  ] as const)('by %s are these', (method, signature) => {
    const request = { method, secretId, timestamp, stringsToSign: [text], signature };

    expect(isSignedBy(secretKey, request)).toBe(true);
    expect(isSignedBy(secretKey, { ...request, stringsToSign: [`${text} `] })).toBe(false);
    expect(isSignedBy(secretKey, { ...request, stringsToSign: [] })).toBe(false);
    expect(isSignedBy(secretKey, { ...request, signature: signature.replace('=', '') })).toBe(false);
  });
});

describe('authenticating a request', () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });

  it('is refused of a key that nobody has, and writes nothing', async () => {
    const now = Math.floor(world.clock.now().getTime() / 1000);
    const request = {
      method: 'HmacSHA256',
      secretId,
      timestamp: now,
      stringsToSign: ['x'],
      signature: 'eA==',
    };

    await expect(world.execute(authenticateRequest, { kind: 'visitor' }, request)).rejects.toMatchObject({
      code: 'SecretIdNotFound',
    });
    expect(await world.db.selectFrom('used_signatures').selectAll().execute()).toEqual([]);
  });

  it('forgets used signatures once they are too old to be tried again, and not before', async () => {
    const used = (signature: string, seconds: number) =>
      world.db
        .insertInto('used_signatures')
        .values({
          secret_id: secretId,
          signature,
          expires_at: new Date(world.clock.now().getTime() + seconds * 1000),
        })
        .execute();
    await used('old', -1);
    await used('new', 1);

    await world.execute(sweepExpiredSessions, systemActor, {});

    expect(await world.db.selectFrom('used_signatures').select('signature').execute()).toEqual([
      { signature: 'new' },
    ]);
  });
});
