import type { Transaction } from '../../../platform/database/database.ts';
import { accountNotFound, accounts } from '../../organization/index.ts';

/** An account of another organization is not found. */
export async function requireOwnAccounts(
  db: Transaction,
  organizationId: number,
  uins: readonly number[],
): Promise<void> {
  for (const uin of uins) {
    if (!(await accounts.find(db, organizationId, uin))) throw accountNotFound(uin);
  }
}
