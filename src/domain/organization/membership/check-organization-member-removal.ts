import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { type Member, someUins } from '../accounts/account.ts';
import * as members from '../accounts/member-queries.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { type DepartureSituation, refusalItem, requireRemovable, toRefusalItem } from './departure.ts';
import { departureSituation } from './leave-organization.ts';

export const checkOrganizationMemberRemoval = defineAction({
  id: 'organization:CheckOrganizationMemberRemoval',
  summary: 'Tell which of these members could be removed, and why the others could not.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ memberUin: someUins }),
  output: z.object({
    items: z.array(
      z.object({
        memberUin: z.int(),
        name: z.string(),
        reason: refusalItem.optional(),
      }),
    ),
  }),

  async run({ db, actor }, { memberUin: uins }) {
    const { organizationId } = requireAdministrator(actor);
    const search = { text: '', tags: [], uins, offset: 0, limit: uins.length };
    const { items } = await members.page(db, organizationId, search);
    const checked = [];
    for (const member of items) {
      const reason = reasonAgainst(member, await departureSituation(db, organizationId, member.uin));
      checked.push({ memberUin: member.uin, name: member.name, ...(reason && { reason }) });
    }
    return { items: checked };
  },
});

function reasonAgainst(member: Member, situation: DepartureSituation) {
  try {
    requireRemovable(member, situation);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return toRefusalItem(error);
  }
}
