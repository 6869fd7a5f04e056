import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { listedPage } from '../../../platform/database/listed-page.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { CamUserTable, Tables } from '../../../platform/database/tables.ts';
import type { CamUser } from './cam-user.ts';

type NewCamUser = Pick<CamUser, 'userName' | 'remark' | 'consoleLogin' | 'spaceId'> &
  Partial<Pick<CamUser, 'phoneNumber' | 'countryCode' | 'email'>>;

export async function find(db: Transaction, uin: number, userName: string): Promise<CamUser | undefined> {
  const row = await db
    .selectFrom('cam_users')
    .selectAll()
    .where('uin', '=', uin)
    .where('user_name', '=', userName)
    .executeTakeFirst();
  return row && toCamUser(row);
}

export async function findByUin(db: Transaction, uin: number, userUin: number): Promise<CamUser | undefined> {
  const row = await db
    .selectFrom('cam_users')
    .selectAll()
    .where('uin', '=', uin)
    .where('user_uin', '=', userUin)
    .executeTakeFirst();
  return row && toCamUser(row);
}

export async function count(db: Transaction, uin: number): Promise<number> {
  const { total } = await db
    .selectFrom('cam_users')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('uin', '=', uin)
    .executeTakeFirstOrThrow();
  return total;
}

export async function list(
  db: Transaction,
  uin: number,
  { filter, ...page }: Listing,
): Promise<Page<CamUser>> {
  const found = db.selectFrom('cam_users').selectAll().where('uin', '=', uin).where(matches(filter));
  const { rows, total } = await listedPage(found.orderBy('user_name'), page);
  return { items: rows.map(toCamUser), total };
}

const matches = (filter: string) => (where: ExpressionBuilder<Tables, 'cam_users'>) =>
  where.or([
    where('user_name', 'ilike', containing(filter)),
    where('remark', 'ilike', containing(filter)),
    where('email', 'ilike', containing(filter)),
    where(where.cast<string>('user_uin', 'text'), '=', filter),
  ]);

/** Returns undefined when the account already has a user of that name. */
export async function insert(
  db: Transaction,
  uin: number,
  user: NewCamUser,
  now: Date,
): Promise<CamUser | undefined> {
  const row = await db
    .insertInto('cam_users')
    .values({
      user_uin: sql<number>`nextval('cam_user_uins')`,
      uin,
      user_name: user.userName,
      remark: user.remark,
      console_login: user.consoleLogin,
      phone_number: user.phoneNumber ?? '',
      country_code: user.countryCode ?? '',
      email: user.email ?? '',
      space_id: user.spaceId,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['uin', 'user_name']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && toCamUser(row);
}

/** Changes what is given and leaves the rest. */
export async function update(
  db: Transaction,
  uin: number,
  userUin: number,
  changes: Changes<'remark' | 'consoleLogin' | 'phoneNumber' | 'countryCode' | 'email' | 'boundaryPolicyId'>,
): Promise<void> {
  const { remark, consoleLogin, phoneNumber, countryCode, email, boundaryPolicyId } = changes;
  const set = {
    ...(remark !== undefined && { remark }),
    ...(consoleLogin !== undefined && { console_login: consoleLogin }),
    ...(phoneNumber !== undefined && { phone_number: phoneNumber }),
    ...(countryCode !== undefined && { country_code: countryCode }),
    ...(email !== undefined && { email }),
    ...(boundaryPolicyId !== undefined && { boundary_policy_id: boundaryPolicyId }),
  };
  if (Object.keys(set).length === 0) return;
  await db.updateTable('cam_users').set(set).where('uin', '=', uin).where('user_uin', '=', userUin).execute();
}

type Changes<Field extends keyof CamUser> = { [Name in Field]?: CamUser[Name] | undefined };

/** Takes an existing user over for a space, which keeps it until it goes; then the user is as it was before. */
export async function takeOver(
  db: Transaction,
  uin: number,
  { userName, remark }: Pick<CamUser, 'userName' | 'remark'>,
  spaceId: string,
  now: Date,
): Promise<void> {
  await sql`
    update cam_users
    set taken_over_at = case when space_id is null then ${now} else taken_over_at end,
        own_remark = case when space_id is null then remark else own_remark end,
        own_console_login = case when space_id is null then console_login else own_console_login end,
        space_id = ${spaceId}, remark = ${remark}, console_login = true
    where uin = ${uin} and user_name = ${userName}`.execute(db);
}

/** A user that a space no longer keeps belongs to its account. */
export async function letGo(db: Transaction, uin: number, userName: string): Promise<void> {
  await db
    .updateTable('cam_users')
    .set({ space_id: null })
    .where('uin', '=', uin)
    .where('user_name', '=', userName)
    .execute();
}

/** With its memberships; its keys, device and attachments are removed by name, since they may also be others'. */
export async function remove(db: Transaction, uin: number, userUin: number): Promise<void> {
  await db.deleteFrom('cam_users').where('uin', '=', uin).where('user_uin', '=', userUin).execute();
}

const toCamUser = (row: Selectable<CamUserTable>): CamUser => ({
  userUin: row.user_uin,
  userName: row.user_name,
  remark: row.remark,
  consoleLogin: row.console_login,
  phoneNumber: row.phone_number,
  countryCode: row.country_code,
  email: row.email,
  createdAt: row.created_at,
  signedInAt: row.signed_in_at,
  signedInFrom: row.signed_in_from,
  boundaryPolicyId: row.boundary_policy_id,
  spaceId: row.space_id,
});
