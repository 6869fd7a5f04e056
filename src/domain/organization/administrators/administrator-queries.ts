import type { Transaction } from '../../../platform/database/database.ts';

/** The root user of an admin account, with the organization it administers. */
export async function find(db: Transaction, uin: number) {
  const row = await db
    .selectFrom('organizations')
    .innerJoin('root_users', 'root_users.uin', 'organizations.admin_uin')
    .innerJoin('accounts', 'accounts.uin', 'organizations.admin_uin')
    .select(['organizations.organization_id', 'root_users.email', 'accounts.name'])
    .where('organizations.admin_uin', '=', uin)
    .executeTakeFirst();
  return row && { uin, organizationId: row.organization_id, email: row.email, accountName: row.name };
}
