import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { Principal } from '../authorizations/principal.ts';
import type { Obstacle, Obstacles } from './obstacle.ts';

/** Of each kind this many are named; all are counted. */
const namedOfEach = 50;

export async function find(db: Transaction, spaceId: string, principal: Principal): Promise<Obstacles> {
  const { rows } = await sql<Obstacle & { total: number; place: number }>`
    select * from (
      select *, count(*) over (partition by kind) as total,
             row_number() over (partition by kind order by lower(name), "accountName", id) as place
      from (${sql.join([memberships(spaceId, principal), granted(spaceId, principal)], sql` union all `)}) standing
    ) numbered
    where place <= ${namedOfEach}
    order by kind, place`.execute(db);
  const counts = {
    group: 0,
    member: 0,
    authorization: 0,
    departmentAuthorization: 0,
    synchronization: 0,
    camUser: 0,
  };
  for (const { kind, total } of rows) counts[kind] = total;
  return { counts, obstacles: rows.map(({ total, place, ...obstacle }) => obstacle) };
}

const memberships = (spaceId: string, { principalType, principalId }: Principal) =>
  principalType === 'User'
    ? sql`
      select 'group' as kind, g.group_id as id, g.group_name as name, null::bigint as uin, null as "accountName"
      from group_members m join user_groups g using (group_id)
      where m.space_id = ${spaceId} and m.user_id = ${principalId}
      union all
      select 'camUser', c.cam_user_name, c.cam_user_name, c.uin, t.name
      from synchronized_cam_users c join accounts t using (uin)
      where c.space_id = ${spaceId} and c.user_id = ${principalId}`
    : sql`
      select 'member' as kind, u.user_id as id, u.user_name as name, null::bigint as uin, null as "accountName"
      from group_members m join users u using (user_id)
      where m.space_id = ${spaceId} and m.group_id = ${principalId}`;

const granted = (spaceId: string, { principalType, principalId }: Principal) => sql`
  select 'authorization' as kind, c.permission_configuration_id as id, c.name, t.uin, t.name as "accountName"
  from authorizations a
  join permission_configurations c using (permission_configuration_id)
  join accounts t using (uin)
  where a.space_id = ${spaceId} and a.principal_type = ${principalType} and a.principal_id = ${principalId}
    and a.department_authorization_id is null
  union all
  select 'departmentAuthorization', d.department_authorization_id, c.name, null, n.name
  from department_authorizations d
  join permission_configurations c using (permission_configuration_id)
  join departments n using (department_id)
  where d.space_id = ${spaceId} and d.principal_type = ${principalType} and d.principal_id = ${principalId}
  union all
  select 'synchronization', s.user_synchronization_id, t.name, t.uin, t.name
  from user_synchronizations s join accounts t using (uin)
  where s.space_id = ${spaceId} and s.principal_type = ${principalType} and s.principal_id = ${principalId}`;
