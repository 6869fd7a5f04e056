import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { startTasks } from '../../tasks/start-tasks.ts';
import {
  type Draft,
  draftChanged,
  draftIncomplete,
  draftTooLarge,
  tripletsPerSubmission,
} from '../drafts/draft.ts';
import * as choices from '../drafts/draft-choice-queries.ts';
import * as drafts from '../drafts/draft-queries.ts';
import { getDraft } from '../drafts/get-draft.ts';
import { requireValidity } from '../validity.ts';
import * as submissions from './submission-queries.ts';

/** A task's id is the beginning of one such as others have, and the number of its triplet, of five digits from 0. */
const prefixCharacters = 9;

export const submitAuthorizationDraft = defineAction({
  id: 'organization:SubmitAuthorizationDraft',
  summary: 'Ours. Authorize what a draft chooses; each triplet becomes a task that deploys what it needs.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({
    zoneId: z.string(),
    draftId: z.string(),
    /** The revision that was reviewed. */
    revision: z.int(),
  }),
  output: z.object({ submissionId: z.string(), createdCount: z.int(), existingCount: z.int() }),

  async run(context, { zoneId, draftId, revision }) {
    const { db, actor, now, random } = context;
    const { space, draft } = await getDraft(context, zoneId, draftId);
    const { spaceId } = space;
    if (draft.revision !== revision) throw draftChanged();
    await submissions.holdAccounts(db, space.organizationId, draft);
    const wanted = await choices.onlyKnown(db, spaceId, draft);
    requireSize(wanted);
    requireValidity(wanted, now);

    const submissionId = random.id('as');
    const taskPrefix = random.id('t').slice(0, prefixCharacters);
    await submissions.insert(db, spaceId, { submissionId, actor, now });
    const done = await submissions.apply(db, spaceId, wanted, { submissionId, taskPrefix, now });
    await drafts.remove(db, spaceId, draftId);
    await startTasks(context, spaceId, done.uins);
    context.changed(null, { ...wanted, submissionId });
    return { submissionId, createdCount: done.createdCount, existingCount: done.existingCount };
  },
});

function requireSize({ uins, userIds, groupIds, roleConfigurationIds }: Draft): void {
  const count = uins.length * (userIds.length + groupIds.length) * roleConfigurationIds.length;
  if (count === 0) throw draftIncomplete();
  if (count > tripletsPerSubmission) throw draftTooLarge(count);
}
