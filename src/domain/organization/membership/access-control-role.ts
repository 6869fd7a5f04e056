import type { ActionContext } from '../../../action/define-action.ts';
import { attachments, findPresetPolicyByName, policyNotFound, roles, trustAccount } from '../../cam/index.ts';

/** The role of the admin account in every account that it created. */
export const accessControlRoleName = 'OrganizationAccessControlRole';

const policyName = 'AdministratorAccess';
const sessionSeconds = 7200;

/** Lets the admin account into a new account: otherwise nobody could enter it. */
export async function giveAccessControlRole(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  uin: number,
  adminUin: number,
): Promise<void> {
  const policy = findPresetPolicyByName(policyName);
  if (!policy) throw policyNotFound(policyName);
  const role = await roles.put(
    db,
    uin,
    {
      roleName: accessControlRoleName,
      description: 'Lets the admin account of the organization administer this account.',
      trustPolicy: trustAccount(adminUin),
      consoleLogin: true,
      sessionSeconds,
    },
    null,
    now,
  );
  await attachments.attach(db, uin, { kind: 'role', principalId: role.roleId }, policy.policyId, now);
}
