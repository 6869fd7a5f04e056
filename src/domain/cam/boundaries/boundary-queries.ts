import type { Transaction } from '../../../platform/database/database.ts';

/** Policy → of how many users and roles it is the boundary. Policies that are nobody's are left out. */
export async function countByPolicy(
  db: Transaction,
  uin: number,
  policyIds: readonly number[],
): Promise<Map<number, number>> {
  if (policyIds.length === 0) return new Map();
  const users = db
    .selectFrom('cam_users')
    .select('boundary_policy_id as policyId')
    .where('uin', '=', uin)
    .where('boundary_policy_id', 'in', policyIds);
  const roles = db
    .selectFrom('cam_roles')
    .select('boundary_policy_id as policyId')
    .where('uin', '=', uin)
    .where('boundary_policy_id', 'in', policyIds);
  const rows = await db
    .selectFrom(users.unionAll(roles).as('bounded'))
    .select((of) => ['policyId', of.fn.countAll<number>().as('count')])
    .groupBy('policyId')
    .execute();
  return new Map(rows.map(({ policyId, count }) => [policyId ?? 0, count]));
}
