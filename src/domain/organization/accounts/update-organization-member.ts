import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import * as departments from '../departments/department-queries.ts';
import { getDepartment } from '../departments/get-department.ts';
import { changeFinance } from '../finance-changes/change-finance.ts';
import * as memberships from '../membership/membership-queries.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import {
  accountName,
  accountNameUsed,
  accountNotFound,
  adminNotChangeable,
  createdMemberNeverQuits,
  type Member,
  remark,
} from './account.ts';
import { financeInput } from './finance.ts';
import * as members from './member-queries.ts';
import { tags } from './tag.ts';

const input = z.object({
  memberUin: z.int(),
  name: accountName.optional(),
  /** Whether the account itself takes the new name as well. */
  isModifyNickName: z.int().min(0).max(1).default(0),
  remark: remark.optional(),
  isAllowQuit: z.enum(['Allow', 'Denied']).optional(),
  tags: tags.optional(),
  nodeId: z.int().optional(),
  ...financeInput,
});
type Edit = z.output<typeof input>;

export const updateOrganizationMember = defineAction({
  id: 'organization:UpdateOrganizationMember',
  summary: 'Change what the organization calls a member, where it is, its finance, and whether it may quit.',
  effect: 'write',
  allowed: ['principal'],
  input,
  output: z.object({ permissionStatus: z.enum(['Confirmed', 'UnConfirmed']) }),

  async run(context, edit) {
    const { db, actor } = context;
    const organization = await lockOwnOrganization(db, actor);
    const member = await members.find(db, organization.organizationId, edit.memberUin);
    if (!member) throw accountNotFound(edit.memberUin);

    await changeMember(context, organization.organizationId, member, edit);
    const isConfirmed = await changeFinance(context, organization, member, edit);
    return { permissionStatus: isConfirmed ? ('Confirmed' as const) : ('UnConfirmed' as const) };
  },
});

async function changeMember(
  context: ActionContext,
  organizationId: number,
  member: Member,
  edit: Edit,
): Promise<void> {
  const { db, now } = context;
  const changed = edited(member, edit);
  if (changed.allowsQuitting) requireMayBeAllowedToQuit(member);
  if (await memberships.isNameUsed(db, organizationId, changed.name, member.uin)) {
    throw accountNameUsed(changed.name);
  }
  await recordMove(context, organizationId, member, changed);
  await memberships.update(db, organizationId, member.uin, changed, now);
  if (isSame(member, changed)) return;
  await recordChange(context, organizationId, {
    ...{ kind: 'MemberEdited' as const, uin: member.uin, accountName: changed.name },
    ...(changed.name !== member.name && { former: member.name, present: changed.name }),
  });
}

/** The member as it is to be; what the edit does not mention stays. */
const edited = (member: Member, edit: Edit): Member => ({
  ...member,
  name: edit.name ?? member.name,
  nickName: (edit.isModifyNickName === 1 && edit.name) || member.nickName,
  remark: edit.remark ?? member.remark,
  allowsQuitting: edit.isAllowQuit === undefined ? member.allowsQuitting : edit.isAllowQuit === 'Allow',
  tags: edit.tags ?? member.tags,
  departmentId: edit.nodeId ?? member.departmentId,
});

function requireMayBeAllowedToQuit({ uin, kind, memberType }: Member): void {
  if (kind === 'admin') throw adminNotChangeable(uin);
  if (memberType === 'Create') throw createdMemberNeverQuits(uin);
}

const isSame = (one: Member, other: Member): boolean =>
  (['name', 'nickName', 'remark', 'allowsQuitting'] as const).every((field) => one[field] === other[field]) &&
  JSON.stringify(one.tags) === JSON.stringify(other.tags);

async function recordMove(
  context: ActionContext,
  organizationId: number,
  { uin, name, departmentId: from }: Member,
  { departmentId: to }: Member,
): Promise<void> {
  if (from === to) return;
  const target = await getDepartment(context.db, organizationId, to);
  const source = await departments.find(context.db, organizationId, from);
  await recordChange(context, organizationId, {
    ...{ kind: 'MemberMoved' as const, uin, accountName: name, departmentId: to },
    ...{ departmentName: target.name, former: source?.name ?? '', present: target.name },
  });
}
