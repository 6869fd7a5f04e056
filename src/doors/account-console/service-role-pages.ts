import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { describeServiceRoleGrant } from '../../domain/cam/service-roles/describe-service-role-grant.ts';
import { grantServiceRole } from '../../domain/cam/service-roles/grant-service-role.ts';
import { form } from '../form.ts';
import { roleHref } from './role-view.ts';
import { principalOf } from './signed-in.ts';

/** The window in which a service asks for its role. Once it has it, the window does not appear again. */
export function serviceRolePages(execute: Execute): Router {
  const router = Router();

  router.get('/service-roles/:roleName/authorization', async (req, res) => {
    const grant = await describeGrant(execute, req, req.query.service);
    if (grant.isGranted) return res.redirect(303, roleHref(grant.roleName));
    res.render('account-console/service-roles/authorization', { grant, values: {}, problem: null });
  });

  router.post(
    '/service-roles/:roleName/authorization',
    form(execute, {
      action: grantServiceRole,
      actor: principalOf,
      input: ({ params: { roleName }, body: { service } }) => ({ roleName, service }),
      done: (_result, req, res) => res.redirect(303, `${roleHref(String(req.params.roleName))}?granted=yes`),
      page: 'account-console/service-roles/authorization',
      locals: async (req) => ({ grant: await describeGrant(execute, req, req.body.service) }),
    }),
  );

  return router;
}

const describeGrant = (execute: Execute, req: Request, service: unknown) =>
  execute(describeServiceRoleGrant, principalOf(req), {
    roleName: req.params.roleName,
    service: String(service ?? ''),
  });
