import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CamSamlProviderTable } from '../../../platform/database/tables.ts';
import type { SamlProvider, StoredSamlProvider } from './saml-provider.ts';

export async function find(
  db: Transaction,
  uin: number,
  name: string,
): Promise<StoredSamlProvider | undefined> {
  const row = await db
    .selectFrom('cam_saml_providers')
    .selectAll()
    .where('uin', '=', uin)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && toSamlProvider(row);
}

export async function list(db: Transaction, uin: number): Promise<StoredSamlProvider[]> {
  const rows = await db
    .selectFrom('cam_saml_providers')
    .selectAll()
    .where('uin', '=', uin)
    .orderBy('name')
    .execute();
  return rows.map(toSamlProvider);
}

/** False when the account already has a provider of that name. */
export async function insert(
  db: Transaction,
  uin: number,
  provider: SamlProvider,
  now: Date,
): Promise<boolean> {
  const result = await db
    .insertInto('cam_saml_providers')
    .values({ uin, name: provider.name, space_id: null, created_at: now, ...contentOf(provider, now) })
    .onConflict((conflict) => conflict.columns(['uin', 'name']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Creates the provider, or replaces what the one of that name says. */
export async function put(
  db: Transaction,
  uin: number,
  provider: SamlProvider,
  spaceId: string | null,
  now: Date,
): Promise<void> {
  const content = contentOf(provider, now);
  await db
    .insertInto('cam_saml_providers')
    .values({ uin, name: provider.name, space_id: spaceId, created_at: now, ...content })
    .onConflict((conflict) => conflict.columns(['uin', 'name']).doUpdateSet(content))
    .execute();
}

export async function update(db: Transaction, uin: number, provider: SamlProvider, now: Date): Promise<void> {
  await db
    .updateTable('cam_saml_providers')
    .set(contentOf(provider, now))
    .where('uin', '=', uin)
    .where('name', '=', provider.name)
    .execute();
}

export async function remove(db: Transaction, uin: number, name: string): Promise<void> {
  await db.deleteFrom('cam_saml_providers').where('uin', '=', uin).where('name', '=', name).execute();
}

const contentOf = (provider: SamlProvider, now: Date) => ({
  description: provider.description,
  entity_id: provider.entityId,
  metadata_document: provider.metadataDocument,
  certificates: JSON.stringify(provider.certificates),
  updated_at: now,
});

const toSamlProvider = (row: Selectable<CamSamlProviderTable>): StoredSamlProvider => ({
  name: row.name,
  description: row.description,
  entityId: row.entity_id,
  metadataDocument: row.metadata_document,
  certificates: row.certificates as string[],
  spaceId: row.space_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
