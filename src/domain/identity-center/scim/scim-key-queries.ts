import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** How exactly the last use of a key is known, so that a stream of requests does not write with each of them. */
const usedEvery = '1 minute';

export interface FoundKey {
  spaceId: string;
  credentialId: string;
  name: string;
  isAccepted: boolean;
  adopts: boolean;
}

/**
 * The key of that hash, whoever's it is, and whether it opens its space now; notes that it was used, or turned away, where that
 * is not known yet. Every request of a directory begins with it, so most of them only read.
 */
export async function use(db: Transaction, keyHash: string, now: Date): Promise<FoundKey | undefined> {
  const { rows } = await sql<FoundKey & { isNoted: boolean }>`
    select space_id as "spaceId", credential_id as "credentialId", name, is_accepted as "isAccepted",
           is_adopting as "adopts", is_noted as "isNoted"
    from scim_key(${keyHash}, ${now}, ${usedEvery}::interval)`.execute(db);
  const [found] = rows;
  if (!found) return undefined;
  const { isNoted, ...key } = found;
  if (!isNoted) await note(db, key, now);
  return key;
}

/** Whether a key that was let in is still good, by the rule that let it in. */
export async function isAccepted(
  db: Transaction,
  spaceId: string,
  credentialId: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ isAccepted: boolean }>`
    select key.is_accepted as "isAccepted"
    from scim_credentials c, scim_key(c.key_hash, ${now}, ${usedEvery}::interval) key
    where c.space_id = ${spaceId} and c.credential_id = ${credentialId}`.execute(db);
  return rows[0]?.isAccepted ?? false;
}

async function note(
  db: Transaction,
  { spaceId, credentialId, isAccepted }: FoundKey,
  now: Date,
): Promise<void> {
  await db
    .updateTable('scim_credentials')
    .set(isAccepted ? { last_used_at: now } : { refused_at: now })
    .where('space_id', '=', spaceId)
    .where('credential_id', '=', credentialId)
    .execute();
}

/** In every space alike: those that expired before. */
export async function removeExpired(db: Transaction, before: Date): Promise<void> {
  await db.deleteFrom('scim_credentials').where('expires_at', '<', before).execute();
}
