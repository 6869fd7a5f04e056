import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { accountUnknown } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import { memberItem, toPermissions } from '../accounts/member-item.ts';
import * as members from '../accounts/member-queries.ts';
import * as delegations from '../administrators/delegation-queries.ts';
import * as departments from '../departments/department-queries.ts';
import { departmentPath } from '../departments/department-tree.ts';
import * as financeChanges from '../finance-changes/finance-change-queries.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { organizationNotFound } from './organization.ts';
import * as organizations from './organization-queries.ts';

export const describeOrganization = defineAction({
  id: 'organization:DescribeOrganization',
  summary: 'Describe the organization that this account administers or is a member of, and what it is there.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({
    orgId: z.int(),
    /** Ours: the Cloud API names an organization by its admin account. */
    orgName: z.string(),
    hostUin: z.int(),
    nickName: z.string(),
    orgType: z.int(),
    isManager: z.boolean(),
    orgPolicyType: z.string(),
    orgPolicyName: z.string(),
    orgPermission: memberItem.shape.orgPermission,
    rootNodeId: z.int(),
    createTime: z.date(),
    joinTime: z.date(),
    isAllowQuit: z.enum(['Allow', 'Denied']),
    payUin: z.string(),
    payName: z.string(),
    /** Whether the account administers a verified entity. */
    isAuthManager: z.boolean(),
    /** Whether the account administers a service for the organization. */
    isAssignManager: z.boolean(),
    authName: z.string(),
    memberName: z.string(),
    memberType: z.enum(['Create', 'Invite']),
    nodePath: z.string(),
    /** A change of the account's finance that waits for its confirmation. */
    pendingChange: z.object({ changeId: z.int(), orgPermission: memberItem.shape.orgPermission }).optional(),
  }),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    const account = await accounts.findByUin(db, uin);
    if (!account) throw accountUnknown(uin);
    const organizationId = account.organizationId ?? 0;
    const organization = await organizations.find(db, organizationId);
    const self = await members.find(db, organizationId, uin);
    if (!organization || !self) throw organizationNotFound();

    const tree = await departments.list(db, organizationId);
    const host = await accounts.findByUin(db, organization.adminUin);
    const pending = await financeChanges.findOpen(db, uin);
    const entity = await entities.findAdministeredBy(db, organizationId, uin);
    const held = await delegations.listOf(db, uin);
    return {
      orgId: organizationId,
      orgName: organization.name,
      hostUin: organization.adminUin,
      nickName: host?.name ?? '',
      orgType: 1,
      isManager: self.kind === 'admin',
      orgPolicyType: 'Financial',
      orgPolicyName: 'Financial',
      orgPermission: toPermissions(self.permissionIds),
      rootNodeId: tree.find(({ parentId }) => parentId === null)?.departmentId ?? 0,
      createTime: organization.createTime,
      joinTime: self.joinTime,
      isAllowQuit: self.allowsQuitting ? ('Allow' as const) : ('Denied' as const),
      payUin: String(self.payUin ?? uin),
      payName: self.payName ?? self.name,
      isAuthManager: entity !== undefined,
      isAssignManager: held.length > 0,
      authName: self.verifiedEntity,
      memberName: self.name,
      memberType: self.memberType,
      nodePath: departmentPath(tree, self.departmentId),
      ...(pending && {
        pendingChange: {
          changeId: pending.changeId,
          orgPermission: toPermissions(pending.present.permissionIds),
        },
      }),
    };
  },
});
