import type { Transaction } from '../../../platform/database/database.ts';
import type { SamlProvider } from './saml-provider.ts';

export async function find(db: Transaction, uin: number, name: string): Promise<SamlProvider | undefined> {
  const row = await db
    .selectFrom('cam_saml_providers')
    .selectAll()
    .where('uin', '=', uin)
    .where('name', '=', name)
    .executeTakeFirst();
  return (
    row && {
      name: row.name,
      description: row.description,
      entityId: row.entity_id,
      metadataDocument: row.metadata_document,
      certificates: row.certificates as string[],
    }
  );
}

/** Creates the provider, or replaces what the one of that name says. */
export async function put(
  db: Transaction,
  uin: number,
  provider: SamlProvider,
  spaceId: string | null,
  now: Date,
): Promise<void> {
  const changes = {
    description: provider.description,
    entity_id: provider.entityId,
    metadata_document: provider.metadataDocument,
    certificates: JSON.stringify(provider.certificates),
    updated_at: now,
  };
  await db
    .insertInto('cam_saml_providers')
    .values({ uin, name: provider.name, space_id: spaceId, created_at: now, ...changes })
    .onConflict((conflict) => conflict.columns(['uin', 'name']).doUpdateSet(changes))
    .execute();
}
