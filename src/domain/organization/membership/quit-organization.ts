import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as members from '../accounts/member-queries.ts';
import { organizationNotFound } from '../organizations/organization.ts';
import * as organizations from '../organizations/organization-queries.ts';
import { requireMayQuit } from './departure.ts';
import { departureSituation, leaveOrganization } from './leave-organization.ts';

export const quitOrganization = defineAction({
  id: 'organization:QuitOrganization',
  summary: 'Leave the organization, as a member that was invited and is allowed to.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ orgId: z.int() }),
  output: z.object({}),

  async run(context, { orgId: organizationId }) {
    const { db } = context;
    const { uin } = requirePrincipal(context.actor);
    const member = await members.find(db, organizationId, uin);
    // An organization that the account is no member of is not found, whether it exists or not.
    if (!member || !(await organizations.lock(db, organizationId))) throw organizationNotFound();
    const locked = await members.find(db, organizationId, uin);
    if (!locked) throw organizationNotFound();
    requireMayQuit(locked, await departureSituation(db, organizationId, uin));

    await leaveOrganization(context, organizationId, locked, 'MemberQuit');
    return {};
  },
});
