import { type Request, type RequestParamHandler, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { attachPolicies } from '../../domain/organization/service-control-policies/attach-policies.ts';
import { attachPolicy } from '../../domain/organization/service-control-policies/attach-policy.ts';
import { describePolicyTarget } from '../../domain/organization/service-control-policies/describe-policy-target.ts';
import { detachPolicy } from '../../domain/organization/service-control-policies/detach-policy.ts';
import { listPolicies } from '../../domain/organization/service-control-policies/list-policies.ts';
import { form } from '../form.ts';
import { listLocals, renderList } from '../list-page.ts';
import { administratorOf } from './administrator-session.ts';
import {
  configOf,
  pagingOf,
  policyHref,
  policyIdsIn,
  sameListOf,
  serviceViews,
  targetHref,
  targetOf,
} from './service-control-page.ts';

/** One department or member: the policies that hold for it, its own and those from above. */
export function serviceControlTargetPages(execute: Execute): Router {
  const router = Router();

  router.param('kind', onlyKinds);
  router.use(bindingPages(execute));

  router.get('/:kind/:targetId', async (req, res) => {
    res.render(`${serviceViews}/target`, { ...(await describe(execute, req)), problem: null });
  });
  router.post(
    '/:kind/:targetId/bindings/removal',
    form(execute, {
      action: detachPolicy,
      actor: administratorOf,
      input: bindingIn,
      done: (_result, req, res) => res.redirect(303, ownHref(req)),
      page: `${serviceViews}/target`,
      locals: (req) => describe(execute, req),
    }),
  );

  return router;
}

/** Where policies are chosen to be bound to it. */
function bindingPages(execute: Execute): Router {
  const router = Router();
  router.param('kind', onlyKinds);

  router.get('/:kind/:targetId/bindings/new', async (req, res) => {
    const { total, ...locals } = await choice(execute, req);
    renderList(req, res, `${serviceViews}/bind-target`, total, { ...locals, problem: null });
  });
  router.post(
    '/:kind/:targetId/bindings',
    form(execute, {
      action: attachPolicy,
      actor: administratorOf,
      input: bindingIn,
      done: (_result, req, res) => res.redirect(303, `${ownHref(req)}/bindings/new${sameListOf(req)}`),
      page: `${serviceViews}/bind-target`,
      locals: async (req) => listLocals(req, await choice(execute, req)),
    }),
  );
  router.post(
    '/:kind/:targetId/bindings/several',
    form(execute, {
      action: attachPolicies,
      actor: administratorOf,
      input: (req) => ({ policyIds: policyIdsIn(req.body), targets: [targetOf(req)] }),
      done: (_result, req, res) => res.redirect(303, ownHref(req)),
      page: `${serviceViews}/bind-target`,
      locals: async (req) => listLocals(req, await choice(execute, req)),
    }),
  );
  return router;
}

const onlyKinds: RequestParamHandler = (req, _res, next) => {
  next(['departments', 'members'].includes(String(req.params.kind)) ? undefined : 'route');
};

const bindingIn = (req: Request) => ({ ...targetOf(req), policyId: Number(req.body?.policyId) });

function ownHref(req: Request): string {
  const { targetType, targetId } = targetOf(req);
  return targetHref(targetType, targetId);
}

async function describe(execute: Execute, req: Request) {
  const { levels } = await execute(describePolicyTarget, administratorOf(req), targetOf(req));
  const [target] = levels;
  if (!target) throw new Error('A target has at least its own level.');
  return {
    config: await configOf(execute, req),
    target: { ...target, href: ownHref(req) },
    levels: levels.map((level) => ({
      ...level,
      href: targetHref(level.targetType, level.targetId),
      policies: level.policies.map((policy) => ({ ...policy, href: policyHref(policy.policyId) })),
    })),
  };
}

/** Every policy, with whether it is bound to the target itself. */
async function choice(execute: Execute, req: Request) {
  const { config, target } = await describe(execute, req);
  const { list, totalNum } = await execute(listPolicies, administratorOf(req), pagingOf(req));
  const own = new Map(target.policies.map((policy) => [policy.policyId, policy]));
  return {
    total: totalNum,
    config,
    target,
    policies: list.map((policy) => ({
      ...policy,
      href: policyHref(policy.policyId),
      attachTime: own.get(policy.policyId)?.attachTime,
    })),
  };
}
