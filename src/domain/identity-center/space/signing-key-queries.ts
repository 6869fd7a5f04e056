import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { SigningKeyTable } from '../../../platform/database/tables.ts';

export interface SigningKey {
  keyId: string;
  state: SigningKeyTable['state'];
  /** PEM, sealed by the vault. */
  privateKeySealed: string;
  certificate: string;
  notAfter: Date;
  createdAt: Date;
}

type Purpose = SigningKeyTable['purpose'];

/** The key that is in use. */
export async function get(db: Transaction, spaceId: string, purpose: Purpose): Promise<SigningKey> {
  const row = await db
    .selectFrom('signing_keys')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('purpose', '=', purpose)
    .where('state', '=', 'current')
    .executeTakeFirstOrThrow();
  return toSigningKey(row);
}

/** The newest first. */
export async function list(db: Transaction, spaceId: string, purpose: Purpose): Promise<SigningKey[]> {
  const rows = await db
    .selectFrom('signing_keys')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .orderBy('key_id')
    .execute();
  return rows.map(toSigningKey);
}

/** Returns undefined when the space has a key in that state already. */
export async function insert(
  db: Transaction,
  spaceId: string,
  purpose: Purpose,
  key: SigningKey,
): Promise<SigningKey | undefined> {
  const row = await db
    .insertInto('signing_keys')
    .values({
      key_id: key.keyId,
      space_id: spaceId,
      purpose,
      state: key.state,
      private_key_sealed: key.privateKeySealed,
      certificate: key.certificate,
      not_after: key.notAfter,
      created_at: key.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toSigningKey(row);
}

/** Moves a key from one state to the next; false when there is none in that state. */
export async function move(
  db: Transaction,
  spaceId: string,
  purpose: Purpose,
  from: SigningKey['state'],
  to: SigningKey['state'],
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signing_keys')
    .set({ state: to })
    .where('space_id', '=', spaceId)
    .where('purpose', '=', purpose)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets a key that is not in use; false when there is no such key. */
export async function remove(
  db: Transaction,
  spaceId: string,
  purpose: Purpose,
  keyId: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('signing_keys')
    .where('space_id', '=', spaceId)
    .where('purpose', '=', purpose)
    .where('key_id', '=', keyId)
    .where('state', '<>', 'current')
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

const toSigningKey = (row: Selectable<SigningKeyTable>): SigningKey => ({
  keyId: row.key_id,
  state: row.state,
  privateKeySealed: row.private_key_sealed,
  certificate: row.certificate,
  notAfter: row.not_after,
  createdAt: row.created_at,
});
