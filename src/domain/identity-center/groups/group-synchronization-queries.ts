import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import { isAmong } from '../users/grant-queries.ts';

interface GroupSynchronization {
  targetUin: number;
  targetName: string;
  description: string;
  camUserCount: number;
  createTime: Date;
}

export async function list(
  db: Transaction,
  spaceId: string,
  groupId: string,
  { filter, offset, maxResults, managed }: Listing & { managed: readonly number[] | undefined },
): Promise<Page<GroupSynchronization>> {
  const pattern = containing(filter);
  const found = sql`
    from user_synchronizations s join accounts t using (uin)
    where s.space_id = ${spaceId} and s.principal_type = 'Group' and s.principal_id = ${groupId}
      and ${isAmong(managed, sql`t.uin`)} and (t.name ilike ${pattern} or t.uin::text like ${pattern})`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const { rows } = await sql<GroupSynchronization>`
    select t.uin as "targetUin", t.name as "targetName", s.description, s.created_at as "createTime",
           (select count(*) from synchronized_cam_users c
            join group_members m on m.user_id = c.user_id and m.space_id = ${spaceId} and m.group_id = ${groupId}
            where c.space_id = ${spaceId} and c.uin = t.uin) as "camUserCount"
    ${found} order by lower(t.name), t.uin offset ${offset} limit ${maxResults}`.execute(db);
  return { items: rows, total: counted[0]?.total ?? 0 };
}
