import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import * as accountLock from '../account-lock-queries.ts';

/**
 * Takes out of an account what it has from its organization, with all that belongs to it: everything that a space or
 * the organization deployed there, and the role of that name. Sessions end with what they were made from. What the
 * account made itself stays; a user that was taken over is given back.
 */
export async function remove(db: Transaction, uin: number, roleName: string): Promise<void> {
  // Nobody attaches or enrols meanwhile.
  await accountLock.lock(db, uin);
  await giveBackUsers(db, uin);
  await removeUsers(db, uin);
  await removeRoles(db, uin, roleName);
  await removePolicies(db, uin);
  for (const table of ['cam_saml_providers', 'cam_user_sso'] as const) {
    await db.deleteFrom(table).where('uin', '=', uin).where('space_id', 'is not', null).execute();
  }
}

/** As they were, and rid of what whoever had them meanwhile could come back with. */
async function giveBackUsers(db: Transaction, uin: number): Promise<void> {
  for (const table of ['cam_access_keys', 'cam_mfa_devices'] as const) {
    await sql`
      delete from ${sql.table(table)} made using cam_users
      where made.uin = ${uin} and cam_users.uin = ${uin} and made.user_uin = cam_users.user_uin
        and made.created_at >= cam_users.taken_over_at`.execute(db);
  }
  await sql`
    delete from sts_sessions using cam_users
    where cam_users.uin = ${uin} and cam_user_uin = user_uin and issued_at >= taken_over_at`.execute(db);
  await sql`
    update cam_users
    set space_id = null, remark = own_remark, console_login = own_console_login,
        taken_over_at = null, own_remark = null, own_console_login = null
    where uin = ${uin} and taken_over_at is not null`.execute(db);
}

async function removeUsers(db: Transaction, uin: number): Promise<void> {
  const given = sql`select user_uin from cam_users where uin = ${uin} and space_id is not null`;
  for (const table of ['cam_access_keys', 'cam_mfa_devices'] as const) {
    await sql`delete from ${sql.table(table)} where uin = ${uin} and user_uin in (${given})`.execute(db);
  }
  await sql`
    delete from cam_policy_attachments
    where uin = ${uin} and principal_kind = 'user' and principal_id in (select user_uin::text from (${given}) g)`.execute(
    db,
  );
  await sql`delete from cam_users where uin = ${uin} and space_id is not null`.execute(db);
}

async function removeRoles(db: Transaction, uin: number, roleName: string): Promise<void> {
  const isGiven = sql`uin = ${uin} and (space_id is not null or role_name = ${roleName})`;
  await sql`
    delete from cam_policy_attachments
    where uin = ${uin} and principal_kind = 'role'
      and principal_id in (select role_id from cam_roles where ${isGiven})`.execute(db);
  await sql`delete from cam_roles where ${isGiven}`.execute(db);
}

/** Whoever has one as its boundary may do nothing from then on: to lift the boundary would widen what it may do. */
async function removePolicies(db: Transaction, uin: number): Promise<void> {
  await sql`
    delete from cam_policy_attachments
    where uin = ${uin}
      and policy_id in (select policy_id from cam_policies where uin = ${uin} and space_id is not null)`.execute(
    db,
  );
  await sql`delete from cam_policies where uin = ${uin} and space_id is not null`.execute(db);
}
