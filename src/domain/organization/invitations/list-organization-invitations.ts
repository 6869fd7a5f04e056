import { z } from 'zod';
import { type Actor, requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as accounts from '../accounts/account-queries.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { listingInput } from '../organizations/listing.ts';
import { type InvitationState, invitationStates } from './invitation.ts';
import * as invitations from './invitation-queries.ts';

const input = z.object({
  ...listingInput,
  /** 1: those that this account received; 0: those that its organization sent. */
  invited: z.int().min(0).max(1),
  searchKey: z.string().max(256).default(''),
  status: z.enum(invitationStates).optional(),
});

const item = z.object({
  id: z.int(),
  uin: z.int(),
  name: z.string(),
  orgId: z.int(),
  orgName: z.string(),
  hostUin: z.int(),
  hostName: z.string(),
  nodeId: z.int().nullable(),
  nodeName: z.string(),
  permissionIds: z.array(z.int()),
  payUin: z.string(),
  isAllowQuit: z.enum(['Allow', 'Denied']),
  remark: z.string(),
  status: z.int(),
  /** Ours: the status in a word. */
  state: z.enum(invitationStates),
  inviteTime: z.date(),
  expireTime: z.date(),
  decideTime: z.date().nullable(),
});

export const listOrganizationInvitations = defineAction({
  id: 'organization:ListOrganizationInvitations',
  summary:
    'List invitations of the last three months: received by this account, or sent by its organization.',
  effect: 'read',
  allowed: ['principal'],
  input,
  output: z.object({ invitations: z.array(item), totalCount: z.int() }),

  async run({ db, actor, now }, listing) {
    const { items, total } = await (listing.invited === 1 ? received : sent)(db, actor, listing, now);
    return { invitations: items.map(toItem), totalCount: total };
  },
});

/** How the Cloud API numbers the states. */
const statusNumbers: Record<InvitationState, number> = {
  Expired: -1,
  Pending: 0,
  Accepted: 1,
  Rejected: 2,
  Cancelled: 3,
};

type Listing = z.output<typeof input>;

function sent(db: Transaction, actor: Actor, { searchKey: text, status, offset, limit }: Listing, now: Date) {
  const { organizationId } = requireAdministrator(actor);
  const states = status && [status];
  return invitations.pageSent(db, organizationId, { text, states, offset, limit }, now);
}

/** Hidden from an account while it belongs to an organization (operation guide: accepting an invitation). */
async function received(
  db: Transaction,
  actor: Actor,
  listing: Listing,
  now: Date,
): Promise<Page<invitations.ListedInvitation>> {
  const { uin } = requirePrincipal(actor);
  const account = await accounts.findByUin(db, uin);
  if (account?.organizationId !== null) return { items: [], total: 0 };
  return invitations.pageReceived(db, uin, listing, now);
}

const toItem = (invitation: invitations.ListedInvitation): z.input<typeof item> => ({
  id: invitation.invitationId,
  uin: invitation.uin,
  name: invitation.name,
  orgId: invitation.organizationId,
  orgName: invitation.organizationName,
  hostUin: invitation.adminUin,
  hostName: invitation.adminName,
  nodeId: invitation.departmentId,
  nodeName: invitation.departmentName ?? '',
  permissionIds: invitation.permissionIds,
  payUin: String(invitation.payUin ?? invitation.uin),
  isAllowQuit: invitation.allowsQuitting ? 'Allow' : 'Denied',
  remark: invitation.remark,
  status: statusNumbers[invitation.state],
  state: invitation.state,
  inviteTime: invitation.inviteTime,
  expireTime: invitation.expireTime,
  decideTime: invitation.decideTime,
});
