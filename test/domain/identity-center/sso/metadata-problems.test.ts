import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../../src/action/actor.ts';
import { scheduleMetadataRefresh } from '../../../../src/domain/identity-center/sso/schedule-metadata-refresh.ts';
import { type TestIdentityProvider, testIdentityProvider } from '../../../support/identity-provider.ts';
import { makeCertificate } from './certificates.ts';
import { writeMetadata } from './metadata.ts';
import { startMetadataServer } from './metadata-server.ts';
import { type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('metadata that is read again and', () => {
  let server: Awaited<ReturnType<typeof startMetadataServer>>;
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  beforeAll(async () => {
    server = await startMetadataServer();
    sso = await openNorthwind();
    sso.world.settings.metadataPrivateHosts = ['localhost'];
    idp = await testIdentityProvider();
    server.says(idp.metadata);
    await sso.propose({ metadataUrl: server.url, isEnabled: true });
    await sso.apply();
    await sso.propose({ allowsCbc: true });
  });
  afterAll(() => server.stop());

  async function refresh() {
    sso.world.clock.advance(21_601);
    await sso.world.execute(scheduleMetadataRefresh, systemActor, {});
    return sso.world.runJobs();
  }

  const problems: [string, () => unknown, RegExp][] = [
    [
      'is of another identity provider',
      async () => server.says((await testIdentityProvider('https://evil.example.com')).metadata),
      /^The metadata is of "https:\/\/evil\.example\.com"; "https:\/\/idp\.example\.com\/metadata" is expected\.$/,
    ],
    ['is broken', () => server.says('<html>Service unavailable</html>'), /EntityDescriptor is expected/],
    ['is empty', () => server.says(''), /not readable XML/],
    ['is gone', () => server.fails(404), /answered 404/],
    ['has moved', () => server.fails(302, { location: '/elsewhere' }), /answered 302/],
    [
      'has ended',
      () => server.says(idp.metadata.replace(' entityID', ' validUntil="2026-07-29T00:00:00Z" entityID')),
      /was valid until/,
    ],
    [
      'has only a certificate that has ended',
      async () =>
        server.says(
          writeMetadata({ certificates: [await makeCertificate({ until: '2026-02-01T00:00:00Z' })] }),
        ),
      /expired at/,
    ],
    [
      'leads people to an open line',
      () => server.says(idp.metadata.replaceAll('https://idp.example.com/sso', 'http://idp.example.com/sso')),
      /http:\/\/idp\.example\.com\/sso/,
    ],
  ];
  it.each(problems)(
    'that %s changes nothing, and says so until it is well again',
    async (_what, spoil, problem) => {
      await sso.propose({ allowsCbc: true });
      const before = await sso.describe();
      await spoil();
      await refresh();

      const { refreshedAt, refreshProblem, ...after } = await sso.describe();
      expect(after).toEqual({ ...before, refreshedAt: undefined, refreshProblem: undefined });
      expect(refreshProblem).toMatch(problem);
      expect(refreshedAt).toEqual(sso.world.clock.now());
      expect(await sso.history()).toHaveLength(1);

      server.says(idp.metadata);
      sso.world.clock.advance(21_601);
      await refresh();
      expect((await sso.describe()).refreshProblem).toBe('');
    },
  );
});
