import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { CamGroup } from './cam-group.ts';

export async function count(db: Transaction, uin: number): Promise<number> {
  const { total } = await db
    .selectFrom('cam_groups')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('uin', '=', uin)
    .executeTakeFirstOrThrow();
  return total;
}

/** Returns undefined when the account already has a group of that name. */
export async function insert(
  db: Transaction,
  uin: number,
  group: Pick<CamGroup, 'groupName' | 'remark'>,
  now: Date,
): Promise<number | undefined> {
  const row = await db
    .insertInto('cam_groups')
    .values({ uin, group_name: group.groupName, remark: group.remark, created_at: now })
    .onConflict((conflict) => conflict.columns(['uin', 'group_name']).doNothing())
    .returning('group_id')
    .executeTakeFirst();
  return row?.group_id;
}

export async function isNameTaken(
  db: Transaction,
  uin: number,
  groupName: string,
  except: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('cam_groups')
    .select('group_id')
    .where('uin', '=', uin)
    .where('group_name', '=', groupName)
    .where('group_id', '!=', except)
    .executeTakeFirst();
  return row !== undefined;
}

export async function update(
  db: Transaction,
  uin: number,
  groupId: number,
  { groupName, remark }: Pick<CamGroup, 'groupName' | 'remark'>,
): Promise<void> {
  await db
    .updateTable('cam_groups')
    .set({ group_name: groupName, remark })
    .where('uin', '=', uin)
    .where('group_id', '=', groupId)
    .execute();
}

/** With its memberships. */
export async function remove(db: Transaction, uin: number, groupId: number): Promise<void> {
  await db.deleteFrom('cam_groups').where('uin', '=', uin).where('group_id', '=', groupId).execute();
}

const ofAccount = (db: Transaction, uin: number) =>
  db
    .selectFrom('cam_groups')
    .select((of) => [
      'cam_groups.group_id as groupId',
      'group_name as groupName',
      'remark',
      'created_at as createTime',
      of
        .selectFrom('cam_group_members')
        .select((members) => members.fn.countAll<number>().as('count'))
        .whereRef('cam_group_members.group_id', '=', 'cam_groups.group_id')
        .$asScalar()
        .$notNull()
        .as('groupNum'),
    ])
    .where('cam_groups.uin', '=', uin);

export async function find(db: Transaction, uin: number, groupId: number): Promise<CamGroup | undefined> {
  return ofAccount(db, uin).where('cam_groups.group_id', '=', groupId).executeTakeFirst();
}

export async function list(
  db: Transaction,
  uin: number,
  { filter, offset, maxResults }: Listing,
): Promise<Page<CamGroup>> {
  const { total } = await db
    .selectFrom('cam_groups')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('uin', '=', uin)
    .where((where) =>
      where.or([
        where('group_name', 'ilike', containing(filter)),
        where('remark', 'ilike', containing(filter)),
      ]),
    )
    .executeTakeFirstOrThrow();
  const items = await ofAccount(db, uin)
    .where((where) =>
      where.or([
        where('group_name', 'ilike', containing(filter)),
        where('remark', 'ilike', containing(filter)),
      ]),
    )
    .orderBy('group_name')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}

export async function listOfUser(db: Transaction, uin: number, userUin: number): Promise<CamGroup[]> {
  return ofAccount(db, uin)
    .innerJoin('cam_group_members', 'cam_group_members.group_id', 'cam_groups.group_id')
    .where('cam_group_members.user_uin', '=', userUin)
    .orderBy('group_name')
    .execute();
}
