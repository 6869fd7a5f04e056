import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { createAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/create-authorization-draft.ts';
import { deleteAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/delete-authorization-draft.ts';
import { describeAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/describe-authorization-draft.ts';
import { listAuthorizationDrafts } from '../../../domain/identity-center/authorizations/drafts/list-authorization-drafts.ts';
import { updateAuthorizationDraft } from '../../../domain/identity-center/authorizations/drafts/update-authorization-draft.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { listOf } from '../organization/posted.ts';
import { accountStep } from './account-step.ts';
import { choicesOf, departmentOf, draftOf, drafts, type Step, stepHref, steps } from './draft-view.ts';
import { reviewPages } from './review-pages.ts';

/** The wizard: accounts, then users and groups, then permission configurations, then a look at all of it. */
export function draftPages(execute: Execute): Router {
  const router = Router();

  router.get('/authorizations/drafts', async (req, res) => {
    const zone = { zoneId: zoneOf(req) };
    const { drafts: open } = await execute(listAuthorizationDrafts, administratorOf(req), zone);
    res.render('console/authorizations/drafts/index', { drafts: open });
  });
  router.post('/authorizations/drafts', async (req, res) => {
    const zone = { zoneId: zoneOf(req) };
    const { draftId } = await execute(createAuthorizationDraft, administratorOf(req), zone);
    await execute(updateAuthorizationDraft, administratorOf(req), {
      ...zone,
      draftId,
      ...beginningOf(req),
    });
    res.redirect(303, `${drafts}/${draftId}/accounts`);
  });
  router.post('/authorizations/drafts/:draftId/deletion', async (req, res) => {
    await execute(deleteAuthorizationDraft, administratorOf(req as Request), draftOf(req as Request));
    res.redirect(303, drafts);
  });

  router.use(reviewPages(execute));
  router.get('/authorizations/drafts/:draftId/accounts', async (req, res) => {
    res.render('console/authorizations/drafts/accounts', await accountStep(execute, req as Request));
  });
  for (const step of ['principals', 'configurations'] as const) {
    router.get(`/authorizations/drafts/:draftId/${step}`, async (req, res) => {
      res.render('console/authorizations/drafts/choices', await choiceStep(execute, req as Request, step));
    });
  }
  router.post('/authorizations/drafts/:draftId/department', async (req, res) => {
    const asked = { ...draftOf(req as Request), department: departmentOf(req.body) };
    await execute(updateAuthorizationDraft, administratorOf(req as Request), asked);
    res.redirect(303, stepHref(req as Request, req.body.nodeId ? 'principals' : 'accounts'));
  });
  /** Every button of a step keeps what is ticked, then goes where it says. */
  router.post('/authorizations/drafts/:draftId/:step', async (req, res) => {
    const asked = { ...draftOf(req as Request), ...choicesOf(req as Request) };
    await execute(updateAuthorizationDraft, administratorOf(req as Request), asked);
    res.redirect(303, nextOf(req as Request));
  });

  return router;
}

/** What the page where somebody begins is about is chosen already. */
const beginningOf = ({ body }: Request) => ({
  add: {
    uins: listOf(body.uin).map(Number),
    userIds: listOf(body.userId),
    groupIds: listOf(body.groupId),
    roleConfigurationIds: listOf(body.roleConfigurationId),
  },
  ...(body.nodeId && { department: departmentOf(body) }),
});

/** `go` is a step, or the part of the same step after the `?`. */
function nextOf(req: Request): string {
  const go = String(req.body.go ?? '');
  const step = steps.find((known) => known === go);
  if (step) return stepHref(req, step);
  const here = steps.find((known) => known === req.params.step) ?? 'accounts';
  const query = new URLSearchParams(go.replace(/^\?/, ''));
  if (!go.startsWith('?')) query.set('q', String(req.body.q ?? ''));
  return `${stepHref(req, here)}?${query}`;
}

async function choiceStep(execute: Execute, req: Request, step: Exclude<Step, 'accounts' | 'review'>) {
  const { search, offset, maxResults } = listingOf(req);
  const onlyChosen = req.query.chosen === 'yes';
  const described = await execute(describeAuthorizationDraft, administratorOf(req), {
    ...draftOf(req),
    of: step === 'principals' ? 'principals' : 'roleConfigurations',
    ...{ filter: search, onlyChosen, offset, maxResults },
    principalType: ['User', 'Group'].find((type) => type === req.query.type),
  });
  const at = steps.indexOf(step);
  return {
    ...{ step, search, onlyChosen, at: at + 1, draft: described.draft, choices: described.choices },
    href: stepHref(req, step),
    next: steps[at + 1],
    previous: steps[at - 1],
    page: pagerOf(req, described.totalCounts),
  };
}
