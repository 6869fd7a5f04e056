import type { Transaction } from '../../../platform/database/database.ts';
import type { SigningKeyTable } from '../../../platform/database/tables.ts';

export interface SigningKey {
  /** PEM, sealed by the vault. */
  privateKeySealed: string;
  certificate: string;
  notAfter: Date;
}

export async function get(
  db: Transaction,
  spaceId: string,
  purpose: SigningKeyTable['purpose'],
): Promise<SigningKey> {
  const row = await db
    .selectFrom('signing_keys')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('purpose', '=', purpose)
    .executeTakeFirstOrThrow();
  return { privateKeySealed: row.private_key_sealed, certificate: row.certificate, notAfter: row.not_after };
}

export async function insert(
  db: Transaction,
  spaceId: string,
  purpose: SigningKeyTable['purpose'],
  key: SigningKey,
  now: Date,
): Promise<void> {
  await db
    .insertInto('signing_keys')
    .values({
      space_id: spaceId,
      purpose,
      private_key_sealed: key.privateKeySealed,
      certificate: key.certificate,
      not_after: key.notAfter,
      created_at: now,
    })
    .execute();
}
