import type { Transaction } from '../../../platform/database/database.ts';
import type { RootUser } from './root-user.ts';

export async function findByEmail(db: Transaction, email: string): Promise<RootUser | undefined> {
  const row = await db
    .selectFrom('root_users')
    .selectAll()
    .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
  return row && { uin: row.uin, email: row.email, passwordHash: row.password_hash };
}

export async function find(db: Transaction, uin: number): Promise<RootUser | undefined> {
  const row = await db.selectFrom('root_users').selectAll().where('uin', '=', uin).executeTakeFirst();
  return row && { uin: row.uin, email: row.email, passwordHash: row.password_hash };
}

export async function insert(
  db: Transaction,
  { uin, email, passwordHash }: RootUser,
  now: Date,
): Promise<void> {
  await db
    .insertInto('root_users')
    .values({ uin, email, password_hash: passwordHash, updated_at: now })
    .execute();
}
