import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { pageInput } from '../../../../action/page.ts';
import { showDraft, shownDraft } from './draft.ts';
import * as choices from './draft-choice-queries.ts';
import { getDraft } from './get-draft.ts';

export const describeAuthorizationDraft = defineAction({
  id: 'organization:DescribeAuthorizationDraft',
  summary: 'Ours. Show a draft, with what there is to choose from or what is chosen.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({
    zoneId: z.string(),
    draftId: z.string(),
    of: z.enum(['accounts', 'principals', 'roleConfigurations']),
    filter: z.string().max(256).default(''),
    onlyChosen: z.boolean().default(false),
    /** Accounts of this department itself. */
    nodeId: z.int().optional(),
    principalType: z.enum(['User', 'Group']).optional(),
    ...pageInput,
  }),
  output: z.object({
    draft: shownDraft,
    choices: z.array(
      z.object({
        kind: z.enum(['Account', 'User', 'Group', 'RoleConfiguration']),
        id: z.string(),
        name: z.string(),
        detail: z.string(),
        isChosen: z.boolean(),
      }),
    ),
    totalCounts: z.int(),
    /** With the departments below each; only with accounts. */
    nodes: z.array(z.object({ nodeId: z.int(), total: z.int(), chosen: z.int() })),
  }),

  async run(context, { zoneId, draftId, of, filter: search, ...asked }) {
    const { db } = context;
    const { space, draft } = await getDraft(context, zoneId, draftId);
    const which = { ...asked, search, departmentId: asked.nodeId };
    const list = {
      accounts: choices.listAccounts,
      principals: choices.listPrincipals,
      roleConfigurations: choices.listConfigurations,
    }[of] as typeof choices.listAccounts & typeof choices.listPrincipals;
    const { items, total } = await list(db, space.spaceId, draft, which);
    const nodes = of === 'accounts' ? await choices.countByDepartment(db, space.organizationId, draft) : [];
    return { draft: showDraft(draft), choices: items, totalCounts: total, nodes };
  },
});
