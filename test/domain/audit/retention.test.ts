import { beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../src/action/actor.ts';
import { forgetRecords } from '../../../src/domain/audit/forget-records.ts';
import { createTrackingSet } from '../../../src/domain/audit/tracking/create-tracking-set.ts';
import { updateTrackingSetStatus } from '../../../src/domain/audit/tracking/update-tracking-set-status.ts';
import { northwindTrail, type Trail } from './trail.ts';

const day = 24 * 3600;

describe('records whose time is over', () => {
  let trail: Trail;
  beforeEach(async () => {
    trail = await northwindTrail();
    trail.world.settings.auditDays = 30;
    await trail.create('alice');
    trail.world.clock.advance(20 * day);
    await trail.create('bob');
    await trail.seal();
  });
  const forget = () => trail.world.execute(forgetRecords, systemActor, {});
  const sequences = async () => (await trail.records()).map(({ sequence }) => sequence);

  it('go, from the oldest on, and the chain holds from there', async () => {
    trail.world.clock.advance(11 * day);
    expect(await forget()).toEqual({ removed: 2 });
    await trail.create('carol');
    await trail.seal();

    expect(await sequences()).toEqual([3, 4]);
    expect(await trail.verify()).toMatchObject({ verified: 2, removed: 2 });
    expect((await trail.verify()).broken).toBeUndefined();
    expect(await forget()).toEqual({ removed: 0 });
  });

  it('may be all of them; what follows goes on with the chain', async () => {
    trail.world.clock.advance(100 * day);
    const { head } = await trail.verify();
    expect(await forget()).toEqual({ removed: 3 });
    await trail.create('carol');
    await trail.seal();

    expect(await sequences()).toEqual([4]);
    expect(await trail.verify(head)).toMatchObject({ verified: 1, isKeptHeadRemoved: false });
    expect((await trail.verify(head)).broken).toBeUndefined();
    expect((await trail.verify(`3:${'0'.repeat(64)}`)).broken).toMatchObject({ kind: 'head' });
    expect(await trail.verify(`1:${'0'.repeat(64)}`)).toMatchObject({ isKeptHeadRemoved: true });
  });

  it('stay while they are kept for ever', async () => {
    trail.world.settings.auditDays = 0;
    trail.world.clock.advance(10_000 * day);

    expect(await forget()).toEqual({ removed: 0 });
    expect(await sequences()).toEqual([1, 2, 3]);
  });

  it('stay until every tracking set that is enabled has delivered them', async () => {
    const { world, administrator } = trail;
    const { trackingSetId } = await world.execute(createTrackingSet, administrator, {
      name: 'archive',
      destination: { kind: 'folder', folder: 'archive' },
      fromBeginning: true,
    });
    world.clock.advance(100 * day);
    expect(await forget()).toEqual({ removed: 0 });

    await world.execute(updateTrackingSetStatus, administrator, { trackingSetId, newStatus: 'Disabled' });
    expect(await forget()).toEqual({ removed: 3 });
  });
});
