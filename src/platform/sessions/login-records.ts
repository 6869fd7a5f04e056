import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { hashSecret } from '../secrets.ts';

/** A login to the portal is its session: whoever holds the secret is that person until the login ends. */
export interface LoginRecord {
  loginId: string;
  spaceId: string;
  userId: string;
  expiresAt: Date;
}

export interface LoginRecords {
  find(sessionSecret: string): Promise<LoginRecord | undefined>;
  end(sessionSecret: string): Promise<void>;
}

export function loginRecords(db: Database, clock: Clock): LoginRecords {
  return {
    async find(sessionSecret) {
      const row = await db
        .selectFrom('portal_logins')
        .select(['login_id', 'space_id', 'user_id', 'expires_at'])
        .where('session_hash', '=', hashSecret(sessionSecret))
        .where('ended_at', 'is', null)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      return (
        row && {
          loginId: row.login_id,
          spaceId: row.space_id,
          userId: row.user_id,
          expiresAt: row.expires_at,
        }
      );
    },
    async end(sessionSecret) {
      await db
        .updateTable('portal_logins')
        .set({ ended_at: clock.now() })
        .where('session_hash', '=', hashSecret(sessionSecret))
        .where('ended_at', 'is', null)
        .execute();
    },
  };
}
