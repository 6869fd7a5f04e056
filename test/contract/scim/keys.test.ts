import { once } from 'node:events';
import { request as open } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as othersTurn } from 'node:timers/promises';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createScimCredential } from '../../../src/domain/identity-center/scim/create-scim-credential.ts';
import { deleteScimCredential } from '../../../src/domain/identity-center/scim/delete-scim-credential.ts';
import { updateScimCredentialStatus } from '../../../src/domain/identity-center/scim/update-scim-credential-status.ts';
import { updateScimSynchronizationStatus } from '../../../src/domain/identity-center/scim/update-scim-synchronization-status.ts';
import { ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete', 'options'] as const;
const addresses = [
  ...[
    '',
    '/',
    '/Users',
    '/Users/u-1',
    '/Users/.search',
    '/Groups',
    '/Groups/g-1',
    '/Groups/.search',
    '/.search',
  ],
  ...[
    '/ServiceProviderConfig',
    '/ResourceTypes',
    '/ResourceTypes/User',
    '/Schemas',
    `/Schemas/${userSchema}`,
  ],
  ...['/Me', '/Bulk', '/nothing', '/Users/u-1/extra', '/..%2fUsers', '//Users', '/%'],
];

describe('the key of a directory', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let key: string;
  let credentialId: string;
  let scim: ScimClient;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
    await synchronize('Enabled');
    ({ credentialSecret: key, credentialId } = await createKey());
    scim = new ScimClient(world, key);
  });

  const createKey = () => world.execute(createScimCredential, administrator, { zoneId, name: 'Okta' });
  const synchronize = (scimSynchronizationStatus: string) =>
    world.execute(updateScimSynchronizationStatus, administrator, { zoneId, scimSynchronizationStatus });
  const ask = (headers: Record<string, string>, path = '/Users') =>
    request(world.app).get(`/scim/v2${path}`).set(headers);

  it('is asked for at every address, whatever is wanted there', async () => {
    for (const address of addresses) {
      for (const method of methods) {
        const { status, headers, text } = await request(world.app)[method](`/scim/v2${address}`);
        expect([method, address, status]).toEqual([method, address, 401]);
        expect(headers['www-authenticate']).toBe('Bearer realm="SCIM"');
        expect(JSON.parse(text)).toMatchObject({ status: '401' });
      }
    }
  });

  it('counts in the head Authorization alone, after the word Bearer in any case of letters', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect((await ask({ Authorization: `${scheme} ${key}` })).status).toBe(200);
    const basic = Buffer.from(`${key}:${key}`).toString('base64');
    for (const presented of [
      ...[
        '',
        key,
        `Basic ${basic}`,
        `Token ${key}`,
        `Bearer${key}`,
        'Bearer',
        'Bearer ',
        `Bearer ${key} ${key}`,
      ],
      ...[`Bearer "${key}"`, `Bearer ${key},`, `Bearer ${key.slice(0, -1)}`, `Bearer ${key}x`],
      ...[`Basic ${basic}, Bearer ${key}`, `Bearer ${key.toUpperCase()}`, `Bearer ' or '1'='1`],
    ]) {
      const { status, headers } = await ask({ Authorization: presented });
      expect([presented, status]).toEqual([presented, 401]);
      expect(headers['www-authenticate']).toMatch(/^Bearer realm="SCIM"/);
    }
    for (const path of [`/Users?access_token=${key}`, `/Users?Authorization=Bearer%20${key}`])
      expect((await ask({}, path)).status).toBe(401);
    const elsewhere = { Cookie: `key=${key}`, 'X-Api-Key': key, 'Proxy-Authorization': `Bearer ${key}` };
    expect((await ask(elsewhere)).status).toBe(401);
  });

  it('is said to be wrong in one way, whatever is wrong with it', async () => {
    const answers = [await ask({ Authorization: `Bearer icscim_${'x'.repeat(43)}` })];
    await world.execute(updateScimCredentialStatus, administrator, {
      ...{ zoneId, credentialId, newStatus: 'Disabled' },
    });
    answers.push(await scim.get('/Users'));
    await world.execute(updateScimCredentialStatus, administrator, {
      ...{ zoneId, credentialId, newStatus: 'Enabled' },
    });
    await synchronize('Disabled');
    answers.push(await scim.get('/Users'));
    await synchronize('Enabled');
    world.clock.advance(366 * 24 * 3600);
    answers.push(await scim.get('/Users'));

    const told = answers.map(({ status, headers, text, body }) => [
      status,
      headers['www-authenticate'],
      text ?? JSON.stringify(body),
    ]);
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]?.slice(0, 2)).toEqual([401, 'Bearer realm="SCIM", error="invalid_token"']);
  });

  it('is let in from a network that guesses, also when it is new', async () => {
    for (let guess = 0; guess < 300; guess += 1)
      await ask({
        ...{ Authorization: `Bearer icscim_${'x'.repeat(43)}`, 'X-Forwarded-For': `192.0.2.${guess % 256}` },
      });
    const { status, headers } = await ask({ Authorization: `Bearer icscim_${'x'.repeat(43)}` });

    expect([status, headers['retry-after']]).toEqual([429, '60']);
    expect((await scim.get('/Users')).status).toBe(200);
    expect((await new ScimClient(world, (await createKey()).credentialSecret).get('/Users')).status).toBe(
      200,
    );
  });

  it('is nowhere to be read after it was shown', async () => {
    await scim.createUser('alice');
    await scim.post('/Users', { schemas: [userSchema], userName: 'a b' });
    await scim.get(`/Users/${key}`);
    const tables = ['scim_credentials', 'audit_events'] as const;
    const rows = await Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute()));

    expect(JSON.stringify(rows)).not.toContain(key.slice(7));
    expect(world.logged.filter((line) => !line.includes('/scim/v2/Users/icscim')).join()).not.toContain(key);
  });

  describe('that goes while a body is on its way', () => {
    let close: () => void;
    afterEach(() => close());

    /** Sends the head and the half of the body; the other half once `meanwhile` is done. */
    async function sendSlowly(method: string, path: string, body: object, meanwhile: () => Promise<unknown>) {
      const server = world.app.listen(0, '127.0.0.1');
      close = () => server.close();
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const text = JSON.stringify(body);
      const sent = open({
        ...{ host: '127.0.0.1', port, method, path: `/scim/v2${path}` },
        headers: {
          ...{ Authorization: `Bearer ${key}`, 'Content-Type': 'application/scim+json' },
          'Content-Length': Buffer.byteLength(text),
        },
      });
      sent.write(text.slice(0, 10));
      while (!(await wasUsed())) await othersTurn();
      await meanwhile();
      sent.end(text.slice(10));
      const [answer] = await once(sent, 'response');
      answer.resume();
      return answer.statusCode as number;
    }
    const wasUsed = async () =>
      (await world.db.selectFrom('scim_credentials').select('last_used_at').executeTakeFirstOrThrow())
        .last_used_at;
    const which = () => ({ zoneId, credentialId });

    it.each<[string, () => Promise<unknown>]>([
      ['deleted', () => world.execute(deleteScimCredential, administrator, which())],
      [
        'disabled',
        () => world.execute(updateScimCredentialStatus, administrator, { ...which(), newStatus: 'Disabled' }),
      ],
      ['expired', async () => world.clock.advance(366 * 24 * 3600)],
      ['unheard, as synchronization is off', () => synchronize('Disabled')],
    ])('changes nothing more: %s', async (_what, end) => {
      const body = { schemas: [userSchema], userName: 'alice' };

      expect(await sendSlowly('POST', '/Users', body, end)).toBe(401);
      expect(await world.db.selectFrom('users').selectAll().execute()).toEqual([]);
    });
  });
});
