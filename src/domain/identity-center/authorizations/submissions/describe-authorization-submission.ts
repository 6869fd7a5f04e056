import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { DomainError } from '../../../../action/domain-error.ts';
import { pageInput } from '../../../../action/page.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { failureFields } from '../../tasks/failure.ts';
import { principalType } from '../principal.ts';
import * as submissions from './submission-queries.ts';

export const describeAuthorizationSubmission = defineAction({
  id: 'organization:DescribeAuthorizationSubmission',
  summary: 'Ours. Show how far the tasks of a submission are, and which failed, and why.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListRoleAssignments',
  input: z.object({
    zoneId: z.string(),
    submissionId: z.string(),
    tasks: z.enum(['Failed', 'InProgress']).default('Failed'),
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
  }),

  async run({ db, actor }, { zoneId, submissionId, tasks: state, ...page }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const submission = await submissions.find(db, spaceId, submissionId);
    if (!submission) throw submissionNotFound();
    const asked = { ...page, isFailed: state === 'Failed' };
    const { items, total } = await submissions.listTasks(db, spaceId, submissionId, asked);
    return { submission, tasks: items, totalCounts: total };
  },
});

const submissionNotFound = () =>
  new DomainError('not-found', 'AuthorizationSubmissionNotExist', 'There is no such submission.');
