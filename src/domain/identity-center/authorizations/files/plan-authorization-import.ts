import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { pageInput } from '../../../../action/page.ts';
import { getImport, importMode } from './authorization-import.ts';
import * as plans from './import-plan-queries.ts';
import { judge } from './judge-queries.ts';

/** How many of what is taken away are named. */
const named = 100;

export const planAuthorizationImport = defineAction({
  id: 'organization:PlanAuthorizationImport',
  summary:
    'Ours. Tell, line by line, what applying a file of authorizations would do now, and who gains and loses what.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({ zoneId: z.string(), importId: z.string(), ...pageInput }),
  output: z.object({
    mode: importMode,
    /** Names this plan; what is applied is what was planned. */
    digest: z.string(),
    counts: z.record(z.enum(['create', 'exists', 'differs', 'change', 'error', 'remove']), z.int()),
    effects: z.array(
      z.object({
        kind: z.enum(['gain', 'lose']),
        configurationName: z.string(),
        /** At most: whoever holds it otherwise gains or loses nothing. */
        personCount: z.int(),
        accountCount: z.int(),
        productionCount: z.int(),
        isAdministrator: z.boolean(),
      }),
    ),
    lines: z.array(
      z.object({
        line: z.int(),
        outcome: z.enum(['create', 'exists', 'differs', 'change', 'error']),
        problem: z.string().nullable(),
        principalType: z.string(),
        principalName: z.string(),
        uin: z.int().nullable(),
        accountName: z.string().nullable(),
        department: z.string(),
        configurationName: z.string(),
      }),
    ),
    totalCounts: z.int(),
    leaving: z.array(
      z.object({
        principalType: z.string(),
        principalName: z.string(),
        uin: z.int().nullable(),
        accountName: z.string().nullable(),
        department: z.string(),
        configurationName: z.string(),
      }),
    ),
  }),

  async run(context, { zoneId, importId, ...page }) {
    const { db, now } = context;
    const { space, found } = await getImport(context, zoneId, importId);
    const { spaceId, organizationId } = space;
    await judge(db, spaceId, { ...found, organizationId, now });
    const { digest, ...counts } = await plans.count(db, spaceId);
    const { items, total } = await plans.listLines(db, spaceId, page);
    return {
      ...{ mode: found.mode, digest, counts, lines: items, totalCounts: total },
      effects: await plans.listEffects(db, spaceId, organizationId),
      leaving: await plans.listLeaving(db, spaceId, named),
    };
  },
});
