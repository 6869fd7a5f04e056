import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { attachPolicies } from '../../domain/organization/service-control-policies/attach-policies.ts';
import { attachPolicy } from '../../domain/organization/service-control-policies/attach-policy.ts';
import { deletePolicy } from '../../domain/organization/service-control-policies/delete-policy.ts';
import { describePolicy } from '../../domain/organization/service-control-policies/describe-policy.ts';
import { detachPolicy } from '../../domain/organization/service-control-policies/detach-policy.ts';
import { listPolicyTargets } from '../../domain/organization/service-control-policies/list-policy-targets.ts';
import { listTargetsForPolicy } from '../../domain/organization/service-control-policies/list-targets-for-policy.ts';
import { form } from '../form.ts';
import { listLocals, renderList } from '../list-page.ts';
import { administratorOf } from './administrator-session.ts';
import {
  configOf,
  pagingOf,
  policyHref,
  policyIdOf,
  sameListOf,
  servicePolicies,
  serviceViews,
  targetHref,
  targetIn,
  targetsIn,
} from './service-control-page.ts';

/** One service control policy: what it says, where it is bound, and where else it could be. */
export function serviceControlPolicyPages(execute: Execute): Router {
  const router = Router();

  router.get('/:policyId', async (req, res) => {
    const { total, ...locals } = await describe(execute, req);
    renderList(req, res, `${serviceViews}/show`, total, { ...locals, problem: null });
  });

  router.get('/:policyId/removal', async (req, res) => {
    res.render(`${serviceViews}/removal`, { policy: await policyOf(execute, req), problem: null });
  });
  router.post(
    '/:policyId/removal',
    form(execute, {
      action: deletePolicy,
      actor: administratorOf,
      input: (req) => ({ policyId: policyIdOf(req) }),
      done: (_result, _req, res) => res.redirect(303, servicePolicies),
      page: `${serviceViews}/removal`,
      locals: async (req) => ({ policy: await policyOf(execute, req) }),
    }),
  );

  router.use(bindingPages(execute));
  return router;
}

function bindingPages(execute: Execute): Router {
  const router = Router();

  router.get('/:policyId/bindings/new', async (req, res) => {
    const { total, ...locals } = await choice(execute, req);
    renderList(req, res, `${serviceViews}/bind-policy`, total, { ...locals, problem: null });
  });
  router.post(
    '/:policyId/bindings',
    form(execute, {
      action: attachPolicy,
      actor: administratorOf,
      input: (req) => ({ policyId: policyIdOf(req), ...targetIn(req.body) }),
      done: (_result, req, res) =>
        res.redirect(303, `${policyHref(policyIdOf(req))}/bindings/new${sameListOf(req)}`),
      page: `${serviceViews}/bind-policy`,
      locals: async (req) => listLocals(req, await choice(execute, req)),
    }),
  );
  router.post(
    '/:policyId/bindings/several',
    form(execute, {
      action: attachPolicies,
      actor: administratorOf,
      input: (req) => ({ policyIds: [policyIdOf(req)], targets: targetsIn(req.body) }),
      done: (_result, req, res) => res.redirect(303, policyHref(policyIdOf(req))),
      page: `${serviceViews}/bind-policy`,
      locals: async (req) => listLocals(req, await choice(execute, req)),
    }),
  );
  router.post(
    '/:policyId/bindings/removal',
    form(execute, {
      action: detachPolicy,
      actor: administratorOf,
      input: (req) => ({ policyId: policyIdOf(req), ...targetIn(req.body) }),
      done: (_result, req, res) => res.redirect(303, `${policyHref(policyIdOf(req))}${sameListOf(req)}`),
      page: `${serviceViews}/show`,
      locals: async (req) => listLocals(req, await describe(execute, req)),
    }),
  );
  return router;
}

async function policyOf(execute: Execute, req: Request) {
  const policyId = policyIdOf(req);
  const policy = await execute(describePolicy, administratorOf(req), { policyId });
  return { ...policy, policyDocument: spread(policy.policyDocument), href: policyHref(policyId) };
}

/** A policy in one line, as programs write it, is shown in many. */
const spread = (text: string): string =>
  text.includes('\n') ? text : JSON.stringify(JSON.parse(text), null, 2);

async function describe(execute: Execute, req: Request) {
  const which = { policyId: policyIdOf(req), ...pagingOf(req) };
  const { list, totalNum } = await execute(listTargetsForPolicy, administratorOf(req), which);
  return {
    total: totalNum,
    config: await configOf(execute, req),
    policy: await policyOf(execute, req),
    targets: list.map(({ uin, relatedType, ...target }) => {
      const targetType = relatedType === 1 ? 'NODE' : 'MEMBER';
      return { ...target, targetType, targetId: uin, href: targetHref(targetType, uin) };
    }),
  };
}

/** Every department and member, with whether the policy is bound to it. */
async function choice(execute: Execute, req: Request) {
  const which = { policyId: policyIdOf(req), ...pagingOf(req) };
  const { list, totalNum } = await execute(listPolicyTargets, administratorOf(req), which);
  return {
    total: totalNum,
    config: await configOf(execute, req),
    policy: await policyOf(execute, req),
    targets: list.map((target) => ({ ...target, href: targetHref(target.targetType, target.targetId) })),
  };
}
