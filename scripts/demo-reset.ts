import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demoTrackingFolder } from '../demo/demo-administration.ts';
import { readConfig } from '../src/config.ts';
import { lockFolder } from '../src/platform/database/folder-lock.ts';

/** Forgets the demo: the next `npm start` loads it anew. Refuses while the product runs, and in production. */
const config = readConfig(process.env);
if (config.isProduction || config.databaseUrl) {
  console.error(
    'demo:reset only empties the embedded database outside production. Found NODE_ENV=production or DATABASE_URL.',
  );
  process.exit(1);
}
const lock = await lockFolder(config.dataFolder).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
for (const name of ['postgres', 'demo.json', 'demo-loading', 'demo-identity-provider', 'secrets.json']) {
  await rm(join(config.dataFolder, name), { recursive: true, force: true });
}
await rm(join(config.settings.trackingFolder, demoTrackingFolder), { recursive: true, force: true });
await lock.release();
console.log(`The demo in ${config.dataFolder} is gone. \`npm start\` loads it anew.`);
