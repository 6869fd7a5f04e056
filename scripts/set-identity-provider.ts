import { readFile } from 'node:fs/promises';
import { readConfig } from '../src/config.ts';
import { setExternalSamlIdentityProvider } from '../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { createLog } from '../src/platform/log.ts';
import { openProduct } from '../src/product.ts';

/** `npm run set-identity-provider -- <space> <metadata.xml>`: trust the identity provider of that document. */
const [spaceName, file] = process.argv.slice(2);
if (!spaceName || !file) {
  console.error('Usage: npm run set-identity-provider -- <space name> <metadata file>');
  process.exit(1);
}
try {
  const document = await readFile(file);
  const config = readConfig(process.env);
  const product = await openProduct(config, createLog('warn'));
  const space = await product.database.db
    .selectFrom('spaces')
    .innerJoin('organizations', 'organizations.organization_id', 'spaces.organization_id')
    .select(['space_id', 'organizations.organization_id', 'admin_uin'])
    .where('spaces.name', '=', spaceName)
    .executeTakeFirst();
  if (!space) throw new Error(`There is no space named "${spaceName}".`);
  const { certificateIds } = await product.execute(
    setExternalSamlIdentityProvider,
    {
      kind: 'principal',
      organizationId: space.organization_id,
      uin: space.admin_uin,
      identity: { type: 'root' },
    },
    { zoneId: space.space_id, encodedMetadataDocument: document.toString('base64'), ssoStatus: 'Enabled' },
  );
  await product.close();
  console.log(`The space ${spaceName} now trusts ${certificateIds.length} certificate(s) of ${file}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
