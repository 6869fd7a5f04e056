import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

interface Counts {
  manualUsers: number;
  manualGroups: number;
  synchronizedUsers: number;
  synchronizedGroups: number;
  failing: number;
}

/** How many users and groups are the directory's and how many are not. */
export async function count(db: Transaction, spaceId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select u.manual as "manualUsers", u.synchronized as "synchronizedUsers",
           g.manual as "manualGroups", g.synchronized as "synchronizedGroups",
           (select count(*) from scim_request_log where space_id = ${spaceId} and is_failing) as failing
    from (select count(*) filter (where source = 'Manual') as manual,
                 count(*) filter (where source = 'Synchronized') as synchronized
          from users where space_id = ${spaceId}) u,
         (select count(*) filter (where source = 'Manual') as manual,
                 count(*) filter (where source = 'Synchronized') as synchronized
          from user_groups where space_id = ${spaceId}) g`.execute(db);
  return rows[0] as Counts;
}
