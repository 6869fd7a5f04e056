import type { Transaction } from '../../../../platform/database/database.ts';
import type { Grant } from './authorization.ts';

/** Whom the policies of the organization's authorizations are attached to, in its admin account. By user name. */
export async function list(
  db: Transaction,
  organizationId: number,
  { policyId, subUserUin }: { policyId?: number | undefined; subUserUin?: number | undefined } = {},
): Promise<Grant[]> {
  return db
    .selectFrom('login_authorizations as p')
    .innerJoin('organizations as o', 'o.organization_id', 'p.organization_id')
    .innerJoin('cam_policy_attachments as attached', (on) =>
      on
        .onRef('attached.uin', '=', 'o.admin_uin')
        .onRef('attached.policy_id', '=', 'p.policy_id')
        .on('attached.principal_kind', '=', 'user'),
    )
    .innerJoin('cam_users as u', (on) =>
      on
        .onRef('u.uin', '=', 'o.admin_uin')
        .on((where) =>
          where(where.cast<string>('u.user_uin', 'text'), '=', where.ref('attached.principal_id')),
        ),
    )
    .select([
      'p.policy_id as policyId',
      'u.user_uin as subUserUin',
      'u.user_name as subUserName',
      'attached.attached_at as grantedAt',
    ])
    .where('p.organization_id', '=', organizationId)
    .$if(policyId !== undefined, (of) => of.where('p.policy_id', '=', policyId ?? 0))
    .$if(subUserUin !== undefined, (of) => of.where('u.user_uin', '=', subUserUin ?? 0))
    .orderBy('u.user_name')
    .execute();
}
