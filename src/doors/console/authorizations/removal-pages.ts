import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { deleteRoleAssignment } from '../../../domain/identity-center/authorizations/delete-role-assignment.ts';
import { listRoleAssignments } from '../../../domain/identity-center/authorizations/list-role-assignments.ts';
import { form } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { accountHref, authorizationOnPage } from './authorization-on-page.ts';

/** Taking away one authorization, after saying what it is. */
export function removalPages(execute: Execute): Router {
  const router = Router();
  const path = '/authorizations/accounts/:uin/:configuration/:principalType/:principal/removal';
  const page = 'console/authorizations/removal';

  router.get(path, async (req, res) => {
    res.render(page, { ...(await describe(execute, req as Request)), problem: null });
  });

  router.post(
    path,
    form(execute, {
      action: deleteRoleAssignment,
      actor: administratorOf,
      input: (req) => ({
        ...tripletOf(req),
        deprovisionStrategy: req.body.undeploys ? 'DeprovisionForLastRoleAssignmentOnAccount' : 'None',
      }),
      done: (_result, req, res) => res.redirect(303, accountHref(Number(req.params.uin))),
      page,
      locals: (req) => describe(execute, req),
    }),
  );

  return router;
}

const tripletOf = (req: Request) => ({
  zoneId: zoneOf(req),
  targetUin: Number(req.params.uin),
  roleConfigurationId: req.params.configuration,
  principalType: req.params.principalType,
  principalId: req.params.principal,
});

/** Null when it is gone by now. */
async function describe(execute: Execute, req: Request) {
  const { roleAssignments } = await execute(listRoleAssignments, administratorOf(req), tripletOf(req));
  const [authorization] = roleAssignments;
  return {
    authorization: authorization ? authorizationOnPage(authorization) : null,
    accountHref: accountHref(Number(req.params.uin)),
    values: {},
  };
}
