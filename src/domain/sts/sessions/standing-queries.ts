import { sql } from 'kysely';
import type { CamUserIdentity, RoleSession, RootUser } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { ParentSession } from './session.ts';

/**
 * A session that lasts. It is there as long as all that it was made from; what is asked besides is its time,
 * whether its role's sessions were revoked, whether whoever began it still has that access (the key is switched on, or
 * the user may be at the console and has the same password), and whether its role may still be at the console.
 */
export async function findSession(
  db: Transaction,
  uin: number,
  sessionId: string,
  now: Date,
): Promise<ParentSession | undefined> {
  const { rows } = await sql<ParentSession>`
    select s.session_id as "sessionId", s.requester_uin as "requesterUin", s.expires_at as "expiresAt",
           s.cam_user_uin as "camUserUin", s.access_key_id as "accessKeyId", s.chain_length as "chainLength",
           s.password_version as "passwordVersion"
    from sts_sessions s
    join accounts a on a.uin = s.uin
    left join cam_roles r on r.role_id = s.role_id
    left join sts_role_revocations v on v.role_id = s.role_id
    left join cam_users u on u.user_uin = s.cam_user_uin
    left join cam_access_keys k on k.access_key_id = s.access_key_id
    where s.uin = ${uin} and s.session_id = ${sessionId} and s.expires_at > ${now}
      and (v.revoked_before is null or s.issued_at > v.revoked_before)
      and case when s.access_key_id is not null then k.status = 'Active'
               when s.cam_user_uin is not null
                 then u.console_login and (s.password_version is null or s.password_version = u.password_version)
               else true end
      and (s.secret_id is not null or r.console_login)`.execute(db);
  return rows[0];
}

/** A session at the console that was opened elsewhere and has no row of its own. */
export async function hasRole(
  db: Transaction,
  uin: number,
  { roleId, issuedAt }: RoleSession,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from cam_roles r
    join accounts a on a.uin = r.uin
    left join sts_role_revocations v on v.role_id = r.role_id
    where r.uin = ${uin} and r.role_id = ${roleId} and r.console_login
      and (v.revoked_before is null or ${issuedAt}::timestamptz > v.revoked_before)`.execute(db);
  return rows.length > 0;
}

/**
 * By an access key that is switched on, or else at the console, as long as what let the user in is there; an employee, as
 * long as the entry was not ended.
 */
export async function hasCamUser(
  db: Transaction,
  uin: number,
  { userUin, userName, accessKeyId, passwordVersion, userSsoId, entryId }: CamUserIdentity,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from cam_users u
    join accounts a on a.uin = u.uin
    where u.uin = ${uin} and u.user_uin = ${userUin} and u.user_name = ${userName}
      and ${accessKeyId === undefined ? sql`u.console_login` : hasKey(uin, userUin, accessKeyId)}
      and ${passwordVersion === undefined ? sql`true` : sql`u.password_version = ${passwordVersion}`}
      and ${userSsoId === undefined ? sql`true` : hasUserSso(uin, userSsoId)}
      and ${entryId === undefined ? sql`true` : hasEntry(uin, entryId)}`.execute(db);
  return rows.length > 0;
}

export async function hasRootUser(db: Transaction, uin: number, { accessKeyId }: RootUser): Promise<boolean> {
  const { rows } = await sql`
    select 1 from accounts
    where uin = ${uin} and ${accessKeyId === undefined ? sql`true` : hasKey(uin, uin, accessKeyId)}`.execute(
    db,
  );
  return rows.length > 0;
}

const hasUserSso = (uin: number, userSsoId: number) => sql`
  exists (select from cam_user_sso where uin = ${uin} and user_sso_id = ${userSsoId})`;

/** The root user's keys are kept under the account's own uin. */
const hasKey = (uin: number, userUin: number, accessKeyId: string) => sql`
  exists (select from cam_access_keys
          where access_key_id = ${accessKeyId} and uin = ${uin} and user_uin = ${userUin} and status = 'Active')`;

const hasEntry = (uin: number, entryId: string) => sql`
  exists (select from account_entries where entry_id = ${entryId} and uin = ${uin})`;
