import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { showDraft, shownDraft, tripletsPerSubmission } from '../drafts/draft.ts';
import { getDraft } from '../drafts/get-draft.ts';
import * as plans from './plan-queries.ts';

export const planAuthorizationDraft = defineAction({
  id: 'organization:PlanAuthorizationDraft',
  summary: 'Ours. Show what submitting a draft would do: triplets, those there already, and who gains what.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({ zoneId: z.string(), draftId: z.string() }),
  output: z.object({
    draft: shownDraft,
    plan: z.object({
      accountCount: z.int(),
      principalCount: z.int(),
      roleConfigurationCount: z.int(),
      tripletCount: z.int(),
      existingCount: z.int(),
      personCount: z.int(),
      gainingPersonCount: z.int(),
      gainedAccountCount: z.int(),
      gains: z.array(
        z.object({
          roleConfigurationId: z.string(),
          name: z.string(),
          personCount: z.int(),
          accountCount: z.int(),
        }),
      ),
      isTooLarge: z.boolean(),
    }),
  }),

  async run(context, { zoneId, draftId }) {
    const { space, draft } = await getDraft(context, zoneId, draftId);
    const plan = await plans.plan(context.db, space.spaceId, space.organizationId, draft, context.now);
    return {
      draft: showDraft(draft),
      plan: { ...plan, isTooLarge: plan.tripletCount > tripletsPerSubmission },
    };
  },
});
