import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/describe-authorization-draft.ts';
import { updateAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { describeAuthorizationSubmission } from '../../../domain/identity-center/authorizations/submissions/describe-authorization-submission.ts';
import { planAuthorizationDraft } from '../../../domain/identity-center/authorizations/submissions/plan-authorization-draft.ts';
import { submitAuthorizationDraft } from '../../../domain/identity-center/authorizations/submissions/submit-authorization-draft.ts';
import { form } from '../../form.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { byWhom } from '../by-whom.ts';
import { draftOf, stepHref, timeOf, timeValue } from './draft-view.ts';

const submissionsPath = '/authorizations/submissions/:submissionId';
const view = 'console/authorizations/drafts/review';

/** How many of what is chosen the review names. */
const named = 20;

/** The last step, and what came of it. */
export function reviewPages(execute: Execute): Router {
  const router = Router();
  const locals = (req: Request) => reviewLocals(execute, req);
  const setTimes = form(execute, {
    action: updateAuthorizationDraft,
    actor: administratorOf,
    input: (req) => ({
      ...draftOf(req),
      ...{ startTime: timeOf(req.body.startTime), endTime: timeOf(req.body.endTime) },
    }),
    done: (_result, req, res) => res.redirect(303, `${stepHref(req, 'review')}?times=new`),
    page: view,
    locals,
  });

  router.get('/authorizations/drafts/:draftId/review', async (req, res) => {
    res.render(view, { ...(await locals(req as Request)), problem: null });
  });
  router.post('/authorizations/drafts/:draftId/validity', setTimes);
  router.post(
    '/authorizations/drafts/:draftId/submission',
    (req, res, next) => (hasOtherTimes(req.body) ? setTimes(req, res, next) : next()),
    form(execute, {
      action: submitAuthorizationDraft,
      actor: administratorOf,
      input: (req) => ({ ...draftOf(req), revision: Number(req.body.revision) }),
      done: ({ submissionId }, _req, res) =>
        res.redirect(303, `/console/authorizations/submissions/${submissionId}`),
      page: view,
      locals,
    }),
  );

  router.get(submissionsPath, async (req, res) => {
    res.render('console/authorizations/submissions/show', await describe(execute, req as Request));
  });

  return router;
}

/** Times that were typed after the review was shown are reviewed before anything is submitted. */
const hasOtherTimes = (body: Record<string, unknown>) =>
  ['startTime', 'endTime'].some((name) => name in body && body[name] !== (body[`${name}Shown`] ?? ''));

async function reviewLocals(execute: Execute, req: Request) {
  const { draft, plan } = await execute(planAuthorizationDraft, administratorOf(req), draftOf(req));
  const chosen = async (of: 'accounts' | 'principals' | 'roleConfigurations') => {
    const asked = { ...draftOf(req), of, onlyChosen: true, maxResults: named };
    const { choices, totalCounts } = await execute(describeAuthorizationDraft, administratorOf(req), asked);
    return { names: choices, total: totalCounts };
  };
  const times = { startTime: timeValue(draft.startTime), endTime: timeValue(draft.endTime) };
  return {
    ...{ draft, plan, at: 4 },
    accounts: await chosen('accounts'),
    principals: await chosen('principals'),
    configurations: await chosen('roleConfigurations'),
    ...{ values: times, shown: times, hasNewTimes: req.query.times === 'new' },
    href: stepHref(req, 'review').replace(/\/review$/, ''),
  };
}

async function describe(execute: Execute, req: Request) {
  const { offset, maxResults } = listingOf(req);
  const asked = (['Failed', 'InProgress'] as const).find((state) => state === req.query.tasks);
  const { submission, tasks, totalCounts, shown } = await execute(
    describeAuthorizationSubmission,
    administratorOf(req),
    {
      ...{ zoneId: zoneOf(req), submissionId: String(req.params.submissionId) },
      ...{ tasks: asked, offset, maxResults },
    },
  );
  const ended = submission.doneCount + submission.failedCount;
  return {
    ...{ asked, shown, tasks, page: pagerOf(req, totalCounts) },
    submission: { ...submission, by: byWhom(submission.actor), endedCount: ended },
    href: `/console/authorizations/submissions/${submission.submissionId}`,
  };
}
