import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { accountNotFound, someUins } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import * as members from '../accounts/member-queries.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { refusalItem, requireRemovable, toRefusalItem } from './departure.ts';
import { departureSituation, leaveOrganization } from './leave-organization.ts';

export const deleteOrganizationMembers = defineAction({
  id: 'organization:DeleteOrganizationMembers',
  summary: 'Remove members. Of several, those that cannot be removed stay, each with its reason.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: someUins }),
  output: z.object({
    removed: z.array(z.int()),
    failures: z.array(refusalItem.extend({ memberUin: z.int() })),
  }),

  async run(context, { memberUin: uins }) {
    const { organizationId } = await lockOwnOrganization(context.db, context.actor);
    await accounts.holdAll(context.db, organizationId, uins, 'to change');
    const removed: number[] = [];
    const refusals: { uin: number; refusal: DomainError }[] = [];
    for (const uin of new Set(uins)) {
      const refusal = await removeOrExplain(context, organizationId, uin);
      if (refusal) refusals.push({ uin, refusal });
      else removed.push(uin);
    }
    const [only] = refusals;
    if (only && refusals.length === 1 && removed.length === 0) throw only.refusal;
    return {
      removed,
      failures: refusals.map(({ uin, refusal }) => ({ memberUin: uin, ...toRefusalItem(refusal) })),
    };
  },
});

/** The rules are asked before anything is written, so a refusal leaves nothing behind. */
async function removeOrExplain(
  context: ActionContext,
  organizationId: number,
  uin: number,
): Promise<DomainError | undefined> {
  const member = await members.find(context.db, organizationId, uin);
  if (!member) return accountNotFound(uin);
  try {
    requireRemovable(member, await departureSituation(context.db, organizationId, uin));
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  await leaveOrganization(context, organizationId, member, 'MemberRemoved');
  return undefined;
}
