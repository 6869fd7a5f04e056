import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accounts from '../accounts/account-queries.ts';
import { recordChange } from '../changes/record-change.ts';
import { departmentOrRoot } from '../departments/get-department.ts';
import { joinOrganization } from '../membership/join-organization.ts';
import { organizationNotFound } from '../organizations/organization.ts';
import * as organizations from '../organizations/organization-queries.ts';
import { entityNotKnown } from '../verified-entities/verified-entity.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { getOpenInvitation } from './get-open-invitation.ts';
import { invitationNotFound } from './invitation.ts';
import * as invitations from './invitation-queries.ts';

export const acceptOrganizationInvitation = defineAction({
  id: 'organization:AcceptOrganizationInvitation',
  summary: 'Accept an invitation: the account becomes a member as the invitation says.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ id: z.int() }),
  output: z.object({}),

  async run(context, { id }) {
    const { db, now } = context;
    const { uin } = requirePrincipal(context.actor);
    const { organizationId } = await getOpenInvitation(db, uin, id, now);
    if (!(await organizations.lock(db, organizationId))) throw organizationNotFound();
    const invitation = await invitations.decide(db, organizationId, id, 'Accepted', now);
    if (!invitation) throw invitationNotFound(id);
    const verifiedEntity = (await accounts.findByUin(db, uin))?.verifiedEntity ?? '';
    if (!(await entities.findByName(db, organizationId, verifiedEntity))) {
      throw entityNotKnown(uin, verifiedEntity);
    }

    await joinOrganization(context, organizationId, uin, {
      ...invitation,
      kind: 'member',
      memberType: 'Invite',
      departmentId: await departmentOrRoot(db, organizationId, invitation.departmentId),
    });
    await recordChange(context, organizationId, {
      kind: 'InvitationAccepted',
      uin,
      accountName: invitation.name,
    });
    return {};
  },
});
