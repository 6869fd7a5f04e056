import { beforeEach, describe, expect, it } from 'vitest';
import { acceptScimKey } from '../../../../src/domain/identity-center/scim/accept-scim-key.ts';
import { hashSecret } from '../../../../src/platform/secrets.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const key = `icscim_${'k'.repeat(43)}`;
const wrong = (letter: string) => `icscim_${letter.repeat(43)}`;
const refused = { kind: 'unauthenticated', code: 'SCIMKeyRefused' };

describe('the key of a directory', () => {
  let world: World;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ zoneId } = await foundSpace(world));
    await world.db.updateTable('spaces').set({ is_synchronizing: true }).execute();
    const now = world.clock.now();
    await world.db
      .insertInto('scim_credentials')
      .values({
        ...{ credential_id: 'scimcred-1', space_id: zoneId, name: 'Okta', key_hash: hashSecret(key) },
        ...{ status: 'Enabled', created_at: now, expires_at: new Date(now.getTime() + 3600_000) },
      })
      .execute();
  });

  const accept = (presented: string, address = '192.0.2.1') =>
    world.execute(acceptScimKey, { kind: 'visitor', address }, { key: presented });
  const row = () => world.db.selectFrom('scim_credentials').selectAll().executeTakeFirstOrThrow();

  it('opens its own space, and says what the space wants of manual objects', async () => {
    expect(await accept(key)).toEqual({
      spaceId: zoneId,
      credentialId: 'scimcred-1',
      name: 'Okta',
      adopts: false,
    });
    await world.db.updateTable('spaces').set({ is_adopting: true }).execute();
    expect(await accept(key)).toMatchObject({ adopts: true });
  });

  it.each([
    ['is disabled', () => world.db.updateTable('scim_credentials').set({ status: 'Disabled' }).execute()],
    ['has expired', async () => world.clock.advance(3600)],
    [
      'is of a space that does not synchronize',
      () => world.db.updateTable('spaces').set({ is_synchronizing: false }).execute(),
    ],
    [
      'is of an organization that was deleted',
      () => world.db.updateTable('organizations').set({ ended_at: new Date() }).execute(),
    ],
  ])('opens nothing once it %s, and the console learns when it was tried', async (_why, spoil) => {
    await accept(key);
    await spoil();
    world.clock.advance(1);

    await expect(accept(key)).rejects.toMatchObject(refused);
    expect(await row()).toMatchObject({ refused_at: world.clock.now() });
  });

  it('is not found by anything but itself, and nothing of what was tried is written down', async () => {
    for (const tried of [
      '',
      'x',
      key.slice(0, -1),
      `${key}x`,
      key.toUpperCase(),
      wrong('z'),
      hashSecret(key),
    ]) {
      await expect(accept(tried)).rejects.toMatchObject(refused);
    }
    expect(await row()).toMatchObject({ last_used_at: null, refused_at: null });
    expect(await world.auditTrail()).not.toContain('organization:AcceptSCIMKey');
    expect(await world.refusals()).toContain('organization:AcceptSCIMKey SCIMKeyRefused');
    const trail = JSON.stringify(await world.db.selectFrom('audit_events').selectAll().execute());
    for (const secret of [wrong('z'), hashSecret(key)]) expect(trail).not.toContain(secret);
  });

  it('writes down its use at most once a minute', async () => {
    const first = world.clock.now();
    await accept(key);
    world.clock.advance(59);
    await accept(key);
    expect(await row()).toMatchObject({ last_used_at: first });

    world.clock.advance(2);
    await accept(key);
    expect(await row()).toMatchObject({ last_used_at: world.clock.now() });
  });

  it('goes on from a network that guesses, whose guesses are turned away for a minute', async () => {
    await accept(key);
    for (let guess = 0; guess < 300; guess += 1) {
      await expect(accept(wrong('a'))).rejects.toMatchObject(refused);
    }

    await expect(accept(wrong('b'))).rejects.toMatchObject({ code: 'TooManySCIMKeyGuesses' });
    await expect(accept(wrong('b'), '198.51.100.7')).rejects.toMatchObject(refused);
    expect(await accept(key)).toMatchObject({ spaceId: zoneId });
    world.clock.advance(60);
    await expect(accept(wrong('b'))).rejects.toMatchObject(refused);
  });

  it('keeps nobody out of its network, however often it is tried after it has expired', async () => {
    world.clock.advance(3600);
    for (let attempt = 0; attempt < 310; attempt += 1)
      await expect(accept(key)).rejects.toMatchObject(refused);

    await expect(accept(wrong('b'))).rejects.toMatchObject(refused);
  });
});
