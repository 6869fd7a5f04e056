import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { deleteRole } from '../../domain/cam/roles/delete-role.ts';
import { describeRoleList } from '../../domain/cam/roles/describe-role-list.ts';
import { updateAssumeRolePolicy } from '../../domain/cam/roles/update-assume-role-policy.ts';
import { updateRoleConsoleLogin } from '../../domain/cam/roles/update-role-console-login.ts';
import { updateRoleDescription } from '../../domain/cam/roles/update-role-description.ts';
import { updateRoleSessionDuration } from '../../domain/cam/roles/update-role-session-duration.ts';
import { renderList } from '../list-page.ts';
import { explainPolicy } from '../policy-problems.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { askedOf } from './page-of-list.ts';
import { describeRole, roleHref, trustedBy } from './role-view.ts';
import { principalOf } from './signed-in.ts';

export function rolePages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/roles/show';
  const trustView = 'account-console/roles/trust-policy';
  const locals = (req: Request) => describeRole(execute, req);

  router.get('/roles', async (req, res) => {
    const { list, totalNum } = await execute(describeRoleList, principalOf(req), askedOf(req));
    renderList(req, res, 'account-console/roles/index', totalNum, {
      roles: list.map((role) => ({ ...role, parties: trustedBy(role), href: roleHref(role.roleName) })),
    });
  });

  router.get('/roles/:roleName', async (req, res) => {
    const isGranted = req.query.granted === 'yes';
    res.render(view, { ...(await locals(req)), isGranted, problem: null });
  });

  router.get('/roles/:roleName/trust-policy', async (req, res) => {
    const described = await locals(req);
    res.render(trustView, { ...described, values: described.role, problem: null, explained: null });
  });

  const editor = async (req: Request) => ({
    ...(await describeRole(execute, req)),
    explained: explainPolicy(req.body.policyDocument, 'trust'),
  });
  router.use(changeForms(execute, { view: trustView, locals: editor, goTo: hrefOf }, trustChange));
  router.use(changeForms(execute, { view, locals, goTo: hrefOf }, changes));
  return router;
}

const hrefOf = ({ params }: Request): string => roleHref(String(params.roleName));

const trustChange: Record<string, ChangeForm> = {
  '/roles/:roleName/trust-policy': {
    action: updateAssumeRolePolicy,
    input: ({ params: { roleName }, body: { policyDocument } }) => ({ roleName, policyDocument }),
  },
};

const changes: Record<string, ChangeForm> = {
  '/roles/:roleName/description': {
    action: updateRoleDescription,
    input: ({ params: { roleName }, body: { description } }) => ({ roleName, description }),
  },
  '/roles/:roleName/console-login': {
    action: updateRoleConsoleLogin,
    input: ({ params: { roleName }, body }) => ({ roleName, consoleLogin: Number(body.consoleLogin) }),
  },
  '/roles/:roleName/session-duration': {
    action: updateRoleSessionDuration,
    input: ({ params: { roleName }, body }) => ({
      roleName,
      sessionDuration: Number(body.sessionDuration),
    }),
  },
  '/roles/:roleName/deletion': {
    action: deleteRole,
    input: ({ params: { roleName } }) => ({ roleName }),
    goTo: () => '/account-console/roles',
  },
};
