import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../src/action/actor.ts';
import { toLine } from '../../../src/domain/audit/audit-record.ts';
import { sealEvents } from '../../../src/domain/audit/seal-events.ts';
import { northwindTrail, type Trail } from './trail.ts';

describe('sealing', () => {
  let trail: Trail;
  beforeEach(async () => {
    trail = await northwindTrail();
  });

  it('chains what waits, in its order, each record holding the hash of the one before it', async () => {
    await trail.create('alice');
    await trail.create('bob');
    expect(await trail.seal()).toBe(3);

    const records = await trail.records();
    expect(records.map(({ sequence, action }) => [sequence, action])).toEqual([
      [1, 'organization:SetUpIdentityCenter'],
      [2, 'organization:CreateUser'],
      [3, 'organization:CreateUser'],
    ]);
    expect(records.map(({ previousHash }) => previousHash)).toEqual([
      '0'.repeat(64),
      records[0]?.hash,
      records[1]?.hash,
    ]);
    expect(await trail.events()).toEqual([]);
    expect(await trail.verify()).toMatchObject({ verified: 3, unsealed: 0, head: `3:${records[2]?.hash}` });
  });

  it('goes on where it was, and leaves no record of itself', async () => {
    await trail.seal();
    expect(await trail.seal()).toBe(0);
    await trail.create('alice');
    await trail.seal();

    expect((await trail.records()).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect((await trail.verify()).broken).toBeUndefined();
  });

  it('hashes the bytes that an export shows, so that anybody can compute them again', async () => {
    await trail.create('alice');
    await trail.seal();

    for (const record of await trail.records()) {
      const line = toLine(record);
      const bytes = line.slice(line.indexOf('"record":') + '"record":'.length, -2);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(record.hash);
      expect(JSON.parse(line).record).toMatchObject({
        version: 1,
        action: record.action,
        actor: { kind: expect.any(String) },
      });
    }
  });

  it('counts what is not sealed yet', async () => {
    await trail.seal();
    await trail.create('alice');

    expect(await trail.verify()).toMatchObject({ verified: 1, unsealed: 1 });
  });

  it('is done by one node at a time', async () => {
    const rounds = Array.from({ length: 8 }, () => trail.world.execute(sealEvents, systemActor, {}));
    await trail.create('alice');
    await Promise.all(rounds);
    await trail.seal();

    expect(await trail.records()).toHaveLength(2);
    expect((await trail.verify()).broken).toBeUndefined();
  });

  it('loses nothing and repeats nothing while many write at once', async () => {
    const names = Array.from({ length: 60 }, (_, number) => `user-${number}`);
    let isWriting = true;
    const sealing = (async () => {
      while (isWriting) await trail.seal();
    })();
    await Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        for (const name of names.slice(writer * 15, writer * 15 + 15)) {
          await trail.create(name);
          await trail.create(name).catch(() => {});
        }
      }),
    );
    isWriting = false;
    await sealing;
    await trail.seal();

    const records = await trail.records();
    expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, place) => place + 1));
    expect(records.filter(({ outcome }) => outcome === 'refused')).toHaveLength(60);
    const created = records.filter(({ outcome }) => outcome === 'done').slice(1);
    expect(created.map(({ input }) => JSON.parse(input).userName).sort()).toEqual(names.sort());
    expect((await trail.verify()).broken).toBeUndefined();
  });

  it('refuses to change or remove a sealed record, whoever asks by mistake', async () => {
    await trail.create('alice');
    await trail.seal();
    const update = sql`update audit_records set reason = 'x' where sequence = 2`.execute(trail.db);
    await expect(update).rejects.toThrow(/never changed/);
    const removal = sql`delete from audit_records where sequence = 1`.execute(trail.db);
    await expect(removal).rejects.toThrow(/anchored/);

    expect(await trail.records()).toHaveLength(2);
  });

  it('keeps texts in every script, and numbers, as they were', async () => {
    const { world, administrator, zoneId } = trail;
    const { createUser } = await import('../../../src/domain/identity-center/users/create-user.ts');
    const description = '张伟 "quoted" \\ \u2028 \u007f 𝄞 =1+1';
    await world.execute(createUser, administrator, { zoneId, userName: 'zhang', description });
    await trail.seal();

    const [, record] = await trail.records();
    expect(JSON.parse(record?.input ?? '').description).toBe(description);
    expect((await trail.verify()).broken).toBeUndefined();
  });
});
