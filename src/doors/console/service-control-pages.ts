import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { disablePolicyType } from '../../domain/organization/service-control-policies/disable-policy-type.ts';
import { enablePolicyType } from '../../domain/organization/service-control-policies/enable-policy-type.ts';
import { listPolicies } from '../../domain/organization/service-control-policies/list-policies.ts';
import { listPolicyTargets } from '../../domain/organization/service-control-policies/list-policy-targets.ts';
import { form } from '../form.ts';
import { renderList } from '../list-page.ts';
import { administratorOf } from './administrator-session.ts';
import { serviceControlEditorPages } from './service-control-editor-pages.ts';
import {
  configOf,
  ownOrganization,
  pagingOf,
  policyHref,
  servicePolicies,
  serviceViews,
  targetHref,
} from './service-control-page.ts';
import { serviceControlPolicyPages } from './service-control-policy-pages.ts';
import { serviceControlTargetPages } from './service-control-target-pages.ts';

/** Service control policies: whether they are enabled, which there are, and what they can be bound to. */
export function serviceControlPages(execute: Execute): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    const { list, totalNum } = await execute(listPolicies, administratorOf(req), pagingOf(req));
    renderList(req, res, `${serviceViews}/index`, totalNum, {
      config: await configOf(execute, req),
      policies: list.map((policy) => ({ ...policy, href: policyHref(policy.policyId) })),
    });
  });

  router.get('/targets', async (req, res) => {
    const { list, totalNum } = await execute(listPolicyTargets, administratorOf(req), pagingOf(req));
    renderList(req, res, `${serviceViews}/targets`, totalNum, {
      config: await configOf(execute, req),
      targets: list.map((target) => ({ ...target, href: targetHref(target.targetType, target.targetId) })),
    });
  });

  router.use(enablementPages(execute));
  router.use(serviceControlTargetPages(execute));
  router.use(serviceControlEditorPages(execute));
  router.use(serviceControlPolicyPages(execute));
  return Router().use('/organization/service-control-policies', router);
}

function enablementPages(execute: Execute): Router {
  const router = Router();
  router.get('/enablement', async (req, res) => {
    res.render(`${serviceViews}/enablement`, { config: await configOf(execute, req), problem: null });
  });

  const change = (action: typeof enablePolicyType | typeof disablePolicyType) =>
    form(execute, {
      action,
      actor: administratorOf,
      input: (req) => ({ ...ownOrganization(req), policyType: 'SERVICE_CONTROL_POLICY' }),
      done: (_result, _req, res) => res.redirect(303, servicePolicies),
      page: `${serviceViews}/enablement`,
      locals: async (req) => ({ config: await configOf(execute, req) }),
    });
  router.post('/enablement', change(enablePolicyType));
  router.post('/enablement/removal', change(disablePolicyType));
  return router;
}
