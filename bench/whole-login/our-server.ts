import { systemActor } from '../../src/action/actor.ts';
import { catalogue } from '../../src/catalogue.ts';
import { readConfig } from '../../src/config.ts';
import { setUpIdentityCenter } from '../../src/domain/identity-center/space/set-up-identity-center.ts';
import { setExternalSamlIdentityProvider } from '../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { createUser } from '../../src/domain/identity-center/users/create-user.ts';
import { startWorker } from '../../src/doors/worker/worker.ts';
import { createLog } from '../../src/platform/log.ts';
import { openProduct, type Product, productApp } from '../../src/product.ts';
import { userName } from '../company.ts';
import { serve } from './measured-server.ts';

/**
 * The product as `main.ts` starts it in production, its log and its worker included; only the embedded database
 * is in memory.
 */
const config = { ...readConfig(process.env), dataFolder: '' };
const log = createLog(config.logLevel);
const product = await openProduct(config, log);
await employ(product);
await startWorker(product.jobs, {
  execute: product.execute,
  keepUp: product.database.keepUp,
  catalogue,
  log,
});
// A login of ours is expected because somebody has asked for it at `/saml/northwind/login`.
serve(productApp(config, product, log), async () => {});

/** A space with employees and the identity provider whose metadata the environment holds. */
async function employ({ execute }: Product): Promise<void> {
  const { zoneId, organizationId, adminUin } = await execute(setUpIdentityCenter, systemActor, {
    organizationName: 'Northwind',
    accountName: 'Northwind HQ',
    spaceName: 'northwind',
    email: 'root@northwind.example',
    password: 'correct horse battery',
  });
  const administrator = {
    kind: 'principal',
    identity: { type: 'root' },
    organizationId,
    uin: adminUin,
  } as const;
  await execute(setExternalSamlIdentityProvider, administrator, {
    zoneId,
    encodedMetadataDocument: process.env.BENCH_METADATA,
    ssoStatus: 'Enabled',
  });
  for (let number = 0; number < Number(process.env.BENCH_EMPLOYEES); number += 1) {
    await execute(createUser, administrator, { zoneId, userName: userName(number) });
  }
}
