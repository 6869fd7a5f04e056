import type { Transaction } from '../../../platform/database/database.ts';
import type { Organization } from './organization.ts';

export async function find(db: Transaction, organizationId: number): Promise<Organization | undefined> {
  const row = await db
    .selectFrom('organizations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row && { organizationId: row.organization_id, name: row.name, adminUin: row.admin_uin };
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
    .returning('organization_id')
    .executeTakeFirstOrThrow();
  return { organizationId: row.organization_id, name, adminUin };
}
