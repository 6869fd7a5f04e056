import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { ScimCredentialTable } from '../../../platform/database/tables.ts';
import type { ScimCredential } from './scim-credential.ts';

interface NewCredential extends Pick<ScimCredential, 'credentialId' | 'name' | 'createTime' | 'expireTime'> {
  keyHash: string;
}

/** Those that have not expired, disabled ones as well: they may be enabled again. */
export async function countLive(db: Transaction, spaceId: string, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('scim_credentials')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('space_id', '=', spaceId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return count;
}

export async function insert(db: Transaction, spaceId: string, credential: NewCredential): Promise<void> {
  await db
    .insertInto('scim_credentials')
    .values({
      credential_id: credential.credentialId,
      space_id: spaceId,
      name: credential.name,
      key_hash: credential.keyHash,
      status: 'Enabled',
      created_at: credential.createTime,
      expires_at: credential.expireTime,
    })
    .execute();
}

/** The newest first. */
export async function list(
  db: Transaction,
  spaceId: string,
  now: Date,
  credentialId?: string,
): Promise<ScimCredential[]> {
  let query = db.selectFrom('scim_credentials').selectAll().where('space_id', '=', spaceId);
  if (credentialId !== undefined) query = query.where('credential_id', '=', credentialId);
  const rows = await query.orderBy('created_at', 'desc').orderBy('credential_id').execute();
  return rows.map((row) => toCredential(row, now));
}

/** Returns the name and the state until now; undefined when there is no such key. */
export async function setStatus(
  db: Transaction,
  spaceId: string,
  credentialId: string,
  status: ScimCredential['status'],
): Promise<Pick<ScimCredential, 'name' | 'status'> | undefined> {
  const before = await db
    .selectFrom('scim_credentials')
    .select(['name', 'status'])
    .where('space_id', '=', spaceId)
    .where('credential_id', '=', credentialId)
    .forUpdate()
    .executeTakeFirst();
  await db
    .updateTable('scim_credentials')
    .set({ status })
    .where('space_id', '=', spaceId)
    .where('credential_id', '=', credentialId)
    .execute();
  return before;
}

/** Returns what the key was called; undefined when there was none. */
export async function remove(
  db: Transaction,
  spaceId: string,
  credentialId: string,
): Promise<Pick<ScimCredential, 'name' | 'status'> | undefined> {
  return db
    .deleteFrom('scim_credentials')
    .where('space_id', '=', spaceId)
    .where('credential_id', '=', credentialId)
    .returning(['name', 'status'])
    .executeTakeFirst();
}

const toCredential = (row: Selectable<ScimCredentialTable>, now: Date): ScimCredential => ({
  zoneId: row.space_id,
  credentialId: row.credential_id,
  credentialType: 'BearerToken',
  status: row.status,
  createTime: row.created_at,
  expireTime: row.expires_at,
  name: row.name,
  isExpired: row.expires_at <= now,
  lastUsedTime: row.last_used_at,
  refusedTime: row.refused_at,
});
