import { type ExpressionBuilder, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { StsSessionTable, Tables } from '../../../platform/database/tables.ts';
import type { ListedSession, Requester, Session, SessionSource } from './session.ts';

/** Returns false when something that the session hangs on is no longer there. */
export async function insert(db: Transaction, uin: number, session: Session): Promise<boolean> {
  try {
    await db.insertInto('sts_sessions').values(toRow(uin, session)).execute();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === foreignKeyViolation) return false;
    throw error;
  }
}

const foreignKeyViolation = '23503';

function toRow(uin: number, { requester, keys, ...session }: Session): StsSessionTable {
  return {
    session_id: session.sessionId,
    uin,
    kind: session.kind,
    role_id: session.roleId ?? null,
    session_name: session.sessionName,
    secret_id: keys?.secretId ?? null,
    secret_key_sealed: keys?.secretKeySealed ?? null,
    token_hash: keys?.tokenHash ?? null,
    ...requesterColumns(requester),
    policy: session.policy ?? null,
    tags: JSON.stringify(session.tags),
    issued_at: session.issuedAt,
    expires_at: session.expiresAt,
  };
}

function requesterColumns(requester: Requester) {
  const { parent, provider, source } = requester;
  return {
    requester_uin: requester.requesterUin,
    source_kind: source.kind,
    source_name: source.name,
    cam_user_uin: requester.camUserUin ?? parent?.camUserUin ?? null,
    access_key_id: requester.accessKeyId ?? parent?.accessKeyId ?? null,
    password_version: requester.passwordVersion ?? parent?.passwordVersion ?? null,
    provider_uin: provider?.uin ?? null,
    provider_name: provider?.name ?? null,
    user_sso_id: requester.userSsoId ?? null,
    parent_id: parent?.sessionId ?? null,
    entry_id: requester.entryId ?? null,
    chain_length: (parent?.chainLength ?? 0) + 1,
  };
}

/** Ends one session, and those that it asked for. */
export async function remove(db: Transaction, uin: number, sessionId: string): Promise<void> {
  await db.deleteFrom('sts_sessions').where('uin', '=', uin).where('session_id', '=', sessionId).execute();
}

/** The sessions of a role that last, newest first. */
export async function listOfRole(
  db: Transaction,
  uin: number,
  roleId: string,
  { filter, offset, maxResults }: Listing,
  now: Date,
): Promise<Page<ListedSession>> {
  const lasting = db
    .selectFrom('sts_sessions')
    .innerJoin('cam_roles', 'cam_roles.role_id', 'sts_sessions.role_id')
    .leftJoin('sts_role_revocations', 'sts_role_revocations.role_id', 'sts_sessions.role_id')
    .where('sts_sessions.uin', '=', uin)
    .where('sts_sessions.role_id', '=', roleId)
    .where('expires_at', '>', now)
    .where(sql<boolean>`(revoked_before is null or issued_at > revoked_before)`)
    .where(sql<boolean>`(secret_id is not null or console_login)`)
    .where(matches(filter));
  const { total } = await lasting
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await lasting
    .select(['session_id', 'session_name', 'secret_id', 'source_kind', 'source_name', 'policy'])
    .select(['issued_at', 'expires_at'])
    .orderBy('issued_at', 'desc')
    .orderBy('session_id')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items: rows.map(toListed), total };
}

const matches = (filter: string) => (where: ExpressionBuilder<Tables, 'sts_sessions'>) =>
  where.or([
    where('session_name', 'ilike', containing(filter)),
    where('source_name', 'ilike', containing(filter)),
  ]);

type ListedRow = Pick<
  StsSessionTable,
  'session_id' | 'session_name' | 'secret_id' | 'source_kind' | 'source_name' | 'policy'
> & { issued_at: Date; expires_at: Date };

const toListed = (row: ListedRow): ListedSession => ({
  sessionId: row.session_id,
  sessionName: row.session_name,
  access: row.secret_id === null ? 'console' : 'keys',
  source: { kind: row.source_kind, name: row.source_name } satisfies SessionSource,
  hasPolicy: row.policy !== null,
  issuedAt: row.issued_at,
  expiresAt: row.expires_at,
});

/** Rows that count for nobody any more, in every account alike. */
export async function removeExpired(db: Transaction, now: Date): Promise<void> {
  await db.deleteFrom('sts_sessions').where('expires_at', '<=', now).execute();
}
