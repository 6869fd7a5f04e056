import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { getOrganizationMember } from '../../../domain/organization/accounts/get-organization-member.ts';
import { addOrganizationMemberEmail } from '../../../domain/organization/email-bindings/add-organization-member-email.ts';
import { describeOrganizationMemberEmailBind } from '../../../domain/organization/email-bindings/describe-organization-member-email-bind.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';

/** Offers an account that the organization created to somebody: the link is shown once, to be handed over. */
export function rootUserPages(execute: Execute): Router {
  const router = Router();

  router.get('/members/:uin/root-user', async (req, res) => {
    const locals = await describe(execute, req as Request);
    res.render('console/members/root-user', { ...locals, problem: null });
  });
  router.post(
    '/members/:uin/root-user',
    form(execute, {
      action: addOrganizationMemberEmail,
      actor: administratorOf,
      input: (req) => ({ memberUin: Number(req.params.uin), email: req.body.email }),
      done: async ({ activationUrl }, req, res) => {
        const locals = await describe(execute, req);
        res.render('console/members/root-user', { ...locals, activationUrl, problem: null });
      },
      page: 'console/members/root-user',
      locals: (req) => describe(execute, req),
    }),
  );

  return router;
}

async function describe(execute: Execute, req: Request) {
  const which = { memberUin: Number(req.params.uin) };
  const { member } = await execute(getOrganizationMember, administratorOf(req), which);
  const binding = await execute(describeOrganizationMemberEmailBind, administratorOf(req), which);
  return { member, binding, values: { email: binding.email } };
}
