import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../../src/action/actor.ts';
import { refreshMetadata } from '../../../../src/domain/identity-center/sso/refresh-metadata.ts';
import { scheduleMetadataRefresh } from '../../../../src/domain/identity-center/sso/schedule-metadata-refresh.ts';
import {
  impostor,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../../support/identity-provider.ts';
import { createPerson } from '../../../support/northwind.ts';
import { makeCertificate } from './certificates.ts';
import { startMetadataServer } from './metadata-server.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('metadata that has an address', () => {
  let server: Awaited<ReturnType<typeof startMetadataServer>>;
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  beforeAll(async () => {
    server = await startMetadataServer();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    sso = await openNorthwind();
    sso.world.settings.metadataPrivateHosts = ['localhost'];
    idp = await testIdentityProvider();
    server.says(idp.metadata);
    await sso.propose({ metadataUrl: server.url, isEnabled: true });
    await sso.apply();
    server.asked.length = 0;
  });

  const schedule = () => sso.world.execute(scheduleMetadataRefresh, systemActor, {});
  async function refresh() {
    await schedule();
    return sso.world.runJobs();
  }
  const settings = async () => (await sso.describe()).configuration;

  it('is read when it is proposed, and used like any other', async () => {
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');

    expect(await settings()).toMatchObject({ entityId: idp.entityId, metadataUrl: server.url });
    expect(await sso.logIn(idp)).toBe('accepted');
    expect(JSON.stringify((await everythingStored(sso.world)).audit)).not.toContain('EntityDescriptor');
  });

  it('brings a new certificate by itself, as a revision of the product’s own', async () => {
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
    const next = await impostor();
    server.says(next.metadata);
    sso.world.clock.advance(3600);
    await refresh();

    expect([await sso.logIn(idp), await sso.logIn(next)]).toEqual(['refused', 'accepted']);
    expect((await sso.history())[0]).toEqual({
      revision: 2,
      changedAt: sso.world.clock.now(),
      changes: [expect.objectContaining({ to: '' }), expect.objectContaining({ from: '' })],
    });
    expect(await sso.describe()).toMatchObject({ refreshedAt: sso.world.clock.now(), refreshProblem: '' });
  });

  it('is read every six hours, once for all that ask at the same time', async () => {
    expect(await refresh()).toBe(1);
    expect(await refresh()).toBe(0);
    sso.world.clock.advance(21_600);
    expect(await refresh()).toBe(0);
    sso.world.clock.advance(1);
    await Promise.all([schedule(), schedule(), schedule()]);

    expect(await sso.world.runJobs()).toBe(1);
    expect(server.asked).toEqual(['/metadata', '/metadata']);
  });

  it('that says the same leaves no revision, and leaves prepared settings alone', async () => {
    await sso.propose({ allowsCbc: true });
    const { candidate } = await sso.describe();
    await refresh();

    expect(await sso.history()).toHaveLength(1);
    expect((await sso.describe()).candidate).toEqual(candidate);
    expect((await sso.describe()).refreshProblem).toBe('');
  });

  it('takes no certificate away that a person added', async () => {
    const added = await makeCertificate();
    await sso.propose({ addCertificate: added });
    await sso.apply();
    server.says((await impostor()).metadata);
    await refresh();

    expect((await settings()).certificates.map(({ source }) => source)).toEqual(['metadata', 'manual']);
    expect((await settings()).certificates[1]?.pem).toBe(added.trim());
  });

  it('counts no more once the settings have another address, or none', async () => {
    for (const metadataUrl of [`${server.url}/new`, '']) {
      await schedule();
      await sso.propose({ metadataUrl });
      await sso.apply();
      const before = await sso.describe();
      server.says((await impostor()).metadata);

      expect(await sso.world.runJobs()).toBe(1);
      expect(await sso.describe()).toEqual(before);
      sso.world.clock.advance(21_601);
      server.says(idp.metadata);
    }
    expect(await refresh()).toBe(0);
  });

  it('leaves no problem behind once its address is given up', async () => {
    server.fails(500);
    await refresh();
    await sso.propose({ metadataUrl: '' });
    await sso.apply();

    expect(await sso.describe()).toMatchObject({ configuration: { metadataUrl: '' }, refreshProblem: '' });
  });

  it('is read again by the product alone, and for a space that exists', async () => {
    const input = { spaceId: sso.zoneId, metadataUrl: server.url };
    const before = await sso.describe();

    for (const action of [refreshMetadata, scheduleMetadataRefresh]) {
      await expect(sso.world.execute(action as never, sso.administrator, input)).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
    await sso.world.execute(refreshMetadata, systemActor, { ...input, spaceId: 'z-9999' });
    expect(await sso.describe()).toEqual(before);
  });
});
