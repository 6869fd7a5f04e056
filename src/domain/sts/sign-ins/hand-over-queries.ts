import type { Principal } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';

export interface HandOver {
  principal: Principal;
  endsAt: Date;
}

export async function insert(
  db: Transaction,
  uin: number,
  { principal, endsAt }: HandOver,
  { tokenHash, expiresAt }: { tokenHash: string; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('console_hand_overs')
    .values({
      token_hash: tokenHash,
      uin,
      principal: JSON.stringify(principal),
      ends_at: endsAt,
      expires_at: expiresAt,
    })
    .execute();
}

/** Once: whoever comes second finds nothing. */
export async function consume(db: Transaction, tokenHash: string, now: Date): Promise<HandOver | undefined> {
  const row = await db
    .deleteFrom('console_hand_overs')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returning(['principal', 'ends_at'])
    .executeTakeFirst();
  return row && { principal: row.principal as Principal, endsAt: row.ends_at };
}
