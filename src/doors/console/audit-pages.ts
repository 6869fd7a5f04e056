import { type Request, Router } from 'express';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { catalogue } from '../../catalogue.ts';
import { describeAuditChain } from '../../domain/audit/describe-audit-chain.ts';
import { getAuditEvent } from '../../domain/audit/get-audit-event.ts';
import { listAuditEvents } from '../../domain/audit/list-audit-events.ts';
import { hrefOf, isNarrowed, toFilter, typedFilter } from '../audit-filter.ts';
import { toProblem } from '../form.ts';
import { hrefWith, rowsPerPage } from '../pager.ts';
import { recordedRefusal } from '../recorded-refusal.ts';
import { administratorOf } from './administrator-session.ts';

const home = '/console/audit';

/** What was done and what was refused, by whom, and what it changed. */
export function auditPages(execute: Execute): Router {
  const router = Router();

  router.get('/audit', async (req, res) => {
    const typed = typedFilter(req.query);
    const { problem, ...list } = await listOf(execute, req as Request).catch((error) => {
      if (!(error instanceof DomainError)) throw error;
      return {
        events: [],
        nextBefore: undefined,
        isPartial: false,
        waiting: 0,
        problem: toProblem(error, res),
      };
    });
    const chain = await execute(describeAuditChain, administratorOf(req as Request), {});
    res.status(problem ? 400 : 200).render('console/audit/index', {
      ...list,
      ...{ home, typed, problem, chain, actions: [...catalogue.keys()].sort() },
      isNarrowed: isNarrowed(typed),
      hasAny: list.events.length > 0,
      olderHref: list.nextBefore && hrefWith(req, 'before', String(list.nextBefore)),
      newestHref: req.query.before === undefined ? undefined : hrefOf(home, typed),
    });
  });

  router.get('/audit/:sequence', async (req, res) => {
    const found = await execute(getAuditEvent, administratorOf(req as Request), {
      sequence: req.params.sequence,
    });
    res.render('console/audit/show', {
      ...found,
      reason: recordedRefusal(found.event, res),
      actor: JSON.stringify(found.actor, null, 2),
      input: JSON.stringify(found.input, null, 2),
      requestHref: hrefOf(home, typedFilter({ requestId: found.event.requestId })),
    });
  });

  return router;
}

async function listOf(execute: Execute, req: Request) {
  const found = await execute(listAuditEvents, administratorOf(req), {
    filter: toFilter(typedFilter(req.query)),
    before: req.query.before,
    maxResults: rowsPerPage,
  });
  return { ...found, problem: null };
}
