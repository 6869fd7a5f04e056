import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../src/action/actor.ts';
import { createTrackingSet } from '../../../src/domain/audit/tracking/create-tracking-set.ts';
import { deleteTrackingSet } from '../../../src/domain/audit/tracking/delete-tracking-set.ts';
import { deliverShipment } from '../../../src/domain/audit/tracking/deliver-shipment.ts';
import { getTrackingSet } from '../../../src/domain/audit/tracking/get-tracking-set.ts';
import { takeShipment } from '../../../src/domain/audit/tracking/take-shipment.ts';
import { testTrackingSet } from '../../../src/domain/audit/tracking/test-tracking-set.ts';
import { updateTrackingSet } from '../../../src/domain/audit/tracking/update-tracking-set.ts';
import { updateTrackingSetStatus } from '../../../src/domain/audit/tracking/update-tracking-set-status.ts';
import { listUsers } from '../../../src/domain/identity-center/users/list-users.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { deliverAll } from '../../../src/doors/worker/audit-rounds.ts';
import { secureRandom } from '../../../src/platform/random.ts';
import { accessKey, type Collector, startCollector, webhookSecret } from '../../support/collector.ts';
import { northwindTrail, type Trail } from './trail.ts';

describe('a tracking set', () => {
  let trail: Trail;
  let collector: Collector;
  beforeEach(async () => {
    trail = await northwindTrail();
    collector = await startCollector();
    trail.world.settings.trackingPrivateHosts = ['localhost'];
    trail.world.settings.trackingFolder = mkdtempSync(join(tmpdir(), 'identity-center-'));
    await trail.seal();
  });
  afterEach(() => collector.stop());

  const execute: Trail['world']['execute'] = (...asked) => trail.world.execute(...asked);
  const webhook = () => ({
    name: 'collector',
    destination: { kind: 'webhook', webhookUrl: `${collector.url}/hook` },
    credential: webhookSecret,
  });
  const bucket = () => ({
    name: 'bucket',
    destination: {
      ...{ kind: 'bucket', bucketUrl: `${collector.url}/bucket`, region: 'ap-guangzhou', prefix: 'audit/' },
      accessKeyId: accessKey.accessKeyId,
    },
    credential: accessKey.secretAccessKey,
  });
  const create = async (input: object) =>
    (await execute(createTrackingSet, trail.administrator, input)).trackingSetId;
  const get = async (trackingSetId: string) =>
    (await execute(getTrackingSet, trail.administrator, { trackingSetId })).trackingSet;
  const deliver = async () => {
    await trail.seal();
    return deliverAll(trail.world.execute);
  };
  const linesOf = (bodies: string[]) =>
    bodies.flatMap((body) =>
      body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
  const received = () => linesOf(collector.received.map(({ body }) => body));
  const delivered = () => received().map(({ record }) => record.action.split(':')[1]);

  it('delivers what happens from now on to a webhook, in order, each record once', async () => {
    const trackingSetId = await create(webhook());
    await trail.create('alice');
    await trail.create('bob');
    expect(await deliver()).toBe(1);
    await trail.create('carol');
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);

    expect(delivered()).toEqual(['CreateTrackingSet', 'CreateUser', 'CreateUser', 'CreateUser']);
    expect(received().map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5]);
    const records = await trail.records();
    expect(received().map(({ hash }) => hash)).toEqual(records.slice(1).map(({ hash }) => hash));
    expect(collector.received.map(({ problem }) => problem)).toEqual(['', '']);
    expect(await get(trackingSetId)).toMatchObject({
      backlog: 0,
      failures: 0,
      lastDeliveredAt: trail.world.clock.now(),
      lastProblem: null,
    });
  });

  it('puts objects into a bucket, named by their first record', async () => {
    const trackingSetId = await create(bucket());
    await deliver();

    expect([...collector.objects.keys()]).toEqual([
      `/bucket/audit/2026-07-29/000000000002-${trackingSetId}.ndjson`,
    ]);
    expect(linesOf([...collector.objects.values()])).toHaveLength(1);
  });

  it('writes files below the folder of the installation, on request from the first record on', async () => {
    await create({
      name: 'archive',
      destination: { kind: 'folder', folder: 'archive' },
      fromBeginning: true,
    });
    await deliver();

    const folder = join(trail.world.settings.trackingFolder, 'archive/2026-07-29');
    const files = readdirSync(folder);
    const lines = linesOf(files.map((file) => readFileSync(join(folder, file), 'utf8')));
    expect(lines.map(({ record }) => record.action)).toEqual([
      'organization:SetUpIdentityCenter',
      'organization:CreateTrackingSet',
    ]);
  });

  it('delivers again what was received and not noted, and then goes on', async () => {
    await create(webhook());
    await trail.create('alice');
    collector.trouble.push('break');
    expect(await deliver()).toBe(0);
    await trail.create('bob');
    trail.world.clock.advance(5);
    expect(await deliver()).toBe(1);

    expect(received().map(({ sequence }) => sequence)).toEqual([2, 3, 2, 3, 4]);
  });

  it('replaces an object of which it does not know whether it arrived, so that nothing is there twice', async () => {
    await create(bucket());
    await trail.seal();
    const { shipment } = await execute(takeShipment, systemActor, {});
    await deliverShipment.prepare?.(shipment as never, trail.world.settings, secureRandom);
    // The node dies here. Another one comes when the lease has run out.
    await trail.create('alice');
    expect(await deliver()).toBe(0);
    trail.world.clock.advance(121);
    expect(await deliver()).toBe(1);

    expect(linesOf([...collector.objects.values()]).map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('waits longer and longer while it fails, shows why, and catches up when it works', async () => {
    const trackingSetId = await create(webhook());
    const pauses: number[] = [];
    for (let failure = 0; failure < 10; failure += 1) {
      collector.trouble.push(503);
      await trail.create(`user-${failure}`);
      expect(await deliver()).toBe(0);
      expect(await deliver()).toBe(0);
      const { nextAttemptAt } = await get(trackingSetId);
      const pause = (nextAttemptAt.getTime() - trail.world.clock.now().getTime()) / 1000;
      pauses.push(pause);
      trail.world.clock.advance(pause);
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(collector.received).toHaveLength(10);
    const failing = await get(trackingSetId);
    expect(failing).toMatchObject({ backlog: 11, failures: 10, lastProblem: { code: 'DeliveryRefused' } });

    expect(await deliver()).toBe(1);
    expect(await get(trackingSetId)).toMatchObject({ backlog: 0, failures: 0, lastProblem: null });
  });

  it('chooses by account, action and outcome, and never delivers reads', async () => {
    const { administrator, rootDepartmentId, world } = trail;
    const { uin } = await execute(createOrganizationMember, administrator, {
      ...{ nodeId: rootDepartmentId, name: 'Member' },
    });
    await trail.seal();
    await create({ ...webhook(), name: 'member', memberUins: [uin] });
    await create({ ...webhook(), name: 'users', actions: ['organization:CreateUser'] });
    await create({ ...webhook(), name: 'all of cam', actions: ['cam:*', 'organization:createuser*'] });
    await create({ ...webhook(), name: 'refused', outcomes: 'refused' });
    await trail.create('alice');
    await trail.create('alice').catch(() => {});
    await expect(world.execute(listUsers, administrator, { zoneId: 'z-other' })).rejects.toThrow();
    await deliver();

    const byAction = collector.received.map(({ body }) =>
      linesOf([body]).map(({ record }) => `${record.action.split(':')[1]} ${record.outcome}`),
    );
    expect(byAction.sort()).toEqual([
      ['CreateTrackingSet done'],
      ['CreateUser done', 'CreateUser refused'],
      ['CreateUser refused'],
    ]);
  });

  it('is delivered by one node at a time', async () => {
    await create(webhook());
    await trail.seal();
    const nodes = Array.from({ length: 4 }, () => deliverAll(trail.world.execute));

    expect((await Promise.all(nodes)).reduce((sum, count) => sum + count)).toBe(1);
    expect(received()).toHaveLength(1);
  });

  it('cuts a long backlog into shipments, in order', async () => {
    for (let count = 0; count < 6; count += 1) {
      const description = 'x'.repeat(1024);
      await trail.create(`user-${count}`);
      await trail.db
        .insertInto('audit_events')
        .values(
          Array.from({ length: 150 }, () => ({
            organization_id: trail.organizationId,
            action: 'organization:CreateUser',
            actor: '{}',
            input: JSON.stringify({ description }),
            occurred_at: trail.world.clock.now(),
          })),
        )
        .execute();
    }
    await create({ ...webhook(), fromBeginning: true });
    expect(await deliver()).toBeGreaterThan(1);

    const sequences = received().map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: 908 }, (_, place) => place + 1));
    for (const { body } of collector.received) expect(body.length).toBeLessThan(1_000_000);
  });

  it('passes by what it does not choose, however much that is', async () => {
    const trackingSetId = await create({ ...webhook(), actions: ['cam:DeleteUser'] });
    await trail.create('alice');
    expect(await deliver()).toBe(0);

    expect(await get(trackingSetId)).toMatchObject({ backlog: 0 });
    const row = await trail.db.selectFrom('tracking_sets').select('position').executeTakeFirstOrThrow();
    expect(row.position).toBe(3);
  });

  it('rests and goes on from where it was', async () => {
    const trackingSetId = await create(webhook());
    const { administrator } = trail;
    await execute(updateTrackingSetStatus, administrator, { trackingSetId, newStatus: 'Disabled' });
    await trail.create('alice');
    expect(await deliver()).toBe(0);
    expect(await get(trackingSetId)).toMatchObject({ status: 'Disabled', backlog: 3 });

    await execute(updateTrackingSetStatus, administrator, { trackingSetId, newStatus: 'Enabled' });
    expect(await deliver()).toBe(1);
    expect(delivered()).toEqual([
      'CreateTrackingSet',
      'UpdateTrackingSetStatus',
      'CreateUser',
      'UpdateTrackingSetStatus',
    ]);
  });

  it('can be tried, also while it rests, and says how that went', async () => {
    const trackingSetId = await create(webhook());
    const { administrator } = trail;
    await execute(updateTrackingSetStatus, administrator, { trackingSetId, newStatus: 'Disabled' });
    await execute(testTrackingSet, administrator, { trackingSetId });
    expect(await get(trackingSetId)).toMatchObject({ isTestRequested: true, testedAt: null });
    await deliver();
    expect(received()).toEqual([{ test: true, trackingSet: 'collector', time: expect.any(String) }]);
    expect(await get(trackingSetId)).toMatchObject({
      ...{ isTestRequested: false, testProblem: null, testedAt: trail.world.clock.now(), backlog: 3 },
    });

    collector.trouble.push(500);
    await execute(testTrackingSet, administrator, { trackingSetId });
    await deliver();
    expect(await get(trackingSetId)).toMatchObject({ testProblem: { code: 'DeliveryRefused' }, failures: 0 });
  });

  it('is changed with its secret kept unless another one is given', async () => {
    const { administrator } = trail;
    const trackingSetId = await create(webhook());
    const changed = { ...webhook(), trackingSetId, name: 'renamed', credential: '' };
    await execute(updateTrackingSet, administrator, changed);
    expect(await deliver()).toBe(1);
    expect(collector.received[0]?.problem).toBe('');

    const elsewhere = { ...bucket(), trackingSetId, credential: '' };
    await expect(execute(updateTrackingSet, administrator, elsewhere)).rejects.toMatchObject({
      code: 'CredentialTooShort',
    });
    await execute(updateTrackingSet, administrator, { ...elsewhere, credential: accessKey.secretAccessKey });
    expect(await deliver()).toBe(1);
    expect(collector.objects.size).toBe(1);
  });

  it('is gone when it is deleted, also for a node that is just delivering', async () => {
    const trackingSetId = await create(webhook());
    await trail.seal();
    const { shipment } = await execute(takeShipment, systemActor, {});
    await execute(deleteTrackingSet, trail.administrator, { trackingSetId });
    await execute(deliverShipment, systemActor, shipment);

    expect(await deliver()).toBe(0);
    await expect(get(trackingSetId)).rejects.toMatchObject({ code: 'TrackingSetNotFound' });
  });

  it('never shows its secret: not in answers, records, rows or the log', async () => {
    const trackingSetId = await create(webhook());
    await execute(updateTrackingSet, trail.administrator, { ...webhook(), trackingSetId });
    await deliver();
    const rows = await trail.db.selectFrom('tracking_sets').selectAll().execute();
    const outside = [rows, await trail.records(), await get(trackingSetId), trail.world.logged, received()];

    expect(JSON.stringify(outside)).not.toContain(webhookSecret);
  });

  it('says so when its secret was sealed with another key', async () => {
    const trackingSetId = await create(webhook());
    await trail.db.updateTable('tracking_sets').set({ credential_sealed: 'v1.x.y.z' }).execute();
    expect(await deliver()).toBe(0);

    expect(await get(trackingSetId)).toMatchObject({ lastProblem: { code: 'DeliveryCredentialLost' } });
    expect(collector.received).toEqual([]);
    const { administrator } = trail;
    const again = { ...webhook(), trackingSetId };
    await expect(
      execute(updateTrackingSet, administrator, { ...again, credential: '' }),
    ).rejects.toMatchObject({ code: 'CredentialTooShort' });
    await execute(updateTrackingSet, administrator, again);
    expect(await deliver()).toBe(1);
  });

  it.each([
    ['a folder outside', { destination: { kind: 'folder', folder: '../etc' } }, 'InvalidParameterValue'],
    ['a hidden folder', { destination: { kind: 'folder', folder: '.ssh' } }, 'InvalidParameterValue'],
    [
      'plain http',
      { destination: { kind: 'webhook', webhookUrl: 'http://example.com/' } },
      'DeliveryAddressNotSecure',
    ],
    [
      'a password in the address',
      { destination: { kind: 'webhook', webhookUrl: 'https://a:b@example.com/' } },
      'DeliveryAddressNotSecure',
    ],
    [
      'another scheme',
      { destination: { kind: 'webhook', webhookUrl: 'file:///etc/passwd' } },
      'DeliveryAddressNotSecure',
    ],
    ['a short secret', { credential: 'short' }, 'CredentialTooShort'],
    ['an account of others', { memberUins: [999999999999] }, 'OrganizationMemberNotExist'],
    ['a pattern that is none', { actions: ['*:*x'] }, 'InvalidParameterValue'],
  ])('is refused with %s, and nothing is kept', async (_what, wrong, code) => {
    await expect(create({ ...webhook(), ...wrong })).rejects.toMatchObject({ code });

    expect(await trail.db.selectFrom('tracking_sets').select('name').execute()).toEqual([]);
  });

  it('has a name of its own, and there are ten at most', async () => {
    await create(webhook());
    await expect(create(webhook())).rejects.toMatchObject({ code: 'TrackingSetNameTaken' });
    for (let count = 2; count <= 10; count += 1) await create({ ...webhook(), name: `set ${count}` });

    await expect(create({ ...webhook(), name: 'one more' })).rejects.toMatchObject({
      code: 'TrackingSetLimitExceeded',
    });
  });
});
