import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { DomainError } from '../../../../action/domain-error.ts';
import { pageInput } from '../../../../action/page.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { failureFields } from '../../tasks/failure.ts';
import { principalType } from '../principal.ts';
import * as submissions from './submission-queries.ts';

const shownTasks = z.enum(['Failed', 'InProgress']);

export const describeAuthorizationSubmission = defineAction({
  id: 'organization:DescribeAuthorizationSubmission',
  summary: 'Ours. Show how far the tasks of a submission are, and which failed, and why.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListRoleAssignments',
  input: z.object({
    zoneId: z.string(),
    submissionId: z.string(),
    /** Without it those that failed, or where none did those that wait. */
    tasks: shownTasks.optional(),
    ...pageInput,
  }),
  output: z.object({
    submission: z.object({
      submissionId: z.string(),
      actor: z.unknown(),
      createTime: z.date(),
      totalCount: z.int(),
      doneCount: z.int(),
      failedCount: z.int(),
      pendingCount: z.int(),
    }),
    tasks: z.array(
      z.object({
        taskId: z.string(),
        ...failureFields,
        principalType,
        principalName: z.string(),
        targetUin: z.int(),
        targetName: z.string(),
        roleConfigurationName: z.string(),
      }),
    ),
    totalCounts: z.int(),
    shown: shownTasks,
  }),

  async run({ db, actor }, { zoneId, submissionId, tasks: asked, ...page }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const submission = await submissions.find(db, spaceId, submissionId);
    if (!submission) throw submissionNotFound();
    const shown = asked ?? (submission.failedCount === 0 ? 'InProgress' : 'Failed');
    const listing = { ...page, isFailed: shown === 'Failed' };
    const { items, total } = await submissions.listTasks(db, spaceId, submissionId, listing);
    return { submission, tasks: items, totalCounts: total, shown };
  },
});

const submissionNotFound = () =>
  new DomainError('not-found', 'AuthorizationSubmissionNotExist', 'There is no such submission.');
