import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { hashSecret } from '../secrets.ts';

/** Where web sessions are kept, so that they outlive the process and are shared by all nodes. */
export interface SessionRecords {
  find(sessionId: string): Promise<object | undefined>;
  save(sessionId: string, content: object, expiresAt: Date): Promise<void>;
  remove(sessionId: string): Promise<void>;
}

export function sessionRecords(db: Database, clock: Clock): SessionRecords {
  return {
    async find(sessionId) {
      const row = await db
        .selectFrom('web_sessions')
        .select('content')
        .where('session_hash', '=', hashSecret(sessionId))
        .where('expires_at', '>', clock.now())
        .executeTakeFirst();
      return row?.content as object | undefined;
    },
    async save(sessionId, content, expiresAt) {
      const row = { content: JSON.stringify(content), expires_at: expiresAt };
      await db
        .insertInto('web_sessions')
        .values({ session_hash: hashSecret(sessionId), ...row })
        .onConflict((conflict) => conflict.column('session_hash').doUpdateSet(row))
        .execute();
    },
    async remove(sessionId) {
      await db.deleteFrom('web_sessions').where('session_hash', '=', hashSecret(sessionId)).execute();
    },
  };
}
