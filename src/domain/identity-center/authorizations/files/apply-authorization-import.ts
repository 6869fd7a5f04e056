import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import * as submissions from '../submissions/submission-queries.ts';
import { applyToAccounts, applyToDepartments } from './apply-import.ts';
import { getImport, importChanged, importHasErrors, importNotConfirmed } from './authorization-import.ts';
import { count } from './import-plan-queries.ts';
import * as imports from './import-queries.ts';
import { judge } from './judge-queries.ts';

export const applyAuthorizationImport = defineAction({
  id: 'organization:ApplyAuthorizationImport',
  summary:
    'Ours. Do what the plan of a file of authorizations says, as a submission; a plan that is out of date is refused.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  /** It may take authorizations away. */
  alsoNeeds: ({ removeCount }) =>
    removeCount > 0 ? [{ action: 'organization:DeleteRoleAssignment', resource: '*' }] : [],
  input: z.object({
    zoneId: z.string(),
    importId: z.string(),
    /** Of the plan that was looked at. */
    digest: z.string(),
    /** How many authorizations the asker knows that this takes away or changes. */
    removeCount: z.int().min(0).default(0),
  }),
  output: z.object({
    submissionId: z.string(),
    createdCount: z.int(),
    removedCount: z.int(),
    changedCount: z.int(),
  }),

  async run(context, { zoneId, importId, digest, removeCount }) {
    const { db, actor, now, random } = context;
    const { space, found } = await getImport(context, zoneId, importId);
    const { spaceId, organizationId } = space;
    await organizations.lock(db, organizationId);
    await imports.holdNamed(db, spaceId, importId);
    await judge(db, spaceId, { ...found, organizationId, now });
    const { digest: present, ...counts } = await count(db, spaceId);
    if (found.mode === 'exact' && counts.error > 0) throw importHasErrors(counts.error);
    if (present !== digest) throw importChanged();
    if (counts.remove + counts.change !== removeCount) throw importNotConfirmed();

    const submissionId = random.id('as');
    await submissions.insert(db, spaceId, { submissionId, actor, now });
    const own = await applyToAccounts(context, space, submissionId);
    const inherited = await applyToDepartments(context, space, submissionId);
    await imports.remove(db, spaceId, importId);
    context.changed(null, { ...counts, mode: found.mode, submissionId });
    return {
      submissionId,
      createdCount: own.createdCount + inherited.createdCount,
      removedCount: own.removedCount + inherited.removedCount,
      changedCount: counts.change,
    };
  },
});
