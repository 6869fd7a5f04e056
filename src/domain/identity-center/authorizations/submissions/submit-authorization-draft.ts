import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import type { Space } from '../../space/space.ts';
import { startTasks } from '../../tasks/start-tasks.ts';
import { authorizeDepartment } from '../departments/authorize-department.ts';
import type { Place } from '../departments/department-authorization-queries.ts';
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
import { grant, prefixCharacters } from '../granting-queries.ts';
import { requireValidity } from '../validity.ts';
import * as submissions from './submission-queries.ts';

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
    const submissionId = random.id('as');
    await submissions.insert(db, spaceId, { submissionId, actor, now });
    const done = draft.place
      ? await submitForDepartment(context, space, { ...draft, place: draft.place }, submissionId)
      : await submitForAccounts(context, space, draft, submissionId);
    await drafts.remove(db, spaceId, draftId);
    return { submissionId, ...done };
  },
});

async function submitForAccounts(context: ActionContext, space: Space, draft: Draft, submissionId: string) {
  const { db, now, random } = context;
  const { spaceId, organizationId } = space;
  await submissions.holdAccounts(db, organizationId, draft);
  const wanted = await choices.onlyKnown(db, spaceId, draft);
  requireSize(wanted);
  requireValidity(wanted, now);
  const taskPrefix = random.id('t').slice(0, prefixCharacters);
  const triplets = submissions.tripletsOf(spaceId, organizationId, wanted);
  const { uins, ...counts } = await grant(db, spaceId, triplets, { submissionId, taskPrefix, now });
  await startTasks(context, spaceId, uins);
  context.changed(null, { ...wanted, submissionId });
  return counts;
}

async function submitForDepartment(
  context: ActionContext,
  space: Space,
  draft: Draft & { place: Place & { name: string } },
  submissionId: string,
) {
  await organizations.lock(context.db, space.organizationId);
  const wanted = { ...(await choices.onlyKnown(context.db, space.spaceId, draft)), place: draft.place };
  const { createdCount, existingCount } = await authorizeDepartment(context, space, wanted, submissionId);
  context.changed(null, { ...wanted, submissionId });
  return { createdCount, existingCount };
}

function requireSize({ uins, userIds, groupIds, roleConfigurationIds }: Draft): void {
  const count = uins.length * (userIds.length + groupIds.length) * roleConfigurationIds.length;
  if (count === 0) throw draftIncomplete();
  if (count > tripletsPerSubmission) throw draftTooLarge(count);
}
