import { type Request, type Response, Router } from 'express';
import type { AnyAction } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { form } from '../form.ts';
import { policyChoice, sameChoice } from './policy-choice.ts';
import { principalOf } from './signed-in.ts';

/** A user, group or role: what has policies, and perhaps a boundary. */
export interface PolicyHolder {
  /** Of its page, below the account console. */
  path: string;
  section: 'users' | 'groups' | 'roles';
  /** The view that shows it. */
  view: string;
  describe(req: Request): Promise<Held>;
  attach: Change;
  detach: Change;
  putBoundary?: Change;
  deleteBoundary?: Change;
}

interface Held {
  title: string;
  href: string;
  /** What its forms carry, so that the operations know whom they are about. */
  hidden: Record<string, string>;
  attached?: { policyId: number }[] | undefined;
  boundary?: { policyId: number } | null | undefined;
}

/** An operation, and how it calls whom it is about. */
interface Change {
  action: AnyAction;
  input(req: Request): object;
}

/** Attaching and detaching policies, and setting a boundary, for whatever has them. */
export function policyHolderPages(execute: Execute, holder: PolicyHolder): Router {
  const router = Router();
  const { path } = holder;

  router.get(`${path}/policies/new`, async (req, res) => {
    res.render('account-console/choose-policy', {
      ...(await attachChoice(execute, holder, req)),
      problem: null,
    });
  });

  router.post(
    `${path}/policies`,
    form(execute, {
      action: holder.attach.action,
      actor: principalOf,
      input: (req) => ({ ...holder.attach.input(req), policyId: Number(req.body.policyId) }),
      done: (_result, req, res) => res.redirect(303, `${req.baseUrl}${req.path}/new${sameChoice(req)}`),
      page: 'account-console/choose-policy',
      locals: (req) => attachChoice(execute, holder, req),
    }),
  );

  router.post(
    `${path}/policies/:policyId/deletion`,
    form(execute, {
      action: holder.detach.action,
      actor: principalOf,
      input: (req) => ({ ...holder.detach.input(req), policyId: Number(req.params.policyId) }),
      done: backTo(holder),
      page: holder.view,
      locals: holder.describe,
    }),
  );

  const { putBoundary, deleteBoundary } = holder;
  if (putBoundary && deleteBoundary) router.use(boundaryPages(execute, holder, putBoundary, deleteBoundary));
  return router;
}

function boundaryPages(execute: Execute, holder: PolicyHolder, put: Change, remove: Change): Router {
  const router = Router();
  const { path } = holder;

  router.get(`${path}/boundary/new`, async (req, res) => {
    res.render('account-console/choose-policy', {
      ...(await boundaryChoice(execute, holder, req)),
      problem: null,
    });
  });

  router.post(
    `${path}/boundary`,
    form(execute, {
      action: put.action,
      actor: principalOf,
      input: (req) => ({ ...put.input(req), policyId: Number(req.body.policyId) }),
      done: backTo(holder),
      page: 'account-console/choose-policy',
      locals: (req) => boundaryChoice(execute, holder, req),
    }),
  );

  router.post(
    `${path}/boundary/deletion`,
    form(execute, {
      action: remove.action,
      actor: principalOf,
      input: remove.input,
      done: backTo(holder),
      page: holder.view,
      locals: holder.describe,
    }),
  );
  return router;
}

const backTo = (holder: PolicyHolder) => async (_result: unknown, req: Request, res: Response) =>
  res.redirect(303, (await holder.describe(req)).href);

async function attachChoice(execute: Execute, { describe, section }: PolicyHolder, req: Request) {
  const held = await describe(req);
  const chosen = (held.attached ?? []).map(({ policyId }) => policyId);
  const choice = await policyChoice(execute, req, chosen);
  return { ...held, ...choice, section, purpose: 'attach', action: `${held.href}/policies` };
}

async function boundaryChoice(execute: Execute, { describe, section }: PolicyHolder, req: Request) {
  const held = await describe(req);
  const choice = await policyChoice(execute, req, held.boundary ? [held.boundary.policyId] : []);
  return { ...held, ...choice, section, purpose: 'bound', action: `${held.href}/boundary` };
}
