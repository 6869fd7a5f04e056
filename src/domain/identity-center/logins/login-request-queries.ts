import type { Transaction } from '../../../platform/database/database.ts';
import type { LoginRequestTable } from '../../../platform/database/tables.ts';

export async function insert(db: Transaction, row: Omit<LoginRequestTable, 'consumed_at'>): Promise<void> {
  await db
    .insertInto('login_requests')
    .values({ ...row, consumed_at: null })
    .execute();
}
