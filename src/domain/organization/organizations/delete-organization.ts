import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { identityCenterService, removeServiceLinkedRole } from '../../cam/index.ts';
import * as invitations from '../invitations/invitation-queries.ts';
import * as creations from '../member-creations/member-creation-queries.ts';
import { leaveOrganization } from '../membership/leave-organization.ts';
import * as memberships from '../membership/membership-queries.ts';
import { requireDisabled } from '../service-control-policies/service-control.ts';
import { lockOwnOrganization, organizationNotEmpty } from './organization.ts';
import * as organizations from './organization-queries.ts';

export const deleteOrganization = defineAction({
  id: 'organization:DeleteOrganization',
  summary: 'Delete the organization once the admin account is alone in it; its space closes with it.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({}),

  async run(context) {
    const { db, actor, now } = context;
    const { organizationId, adminUin: uin, name } = await lockOwnOrganization(db, actor);
    const others = await memberships.others(db, organizationId);
    if (others.total > 0) throw organizationNotEmpty(others.names, others.total);
    await requireDisabled(db, organizationId);

    await invitations.cancelAll(db, organizationId, now);
    await creations.cancelAll(db, organizationId, now);
    await leaveOrganization(context, organizationId, { uin, name });
    await removeServiceLinkedRole(db, uin, identityCenterService);
    await organizations.end(db, organizationId, now);
    return {};
  },
});
