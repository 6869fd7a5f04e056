import { z } from 'zod';
import { type Delegation, requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { delegations } from '../../organization/index.ts';
import { decide } from '../../policy/index.ts';
import { authorityOf } from './authority.ts';
import { requestOf } from './request.ts';

export const listAllowedActions = defineAction({
  id: 'sts:ListAllowedActions',
  summary: 'Tell somebody which of some actions the policies allow on at least some resource.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({ actions: z.array(z.string()).max(2000) }),
  output: z.object({
    actions: z.array(z.string()),
    /** Of the organization that the account administers, if it does. */
    organizationId: z.int().optional(),
    /** What the account was trusted with by its organization, as a member. */
    delegations: z.array(z.custom<Delegation>()),
  }),

  /** For what a page offers, in the hopeful reading; what is asked for then is decided with its resource. */
  async run(context, { actions }) {
    const principal = requirePrincipal(context.actor);
    const authority = await authorityOf(context, principal);
    const allowed = actions.filter(
      (action) =>
        decide(authority, requestOf(context, principal, action, '*'), { reading: 'hopeful' }).allowed,
    );
    return {
      actions: allowed,
      organizationId: principal.organizationId,
      delegations: await delegations.listOf(context.db, principal.uin),
    };
  },
});
