import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { OrganizationTable } from '../../../platform/database/tables.ts';
import type { Organization } from './organization.ts';

/** An organization that was deleted is not found. */
export async function find(db: Transaction, organizationId: number): Promise<Organization | undefined> {
  const row = await db
    .selectFrom('organizations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && toOrganization(row);
}

/**
 * Locks the organization, so that whoever changes its tree or its members sees all that was there before: limits,
 * names and departures are decided one after the other. Rows that refer to the organization do not wait.
 */
export async function lock(db: Transaction, organizationId: number): Promise<Organization | undefined> {
  const row = await db
    .selectFrom('organizations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toOrganization(row);
}

/** The organization that the account administers, if it does. */
export async function findByAdmin(db: Transaction, adminUin: number): Promise<Organization | undefined> {
  const row = await db
    .selectFrom('organizations')
    .selectAll()
    .where('admin_uin', '=', adminUin)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && toOrganization(row);
}

/** Whether anybody has set this installation up yet. */
export async function isEmpty(db: Transaction): Promise<boolean> {
  const row = await db.selectFrom('organizations').select('organization_id').limit(1).executeTakeFirst();
  return !row;
}

export async function insert(
  db: Transaction,
  name: string,
  adminUin: number,
  now: Date,
): Promise<Organization> {
  const row = await db
    .insertInto('organizations')
    .values({ name, admin_uin: adminUin, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toOrganization(row);
}

export async function rename(db: Transaction, organizationId: number, name: string): Promise<void> {
  await db.updateTable('organizations').set({ name }).where('organization_id', '=', organizationId).execute();
}

export async function end(db: Transaction, organizationId: number, now: Date): Promise<void> {
  await db
    .updateTable('organizations')
    .set({ ended_at: now })
    .where('organization_id', '=', organizationId)
    .execute();
}

const toOrganization = (row: Selectable<OrganizationTable>): Organization => ({
  organizationId: row.organization_id,
  name: row.name,
  adminUin: row.admin_uin,
  createTime: row.created_at,
});
