import type { Transaction } from '../../../platform/database/database.ts';

export interface Attachment {
  kind: 'role' | 'user';
  /** The role's id, or the CAM user's uin as text. */
  principalId: string;
}

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
  await db
    .deleteFrom('cam_policy_attachments')
    .where('uin', '=', uin)
    .where('principal_kind', '=', from.kind)
    .where('principal_id', '=', from.principalId)
    .where('policy_id', '=', policyId)
    .execute();
}

export async function list(db: Transaction, uin: number, of: Attachment): Promise<number[]> {
  const rows = await db
    .selectFrom('cam_policy_attachments')
    .select('policy_id')
    .where('uin', '=', uin)
    .where('principal_kind', '=', of.kind)
    .where('principal_id', '=', of.principalId)
    .orderBy('policy_id')
    .execute();
  return rows.map((row) => row.policy_id);
}
