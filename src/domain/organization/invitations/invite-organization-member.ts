import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import {
  type AnyAccount,
  accountName,
  accountNameUsed,
  accountUnknown,
  cloudSiteNotOurs,
  remark,
} from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import { compulsoryPermissions, financeInput, toFinance } from '../accounts/finance.ts';
import { tags } from '../accounts/tag.ts';
import { recordChange } from '../changes/record-change.ts';
import { getDepartment } from '../departments/get-department.ts';
import { memberElsewhere, memberExists } from '../membership/membership.ts';
import * as memberships from '../membership/membership-queries.ts';
import { lockOwnOrganization, notVerified } from '../organizations/organization.ts';
import {
  entityName,
  entityNotKnown,
  notOfEntity,
  type VerifiedEntity,
} from '../verified-entities/verified-entity.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { invitationExists } from './invitation.ts';
import * as invitations from './invitation-queries.ts';

export const inviteOrganizationMember = defineAction({
  id: 'organization:InviteOrganizationMember',
  summary: 'Invite an account that exists to become a member; it answers within 15 days.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUin: z.int(),
    name: accountName,
    nodeId: z.int(),
    ...financeInput,
    isAllowQuit: z.enum(['Allow', 'Denied']).default('Denied'),
    /** What the account is expected to be verified as; any entity of the organization unless it is told. */
    relationAuthName: entityName.optional(),
    remark: remark.default(''),
    tags: tags.default([]),
  }),
  output: z.object({ id: z.int() }),

  async run(context, { memberUin: uin, name, nodeId, isAllowQuit, relationAuthName, ...input }) {
    const { db, actor, now } = context;
    const { organizationId, adminUin } = await lockOwnOrganization(db, actor);
    const { departmentId } = await getDepartment(db, organizationId, nodeId);
    const account = await requireInvitable(context, organizationId, uin);
    const entity = await requireKnownEntity(context, organizationId, account, relationAuthName);
    const situation = { adminUin, uin, isSameEntity: entity.kind === 'admin' };
    const finance = toFinance(input, situation, compulsoryPermissions);
    if (await memberships.isNameUsed(db, organizationId, name)) throw accountNameUsed(name);

    const { remark, tags } = input;
    const invitation = { uin, name, departmentId, ...finance, remark, tags };
    const allowsQuitting = isAllowQuit === 'Allow';
    await invitations.expire(db, uin, now);
    const id = await invitations.insert(db, organizationId, { ...invitation, allowsQuitting }, now);
    if (id === undefined) throw invitationExists(uin);
    await recordChange(context, organizationId, { kind: 'MemberInvited', uin, accountName: name });
    return { id };
  },
});

async function requireInvitable(
  { db }: ActionContext,
  organizationId: number,
  uin: number,
): Promise<AnyAccount> {
  const account = await accounts.findByUin(db, uin);
  if (!account) throw accountUnknown(uin);
  if (account.organizationId === organizationId) throw memberExists(uin);
  if (account.organizationId !== null) throw memberElsewhere(uin);
  if (account.cloudSite !== 'local') throw cloudSiteNotOurs(account.cloudSite);
  if (!account.verifiedEntity) throw notVerified(uin);
  return account;
}

async function requireKnownEntity(
  { db }: ActionContext,
  organizationId: number,
  { uin, verifiedEntity }: AnyAccount,
  expected: string | undefined,
): Promise<VerifiedEntity> {
  if (expected !== undefined && expected !== verifiedEntity) throw notOfEntity(uin, expected);
  const entity = await entities.findByName(db, organizationId, verifiedEntity);
  if (!entity) throw entityNotKnown(uin, verifiedEntity);
  return entity;
}
