import { type Kysely, sql } from 'kysely';

/** What people entered, keep and see of an account in the portal goes with the grants, when it leaves its organization. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function forget_grants_in_account() returns trigger language plpgsql as $$
    begin
      delete from authorizations where uin = new.uin;
      delete from user_synchronizations where uin = new.uin;
      delete from synchronized_cam_users where uin = new.uin;
      delete from deployments where uin = new.uin;
      delete from account_entries where uin = new.uin;
      delete from portal_entries where uin = new.uin;
      delete from portal_favourites where uin = new.uin;
      return null;
    end $$`.execute(db);
  for (const table of ['account_entries', 'portal_entries', 'portal_favourites']) {
    await sql`create index ${sql.id(`${table}_in_account`)} on ${sql.id(table)} (uin)`.execute(db);
  }
}
