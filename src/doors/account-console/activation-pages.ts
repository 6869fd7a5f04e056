import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { bindOrganizationMemberEmail } from '../../domain/organization/email-bindings/bind-organization-member-email.ts';
import { form } from '../form.ts';
import { requireSamePassword } from '../same-password.ts';
import { visitorOf } from '../visitor.ts';

/** Where the link leads that makes somebody the root user of an account. */
export function activationPages(execute: Execute): Router {
  const router = Router();

  router.get('/activation', (req, res) => {
    const token = String(req.query.token ?? '');
    res.render('account-console/activation', { token, values: {}, problem: null });
  });
  router.post(
    '/activation',
    form(execute, {
      action: bindOrganizationMemberEmail,
      actor: visitorOf,
      input: ({ body }) => ({ ...requireSamePassword(body), token: String(body.token ?? '') }),
      done: (activated, _req, res) => res.render('account-console/activated', { activated }),
      page: 'account-console/activation',
      locals: ({ body }) => ({ token: String(body.token ?? '') }),
    }),
  );

  return router;
}
