import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';

export interface CamGroupMember {
  userUin: number;
  userName: string;
  remark: string;
  joinedAt: Date;
}

/** A user who is in the group already stays as it is. */
export async function add(
  db: Transaction,
  uin: number,
  groupId: number,
  userUin: number,
  now: Date,
): Promise<void> {
  await db
    .insertInto('cam_group_members')
    .values({ uin, group_id: groupId, user_uin: userUin, joined_at: now })
    .onConflict((conflict) => conflict.columns(['group_id', 'user_uin']).doNothing())
    .execute();
}

export async function remove(db: Transaction, uin: number, groupId: number, userUin: number): Promise<void> {
  await db
    .deleteFrom('cam_group_members')
    .where('uin', '=', uin)
    .where('group_id', '=', groupId)
    .where('user_uin', '=', userUin)
    .execute();
}

export async function list(
  db: Transaction,
  uin: number,
  groupId: number,
  { filter, offset, maxResults }: Listing,
): Promise<Page<CamGroupMember>> {
  const found = db
    .selectFrom('cam_group_members')
    .innerJoin('cam_users', 'cam_users.user_uin', 'cam_group_members.user_uin')
    .where('cam_group_members.uin', '=', uin)
    .where('cam_group_members.group_id', '=', groupId)
    .where('user_name', 'ilike', containing(filter));
  const { total } = await found
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await found
    .select([
      'cam_users.user_uin as userUin',
      'user_name as userName',
      'cam_users.remark',
      'joined_at as joinedAt',
    ])
    .orderBy('user_name')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}
