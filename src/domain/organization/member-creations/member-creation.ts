import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { accountLivesHere } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import type { Finance } from '../accounts/finance.ts';
import type { Tag } from '../accounts/tag.ts';
import { departmentOrRoot } from '../departments/get-department.ts';
import { adminPermission } from '../member-logins/login-permissions/login-permission.ts';
import * as memberPermissions from '../member-logins/member-permissions/member-permission-queries.ts';
import { giveAccessControlRole } from '../membership/access-control-role.ts';
import { joinOrganization } from '../membership/join-organization.ts';
import type { Organization } from '../organizations/organization.ts';

/** An account that the organization creates; under another entity only once the entity admin account approves. */
export interface MemberCreation extends Finance {
  recordId: number;
  organizationId: number;
  /** Null when the entity is not among those of the organization any more. */
  relationId: number | null;
  entity: string;
  /** Set aside for the account from the start. */
  uin: number;
  name: string;
  nickName: string;
  departmentId: number | null;
  remark: string;
  tags: Tag[];
  state: 'Pending' | 'Created' | 'Rejected' | 'Cancelled';
  requestTime: Date;
  decideTime: Date | null;
}

export const creationStates = ['Pending', 'Created', 'Rejected', 'Cancelled'] as const;

/** The account itself: a member from its first moment, with a role that lets the admin account in. */
export async function createAccount(
  context: ActionContext,
  { organizationId, adminUin }: Pick<Organization, 'organizationId' | 'adminUin'>,
  creation: Omit<MemberCreation, 'recordId' | 'state' | 'requestTime' | 'decideTime'>,
): Promise<void> {
  const { db, now } = context;
  const { uin, nickName, entity: verifiedEntity, name, permissionIds, payUin, remark, tags } = creation;
  const account = { nickName, verifiedEntity, cloudSite: 'local' };
  if (!(await accounts.open(db, uin, account, now))) throw accountLivesHere(uin);
  await joinOrganization(context, organizationId, uin, {
    ...{ name, permissionIds, payUin, remark, tags },
    kind: 'member',
    memberType: 'Create',
    departmentId: await departmentOrRoot(db, organizationId, creation.departmentId),
    allowsQuitting: false,
  });
  await giveAccessControlRole(context, uin, adminUin);
  const { loginPermissionId } = adminPermission;
  await memberPermissions.put(db, organizationId, { uin, loginPermissionId }, now);
}

export const creationNotFound = (recordId: number) =>
  new DomainError(
    'not-found',
    'CreateRecordNotExist',
    `There is no application ${recordId} that waits for approval.`,
    { details: { recordId } },
  );
