import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import * as drafts from './draft-queries.ts';
import { getDraft } from './get-draft.ts';

export const deleteAuthorizationDraft = defineAction({
  id: 'organization:DeleteAuthorizationDraft',
  summary: 'Ours. Throw a draft away.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({ zoneId: z.string(), draftId: z.string() }),
  output: z.object({}),

  async run(context, { zoneId, draftId }) {
    const { space } = await getDraft(context, zoneId, draftId);
    await drafts.remove(context.db, space.spaceId, draftId);
    return {};
  },
});
