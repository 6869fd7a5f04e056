import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/**
 * Takes out of an account what it has from its organization: everything that a space deployed there, and the role
 * of that name. What the account made itself stays.
 */
export async function remove(db: Transaction, uin: number, roleName: string): Promise<void> {
  const isGivenRole = sql`uin = ${uin} and (space_id is not null or role_name = ${roleName})`;
  const isGivenUser = sql`uin = ${uin} and space_id is not null`;
  await sql`
    delete from cam_policy_attachments
    where uin = ${uin}
      and (principal_kind = 'role' and principal_id in (select role_id from cam_roles where ${isGivenRole})
        or principal_kind = 'user' and principal_id in (select user_uin::text from cam_users where ${isGivenUser}))`.execute(
    db,
  );
  await sql`delete from cam_roles where ${isGivenRole}`.execute(db);
  for (const table of ['cam_users', 'cam_saml_providers', 'cam_user_sso'] as const) {
    await db.deleteFrom(table).where('uin', '=', uin).where('space_id', 'is not', null).execute();
  }
}
