import { sql } from 'kysely';
import type { Principal } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';

/** What a signature by temporary keys is checked with, and who it is when the signature is right. */
export interface TemporaryKey {
  /** For the vault; the secret key that requests are signed with. */
  secretKeySealed: string;
  expiresAt: Date;
  principal: Principal;
}

interface Row {
  uin: number;
  organizationId: number | null;
  roleId: string | null;
  roleName: string | null;
  sessionName: string;
  sessionId: string;
  requesterUin: number;
  userName: string | null;
  policy: string | null;
  issuedAt: Date;
  expiresAt: Date;
  secretKeySealed: string;
}

/**
 * By the key's id and its token, which belong together. Before anybody is known, so there is no account to ask
 * within. Whether the session still stands is asked of the principal, as of any other.
 */
export async function find(
  db: Transaction,
  secretId: string,
  tokenHash: string,
  now: Date,
): Promise<TemporaryKey | undefined> {
  const { rows } = await sql<Row>`
    select s.uin, o.organization_id as "organizationId", s.role_id as "roleId", r.role_name as "roleName",
           s.session_name as "sessionName", s.session_id as "sessionId", s.requester_uin as "requesterUin",
           u.user_name as "userName", s.policy, s.issued_at as "issuedAt", s.expires_at as "expiresAt",
           s.secret_key_sealed as "secretKeySealed"
    from sts_sessions s
    left join organizations o on o.admin_uin = s.uin
    left join cam_roles r on r.role_id = s.role_id
    left join cam_users u on u.user_uin = s.cam_user_uin
    where s.secret_id = ${secretId} and s.token_hash = ${tokenHash} and s.expires_at > ${now}`.execute(db);
  const [row] = rows;
  return (
    row && { secretKeySealed: row.secretKeySealed, expiresAt: row.expiresAt, principal: toPrincipal(row) }
  );
}

const toPrincipal = (row: Row): Principal => ({
  kind: 'principal',
  uin: row.uin,
  ...(row.organizationId !== null && { organizationId: row.organizationId }),
  identity: toIdentity(row),
});

function toIdentity(row: Row): Principal['identity'] {
  const session = { sessionId: row.sessionId, issuedAt: row.issuedAt.toISOString() };
  if (row.roleId !== null && row.roleName !== null) {
    const { roleId, roleName, sessionName, requesterUin, policy } = row;
    const role = { type: 'role', roleId, roleName, sessionName, requesterUin, ...session } as const;
    return policy === null ? role : { ...role, sessionPolicy: policy };
  }
  return {
    type: 'federated-user',
    userUin: row.requesterUin,
    ...(row.userName !== null && { userName: row.userName }),
    name: row.sessionName,
    ...session,
    // The table holds no federated user without one.
    sessionPolicy: row.policy ?? '',
  };
}
