import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationMembers } from '../../../domain/organization/accounts/describe-organization-members.ts';
import { describeOrganizationTree } from '../../../domain/organization/departments/describe-organization-tree.ts';
import { deleteOrganization } from '../../../domain/organization/organizations/delete-organization.ts';
import { describeOrganization } from '../../../domain/organization/organizations/describe-organization.ts';
import { describeOrganizationLimits } from '../../../domain/organization/organizations/describe-organization-limits.ts';
import { updateOrganization } from '../../../domain/organization/organizations/update-organization.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';

/** The organization itself: what it is, its name, its end, its limits. */
export function organizationPages(execute: Execute): Router {
  const router = Router();

  router.get('/organization', async (req, res) => {
    res.render('console/organization/index', { ...(await overview(execute, req)), problem: null });
  });

  router.post(
    '/organization/name',
    form(execute, {
      action: updateOrganization,
      actor: administratorOf,
      input: ({ body }) => ({ name: body.name }),
      done: (_result, _req, res) => res.redirect(303, '/console/organization'),
      page: 'console/organization/index',
      locals: (req) => overview(execute, req),
    }),
  );

  router.get('/organization/deletion', async (req, res) => {
    res.render('console/organization/deletion', { ...(await overview(execute, req)), problem: null });
  });

  router.post(
    '/organization/deletion',
    form(execute, {
      action: deleteOrganization,
      actor: administratorOf,
      input: () => ({}),
      // There is nothing to administer any more.
      done: (_result, req, res) => req.session.destroy(() => res.redirect(303, '/console/sign-in')),
      page: 'console/organization/deletion',
      locals: (req) => overview(execute, req),
    }),
  );

  router.get('/organization/limits', async (req, res) => {
    res.render(
      'console/organization/limits',
      await execute(describeOrganizationLimits, administratorOf(req), {}),
    );
  });

  return router;
}

async function overview(execute: Execute, req: Request) {
  const administrator = administratorOf(req);
  const organization = await execute(describeOrganization, administrator, {});
  const tree = await execute(describeOrganizationTree, administrator, {});
  const members = await execute(describeOrganizationMembers, administrator, { limit: 1 });
  return {
    organization,
    values: { name: organization.orgName },
    departmentCount: tree.nodeTotal,
    accountCount: members.total,
    // The admin account itself does not hold its organization back.
    memberCount: members.total - 1,
  };
}
