import { type Kysely, sql } from 'kysely';

/**
 * The tasks that are left in an account in the order in which they are taken up. The other index leads to the account
 * too: just after a submission the database does not know how much was added, and takes either.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index tasks_to_work_off`.execute(db);
  await sql`
    create index tasks_to_work_off on tasks (space_id, uin, created_at, task_id)
    where status = 'InProgress'`.execute(db);
  await sql`drop index tasks_of_space`.execute(db);
  await sql`create index tasks_of_account on tasks (space_id, uin, status)`.execute(db);
}
