import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CamPolicyAttachmentTable } from '../../../platform/database/tables.ts';

/** What a policy is attached to. */
export interface Attachment {
  kind: CamPolicyAttachmentTable['principal_kind'];
  /** The role's id; the CAM user's uin or the group's id as text. */
  principalId: string;
}

/** A policy that is attached already stays as it is. */
export async function attach(
  db: Transaction,
  uin: number,
  to: Attachment,
  policyId: number,
  now: Date,
): Promise<void> {
  await db
    .insertInto('cam_policy_attachments')
    .values({
      uin,
      principal_kind: to.kind,
      principal_id: to.principalId,
      policy_id: policyId,
      attached_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['uin', 'principal_kind', 'principal_id', 'policy_id']).doNothing(),
    )
    .execute();
}

export async function detach(
  db: Transaction,
  uin: number,
  from: Attachment,
  policyId: number,
): Promise<void> {
  await of(db, uin, from).where('policy_id', '=', policyId).execute();
}

/** For a user, group or role that is deleted. */
export async function detachAll(db: Transaction, uin: number, from: Attachment): Promise<void> {
  await of(db, uin, from).execute();
}

const of = (db: Transaction, uin: number, { kind, principalId }: Attachment) =>
  db
    .deleteFrom('cam_policy_attachments')
    .where('uin', '=', uin)
    .where('principal_kind', '=', kind)
    .where('principal_id', '=', principalId);

/** For a policy that is deleted. */
export async function detachEverywhere(db: Transaction, uin: number, policyId: number): Promise<void> {
  await db
    .deleteFrom('cam_policy_attachments')
    .where('uin', '=', uin)
    .where('policy_id', '=', policyId)
    .execute();
}

export async function list(db: Transaction, uin: number, of: Attachment): Promise<number[]> {
  const attached = await listWithTimes(db, uin, of);
  return attached.map(({ policyId }) => policyId);
}

/** With the names of custom policies; those of preset policies are not in the database. */
export async function listWithTimes(db: Transaction, uin: number, of: Attachment) {
  return db
    .selectFrom('cam_policy_attachments')
    .leftJoin('cam_policies', (join) =>
      join
        .onRef('cam_policies.policy_id', '=', 'cam_policy_attachments.policy_id')
        .onRef('cam_policies.uin', '=', 'cam_policy_attachments.uin'),
    )
    .select([
      'cam_policy_attachments.policy_id as policyId',
      'attached_at as attachedAt',
      'policy_name as policyName',
      'description',
    ])
    .where('cam_policy_attachments.uin', '=', uin)
    .where('principal_kind', '=', of.kind)
    .where('principal_id', '=', of.principalId)
    .orderBy('cam_policy_attachments.policy_id')
    .execute();
}

/** A policy and what it is attached to, the latest last. */
export async function listOfPolicy(
  db: Transaction,
  uin: number,
  policyId: number,
  kinds: readonly Attachment['kind'][],
  { offset, maxResults }: Omit<Listing, 'filter'>,
): Promise<Page<{ kind: Attachment['kind']; principalId: string; name: string; attachedAt: Date }>> {
  const found = db
    .selectFrom('cam_policy_attachments as attached')
    .where('attached.uin', '=', uin)
    .where('attached.policy_id', '=', policyId)
    .where('principal_kind', 'in', kinds);
  const { total } = await found
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await found
    .leftJoin('cam_users', (join) =>
      join.on((on) => on(on.cast('cam_users.user_uin', 'text'), '=', on.ref('principal_id'))),
    )
    .leftJoin('cam_groups', (join) =>
      join.on((on) => on(on.cast('cam_groups.group_id', 'text'), '=', on.ref('principal_id'))),
    )
    .leftJoin('cam_roles', 'cam_roles.role_id', 'principal_id')
    .select((column) => [
      'principal_kind as kind',
      'principal_id as principalId',
      column
        .case('principal_kind')
        .when('user')
        .then(column.ref('user_name'))
        .when('group')
        .then(column.ref('group_name'))
        .else(column.ref('role_name'))
        .end()
        .$castTo<string>()
        .as('name'),
      'attached_at as attachedAt',
    ])
    .orderBy('principal_kind')
    .orderBy('name')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}

/** Policy → to how many users, groups and roles it is attached. */
export async function countByPolicy(
  db: Transaction,
  uin: number,
  policyIds: readonly number[],
): Promise<Map<number, number>> {
  if (policyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('cam_policy_attachments')
    .select((of) => ['policy_id', of.fn.countAll<number>().as('count')])
    .where('uin', '=', uin)
    .where('policy_id', 'in', policyIds)
    .groupBy('policy_id')
    .execute();
  return new Map(rows.map((row) => [row.policy_id, row.count]));
}
