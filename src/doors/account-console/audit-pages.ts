import { type Request, Router } from 'express';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { catalogue } from '../../catalogue.ts';
import { describeEvent } from '../../domain/audit/account/describe-event.ts';
import { describeEvents } from '../../domain/audit/account/describe-events.ts';
import { hrefOf, isNarrowed, toFilter, typedFilter } from '../audit-filter.ts';
import { toProblem } from '../form.ts';
import { hrefWith, rowsPerPage } from '../pager.ts';
import { recordedRefusal } from '../recorded-refusal.ts';
import { principalOf } from './signed-in.ts';

const home = '/account-console/audit';

/** What was done in the account, and what others did about it. */
export function auditPages(execute: Execute): Router {
  const router = Router();

  router.get('/audit', async (req, res) => {
    const typed = typedFilter(req.query);
    const { problem, ...list } = await listOf(execute, req as Request).catch((error) => {
      if (!(error instanceof DomainError) || error.kind === 'forbidden') throw error;
      return { events: [], nextBefore: undefined, isPartial: false, problem: toProblem(error, res) };
    });
    res.status(problem ? 400 : 200).render('account-console/audit/index', {
      ...list,
      ...{ home, typed, problem, actions: [...catalogue.keys()].sort() },
      isNarrowed: isNarrowed(typed),
      olderHref: list.nextBefore && hrefWith(req, 'before', String(list.nextBefore)),
      newestHref: req.query.before === undefined ? undefined : hrefOf(home, typed),
    });
  });

  router.get('/audit/:sequence', async (req, res) => {
    const { sequence } = req.params;
    const { event } = await execute(describeEvent, principalOf(req as Request), { sequence });
    res.render('account-console/audit/show', {
      event: { ...event, reason: recordedRefusal(event, res) },
      input: event.input === null ? null : JSON.stringify(event.input, null, 2),
    });
  });

  return router;
}

async function listOf(execute: Execute, req: Request) {
  const found = await execute(describeEvents, principalOf(req), {
    filter: toFilter(typedFilter(req.query)),
    before: req.query.before,
    maxResults: rowsPerPage,
  });
  return { ...found, problem: null };
}
