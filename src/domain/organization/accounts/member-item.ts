import { z } from 'zod';
import { type DepartmentTree, pathIn } from '../departments/department-tree.ts';
import { financePermissionNames } from './finance.ts';
import type { ListedMember } from './member-queries.ts';
import { tag } from './tag.ts';

const permission = z.object({ id: z.int(), name: z.string() });

/** A finance permission as the Cloud API shows it. */
export const toPermissions = (permissionIds: readonly number[]): z.infer<typeof permission>[] =>
  permissionIds.map((id) => ({ id, name: financePermissionNames[id] ?? '' }));

/** A member as the Cloud API shows it, and where it is in the tree. */
export const memberItem = z.object({
  memberUin: z.int(),
  name: z.string(),
  nickName: z.string(),
  /** Whether it is the admin account. */
  isManager: z.boolean(),
  memberType: z.enum(['Create', 'Invite']),
  orgPolicyType: z.string(),
  orgPolicyName: z.string(),
  orgPermission: z.array(permission),
  payUin: z.string(),
  payName: z.string(),
  permissionStatus: z.enum(['Confirmed', 'UnConfirmed']),
  isAllowQuit: z.enum(['Allow', 'Denied']),
  nodeId: z.int(),
  nodeName: z.string(),
  /** `Root / Production / Web`. */
  nodePath: z.string(),
  authName: z.string(),
  cloudSite: z.string(),
  remark: z.string(),
  tags: z.array(tag),
  createTime: z.date(),
  updateTime: z.date(),
});
export type MemberItem = z.infer<typeof memberItem>;

export const toMemberItem = (member: ListedMember, tree: DepartmentTree): MemberItem => ({
  memberUin: member.uin,
  name: member.name,
  nickName: member.nickName,
  isManager: member.kind === 'admin',
  memberType: member.memberType,
  orgPolicyType: 'Financial',
  orgPolicyName: 'Financial',
  orgPermission: toPermissions(member.permissionIds),
  payUin: String(member.payUin ?? member.uin),
  payName: member.payName ?? member.name,
  permissionStatus: member.isFinancePending ? 'UnConfirmed' : 'Confirmed',
  isAllowQuit: member.allowsQuitting ? 'Allow' : 'Denied',
  nodeId: member.departmentId,
  nodeName: tree.find(member.departmentId)?.name ?? '',
  nodePath: pathIn(tree, member.departmentId),
  authName: member.verifiedEntity,
  cloudSite: member.cloudSite,
  remark: member.remark,
  tags: member.tags,
  createTime: member.joinTime,
  updateTime: member.updateTime,
});
