import { type Request, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { createTrackingSet } from '../../domain/audit/tracking/create-tracking-set.ts';
import { deleteTrackingSet } from '../../domain/audit/tracking/delete-tracking-set.ts';
import { getTrackingSet } from '../../domain/audit/tracking/get-tracking-set.ts';
import { listTrackingSets } from '../../domain/audit/tracking/list-tracking-sets.ts';
import { testTrackingSet } from '../../domain/audit/tracking/test-tracking-set.ts';
import { updateTrackingSet } from '../../domain/audit/tracking/update-tracking-set.ts';
import { updateTrackingSetStatus } from '../../domain/audit/tracking/update-tracking-set-status.ts';
import { form } from '../form.ts';
import { administratorOf } from './administrator-session.ts';
import { destinationKindOf, typedTrackingSet, typedTrackingSetOf } from './typed-tracking-set.ts';

const listPage = '/console/tracking-sets';

/** Orders to carry audit records elsewhere: what, where to, and how far they are. */
export function trackingSetPages(execute: Execute): Router {
  const router = Router();

  router.get('/tracking-sets', async (req, res) => {
    res.render('console/tracking-sets/index', await execute(listTrackingSets, administratorOf(req), {}));
  });

  router.get('/tracking-sets/new', (req, res) => {
    res.render('console/tracking-sets/new', { ...newLocals(req), values: {}, problem: null });
  });

  router.post(
    '/tracking-sets',
    form(execute, {
      action: createTrackingSet,
      actor: administratorOf,
      input: ({ body }) => ({ ...typedTrackingSet(body), fromBeginning: body?.fromBeginning === 'true' }),
      done: ({ trackingSetId }, _req, res) => res.redirect(303, `${listPage}/${trackingSetId}`),
      page: 'console/tracking-sets/new',
      locals: newLocals,
    }),
  );

  router.use(oneTrackingSet(execute));
  return router;
}

function oneTrackingSet(execute: Execute): Router {
  const router = Router();

  router.get('/tracking-sets/:trackingSetId', async (req, res) => {
    res.render('console/tracking-sets/show', { ...(await setOf(execute, req as Request)), problem: null });
  });

  router.get('/tracking-sets/:trackingSetId/edit', async (req, res) => {
    res.render('console/tracking-sets/edit', {
      ...(await editLocals(execute, req as Request)),
      problem: null,
    });
  });

  router.post(
    '/tracking-sets/:trackingSetId',
    form(execute, {
      action: updateTrackingSet,
      actor: administratorOf,
      input: (req) => ({ ...typedTrackingSet(req.body), trackingSetId: req.params.trackingSetId }),
      done: (_result, req, res) => res.redirect(303, `${listPage}/${req.params.trackingSetId}`),
      page: 'console/tracking-sets/edit',
      locals: (req) => editLocals(execute, req),
    }),
  );

  const backToSet = (req: Request) => `${listPage}/${req.params.trackingSetId}`;
  router.post('/tracking-sets/:trackingSetId/status', change(execute, updateTrackingSetStatus, backToSet));
  router.post('/tracking-sets/:trackingSetId/tests', change(execute, testTrackingSet, backToSet));
  router.post(
    '/tracking-sets/:trackingSetId/removal',
    change(execute, deleteTrackingSet, () => listPage),
  );

  return router;
}

const change = <I extends z.ZodType, O extends z.ZodType>(
  execute: Execute,
  action: Action<I, O>,
  goTo: (req: Request) => string,
) =>
  form(execute, {
    action,
    actor: administratorOf,
    input: (req) => ({ trackingSetId: req.params.trackingSetId, newStatus: req.body?.newStatus }),
    done: (_result, req, res) => res.redirect(303, goTo(req)),
    page: 'console/tracking-sets/show',
    locals: (req) => setOf(execute, req),
  });

const newLocals = (req: Request) => ({ kind: destinationKindOf(req.body?.kind ?? req.query.kind) });

const setOf = async (execute: Execute, req: Request) => ({
  ...(await execute(getTrackingSet, administratorOf(req), { trackingSetId: req.params.trackingSetId })),
});

async function editLocals(execute: Execute, req: Request) {
  const { trackingSet } = await setOf(execute, req);
  const asked = req.body?.kind ?? req.query.kind ?? trackingSet.destination.kind;
  return { trackingSet, kind: destinationKindOf(asked), values: typedTrackingSetOf(trackingSet) };
}
