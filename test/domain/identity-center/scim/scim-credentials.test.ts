import { beforeEach, describe, expect, it } from 'vitest';
import { type Principal, systemActor } from '../../../../src/action/actor.ts';
import { acceptScimKey } from '../../../../src/domain/identity-center/scim/accept-scim-key.ts';
import { createScimCredential } from '../../../../src/domain/identity-center/scim/create-scim-credential.ts';
import { deleteScimCredential } from '../../../../src/domain/identity-center/scim/delete-scim-credential.ts';
import { deleteScimRequestLog } from '../../../../src/domain/identity-center/scim/delete-scim-request-log.ts';
import { describeScimSettings } from '../../../../src/domain/identity-center/scim/describe-scim-settings.ts';
import { getScimRequestLog } from '../../../../src/domain/identity-center/scim/get-scim-request-log.ts';
import { listScimCredentials } from '../../../../src/domain/identity-center/scim/list-scim-credentials.ts';
import { listScimRequestLog } from '../../../../src/domain/identity-center/scim/list-scim-request-log.ts';
import { sweepScimRequestLog } from '../../../../src/domain/identity-center/scim/sweep-scim-request-log.ts';
import { updateScimAdoptionStatus } from '../../../../src/domain/identity-center/scim/update-scim-adoption-status.ts';
import { updateScimCredentialStatus } from '../../../../src/domain/identity-center/scim/update-scim-credential-status.ts';
import { updateScimSynchronizationStatus } from '../../../../src/domain/identity-center/scim/update-scim-synchronization-status.ts';
import { getZoneStatistics } from '../../../../src/domain/identity-center/space/get-zone-statistics.ts';
import { type DelegatedCompany, openDelegatedCompany } from '../../../support/delegated.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

const day = 24 * 3600;

describe('the keys of a space', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const create = (input: object = {}) =>
    world.execute(createScimCredential, administrator, { zoneId, ...input });
  const list = async (input: object = {}) =>
    (await world.execute(listScimCredentials, administrator, { zoneId, ...input })).scimCredentials;
  const setStatus = (credentialId: string, newStatus: string) =>
    world.execute(updateScimCredentialStatus, administrator, { zoneId, credentialId, newStatus });
  const remove = (credentialId: string) =>
    world.execute(deleteScimCredential, administrator, { zoneId, credentialId });
  const synchronize = (scimSynchronizationStatus: string) =>
    world.execute(updateScimSynchronizationStatus, administrator, { zoneId, scimSynchronizationStatus });
  const accept = (key: string) => world.execute(acceptScimKey, { kind: 'visitor' }, { key });
  const refused = { kind: 'unauthenticated' };

  it('is told once, and what is stored cannot be used as a key', async () => {
    const { credentialSecret, ...created } = await create({ name: 'Okta' });

    expect(created).toMatchObject({
      ...{ zoneId, name: 'Okta', credentialType: 'BearerToken', credentialStatus: 'Enabled' },
      expireTime: new Date(world.clock.now().getTime() + 365 * day * 1000),
    });
    const everything = JSON.stringify([
      await list(),
      await world.db.selectFrom('scim_credentials').selectAll().execute(),
      await world.db.selectFrom('audit_events').selectAll().execute(),
      world.logged,
    ]);
    expect(everything).not.toContain(credentialSecret.slice(7));
    await synchronize('Enabled');
    expect(await accept(credentialSecret)).toMatchObject({ spaceId: zoneId, name: 'Okta' });
    const { key_hash } = await world.db.selectFrom('scim_credentials').selectAll().executeTakeFirstOrThrow();
    await expect(accept(key_hash)).rejects.toMatchObject(refused);
  });

  it('are two at the most until one has expired, however many are asked for at once', async () => {
    const outcomes = await Promise.allSettled([create(), create(), create({ expireDuration: 3600 })]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const [first] = await list();
    await setStatus(first?.credentialId ?? '', 'Disabled');
    await expect(create()).rejects.toMatchObject({ code: 'ScimCredentialLimitExceeded' });

    world.clock.advance(366 * day);
    await create();
    expect((await list()).map(({ isExpired }) => isExpired)).toEqual([false, true, true]);
  });

  it('are listed for a while after they have expired, and then forgotten', async () => {
    await create({ expireDuration: 3600, name: 'short' });
    await create({ name: 'long' });
    const sweepAfter = async (days: number) => {
      world.clock.advance(days * day);
      await world.execute(sweepScimRequestLog, systemActor, {});
      return (await list()).map(({ name }) => name).sort();
    };

    expect(await sweepAfter(90)).toEqual(['long', 'short']);
    expect(await sweepAfter(1)).toEqual(['long']);
  });

  it.each([
    [3599, 'at least an hour'],
    [99 * 365 * day + 1, 'at most 99 years'],
    [0, 'at least an hour'],
    [3600.5, 'expireDuration'],
  ])('are not valid for %s seconds', async (expireDuration, sentence) => {
    await expect(create({ expireDuration })).rejects.toThrow(sentence);
    expect(await list()).toEqual([]);
  });

  it('take both ends of how long a key may be valid', async () => {
    await create({ expireDuration: 3600 });
    await create({ expireDuration: 99 * 365 * day });
    expect(await list()).toHaveLength(2);
  });

  it('open nothing while disabled, again when enabled, and never once deleted', async () => {
    await synchronize('Enabled');
    const { credentialId, credentialSecret } = await create();
    await setStatus(credentialId, 'Disabled');
    await expect(accept(credentialSecret)).rejects.toMatchObject(refused);
    await setStatus(credentialId, 'Enabled');
    await accept(credentialSecret);

    await remove(credentialId);
    await expect(accept(credentialSecret)).rejects.toMatchObject(refused);
    await expect(remove(credentialId)).rejects.toMatchObject({ code: 'ScimCredentialNotFound' });
    await expect(setStatus(credentialId, 'Enabled')).rejects.toMatchObject({
      code: 'ScimCredentialNotFound',
    });
    await expect(setStatus(credentialId, 'On')).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('open nothing until synchronization is on, and nothing from the moment it is off', async () => {
    const { credentialSecret } = await create();
    await expect(accept(credentialSecret)).rejects.toMatchObject(refused);
    await synchronize('Enabled');
    await accept(credentialSecret);
    await synchronize('Disabled');
    await expect(accept(credentialSecret)).rejects.toMatchObject(refused);
  });

  it('are said to need attention a month before they expire, while they are of use', async () => {
    await create();
    const expiring = async () =>
      (await world.execute(getZoneStatistics, administrator, { zoneId })).zoneStatistics.expiringScimKeyCount;
    await synchronize('Enabled');
    expect(await expiring()).toBe(0);

    world.clock.advance(336 * day);
    expect(await expiring()).toBe(1);
    await setStatus((await list())[0]?.credentialId ?? '', 'Disabled');
    expect(await expiring()).toBe(0);
  });

  it('of another organization are not found by it, nor are its log and switches', async () => {
    const { credentialId, credentialSecret } = await create();
    await synchronize('Enabled');
    const other = await foundSpace(world, {
      ...{ organizationName: 'Southwind', spaceName: 'southwind', email: 'root@southwind.example' },
    });
    const stranger = (zone: string) => ({ zoneId: zone, credentialId, newStatus: 'Disabled', entryId: 1 });
    const switches = { scimSynchronizationStatus: 'Disabled', scimAdoptionStatus: 'Enabled' };
    const actions = [
      ...[createScimCredential, listScimCredentials, updateScimCredentialStatus, deleteScimCredential],
      ...[updateScimSynchronizationStatus, updateScimAdoptionStatus, describeScimSettings],
      ...[listScimRequestLog, getScimRequestLog, deleteScimRequestLog],
    ];
    for (const action of actions) {
      await expect(
        world.execute(action as never, other.administrator, { ...stranger(zoneId), ...switches }),
      ).rejects.toMatchObject({ code: 'ZoneIdNotExist' });
    }
    for (const action of [updateScimCredentialStatus, deleteScimCredential]) {
      await expect(
        world.execute(action as never, other.administrator, stranger(other.zoneId)),
      ).rejects.toMatchObject({ code: 'ScimCredentialNotFound' });
    }
    expect(await accept(credentialSecret)).toMatchObject({ spaceId: zoneId, adopts: false });
  });
});

describe('a delegated administrator', () => {
  let company: DelegatedCompany;
  beforeEach(async () => {
    company = await openDelegatedCompany();
  });

  const write = [
    [createScimCredential, {}],
    [updateScimCredentialStatus, { credentialId: 'x', newStatus: 'Enabled' }],
    [deleteScimCredential, { credentialId: 'x' }],
    [updateScimSynchronizationStatus, { scimSynchronizationStatus: 'Enabled' }],
    [updateScimAdoptionStatus, { scimAdoptionStatus: 'Enabled' }],
    [deleteScimRequestLog, { entryId: 1 }],
  ] as const;
  const read = [listScimCredentials, describeScimSettings, listScimRequestLog] as const;
  const call = (action: unknown, input: object = {}) =>
    company.world.execute(action as never, company.member, { zoneId: company.zoneId, ...input });

  it('of all members reads what the directory does, and speaks for the directory in nothing', async () => {
    await company.entrust('identitycenter');

    for (const action of read) await call(action);
    for (const [action, input] of write) {
      await expect(call(action, input)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await company.world.db.selectFrom('scim_credentials').selectAll().execute()).toEqual([]);
  });

  it('of some members learns nothing of it', async () => {
    await company.entrust('identitycenter', [company.shop]);

    for (const action of read) await expect(call(action)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
