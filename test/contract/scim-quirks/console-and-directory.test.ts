import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createScimCredential } from '../../../src/domain/identity-center/scim/create-scim-credential.ts';
import { listScimCredentials } from '../../../src/domain/identity-center/scim/list-scim-credentials.ts';
import { listScimRequestLog } from '../../../src/domain/identity-center/scim/list-scim-request-log.ts';
import { updateScimAdoptionStatus } from '../../../src/domain/identity-center/scim/update-scim-adoption-status.ts';
import { updateScimCredentialStatus } from '../../../src/domain/identity-center/scim/update-scim-credential-status.ts';
import { updateScimSynchronizationStatus } from '../../../src/domain/identity-center/scim/update-scim-synchronization-status.ts';
import { deleteUser } from '../../../src/domain/identity-center/users/delete-user.ts';
import { updateUser } from '../../../src/domain/identity-center/users/update-user.ts';
import { createPerson } from '../../support/northwind.ts';
import { ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('what administrators decide, as the directory finds it', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let credentialId: string;
  let scim: ScimClient;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
    const created = await world.execute(createScimCredential, administrator, {
      ...{ zoneId, name: 'Entra ID', expireDuration: 3600 },
    });
    credentialId = created.credentialId;
    scim = new ScimClient(world, created.credentialSecret);
    await synchronize('Enabled');
  });

  const synchronize = (scimSynchronizationStatus: string) =>
    world.execute(updateScimSynchronizationStatus, administrator, { zoneId, scimSynchronizationStatus });
  const setStatus = (newStatus: string) =>
    world.execute(updateScimCredentialStatus, administrator, { zoneId, credentialId, newStatus });
  const log = async (input: object = {}) =>
    (await world.execute(listScimRequestLog, administrator, { zoneId, ...input })).objects;
  const post = (userName: string) => scim.post('/Users', { schemas: [userSchema], userName });

  it('is a key that opens from one request to the next, or not, and says so as HTTP does', async () => {
    expect((await scim.get('/Users')).status).toBe(200);
    const spoilt: [() => Promise<unknown>, () => Promise<unknown>][] = [
      [() => setStatus('Disabled'), () => setStatus('Enabled')],
      [() => synchronize('Disabled'), () => synchronize('Enabled')],
      [async () => world.clock.advance(3600), async () => {}],
    ];
    for (const [spoil, mend] of spoilt) {
      await spoil();
      const refused = await scim.post('/Users', { schemas: [userSchema], userName: 'mallory' });
      expect([refused.status, refused.headers['www-authenticate']]).toEqual([
        401,
        'Bearer realm="SCIM", error="invalid_token"',
      ]);
      await mend();
    }
    expect(await world.db.selectFrom('users').selectAll().execute()).toEqual([]);
    const [key] = (await world.execute(listScimCredentials, administrator, { zoneId })).scimCredentials;
    expect(key).toMatchObject({ isExpired: true });
    expect(key?.lastUsedTime).not.toBe(null);
    expect(key?.refusedTime).not.toBe(null);
  });

  it('is on record under the name of the key, and in the log of the user whom it was about', async () => {
    await createPerson(world, administrator, zoneId, 'alice');
    expect((await post('Alice')).status).toBe(409);
    const [refused] = await log({ onlyFailing: true });
    expect(refused).toMatchObject({
      name: 'Alice',
      lastError: { status: 409, error: { scimType: 'uniqueness' } },
    });

    await world.execute(updateScimAdoptionStatus, administrator, { zoneId, scimAdoptionStatus: 'Enabled' });
    const { body } = await post('Alice');
    expect(await log({ onlyFailing: true })).toEqual([]);
    expect(await log()).toMatchObject([
      { resourceId: body.id, lastRequest: { status: 201, keyName: 'Entra ID' } },
    ]);
    const events = await world.db.selectFrom('audit_events').selectAll().orderBy('event_id').execute();
    const byDirectory = events.filter(
      ({ actor_name }) => actor_name === `directory/Entra ID/${credentialId}`,
    );
    expect(byDirectory.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['organization:CreateSCIMUser', 'refused'],
      ['organization:CreateSCIMUser', 'done'],
    ]);
    expect(new Set(byDirectory.map(({ organization_id }) => organization_id)).size).toBe(1);
    expect(byDirectory[0]?.organization_id).toBe(administrator.organizationId);
  });

  it('is the directory’s alone while synchronization is on, and looked after by people while it is off', async () => {
    const { id: userId } = await scim.createUser('alice', { displayName: 'Alice' });
    const change = { zoneId, userId, newDisplayName: 'By hand' };
    await expect(world.execute(updateUser, administrator, change)).rejects.toMatchObject({
      code: 'SynchronizedUserNotUpdate',
    });

    await synchronize('Disabled');
    await world.execute(updateUser, administrator, change);
    await synchronize('Enabled');
    expect((await scim.get(`/Users/${userId}`)).body.displayName).toBe('By hand');
    await scim.patch(`/Users/${userId}`, [{ op: 'replace', path: 'displayName', value: 'Alice' }]);
    expect((await scim.get(`/Users/${userId}`)).body.displayName).toBe('Alice');
    await expect(world.execute(deleteUser, administrator, { zoneId, userId })).rejects.toMatchObject({
      code: 'SynchronizedUserNotDelete',
    });
  });
});
