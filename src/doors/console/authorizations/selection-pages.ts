import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Execute } from '../../../action/execute.ts';
import { changeAuthorizationValidity } from '../../../domain/identity-center/authorizations/changing/change-authorization-validity.ts';
import type { refusals } from '../../../domain/identity-center/authorizations/changing/chosen.ts';
import { deleteAuthorizations } from '../../../domain/identity-center/authorizations/changing/delete-authorizations.ts';
import { listChosenAuthorizations } from '../../../domain/identity-center/authorizations/changing/list-chosen-authorizations.ts';
import { replaceAuthorizations } from '../../../domain/identity-center/authorizations/changing/replace-authorizations.ts';
import { listRoleConfigurations } from '../../../domain/identity-center/permission-configurations/list-role-configurations.ts';
import { form, refusalText } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { listOf } from '../organization/posted.ts';
import { accountHref, authorizationOnPage } from './authorization-on-page.ts';
import { timeOf, timeValue } from './draft-view.ts';

const changes = ['removal', 'validity', 'replacement'] as const;
const path = '/authorizations/accounts/:uin/selection';
const page = 'console/authorizations/accounts/selection';
const mostConfigurations = 100;

/** Several authorizations of an account: what is about to happen to whom, then that. */
export function selectionPages(execute: Execute): Router {
  const router = Router();
  const locals = (req: Request) => describe(execute, req);
  const shared = { actor: administratorOf, page, locals, done: showOutcome };
  const strategy = ({ body }: Request) =>
    body.undeploys ? 'DeprovisionForLastRoleAssignmentOnAccount' : 'None';

  router.get(path, async (req, res) => {
    const described = await locals(req as Request);
    if (described.authorizations.length === 0) return res.redirect(303, described.accountHref);
    res.render(page, { ...described, problem: null });
  });
  router.post(
    `${path}/removal`,
    form(execute, {
      ...{ ...shared, action: deleteAuthorizations },
      input: (req) => ({ ...chosenOf(req), deprovisionStrategy: strategy(req) }),
    }),
  );
  router.post(
    `${path}/validity`,
    form(execute, {
      ...{ ...shared, action: changeAuthorizationValidity },
      input: (req) => ({
        ...chosenOf(req),
        ...{ startTime: timeOf(req.body.startTime), endTime: timeOf(req.body.endTime) },
      }),
    }),
  );
  router.post(
    `${path}/replacement`,
    form(execute, {
      ...{ ...shared, action: replaceAuthorizations },
      input: (req) => ({
        ...{ ...chosenOf(req), replacementId: req.body.replacementId },
        deprovisionStrategy: strategy(req),
      }),
    }),
  );

  return router;
}

/** A box says which authorization it is for: configuration/User or Group/principal. */
function chosenOf(req: Request) {
  const chosen = listOf(req.body?.chosen ?? req.query.chosen).map((text) => text.split('/'));
  return {
    zoneId: zoneOf(req),
    authorizations: chosen.map(([roleConfigurationId, principalType, principalId]) => ({
      ...{ roleConfigurationId, principalType, principalId },
      targetUin: Number(req.params.uin),
    })),
  };
}

async function describe(execute: Execute, req: Request) {
  const administrator = administratorOf(req);
  const chosen = await namedOf(execute, req, chosenOf(req).authorizations);
  const { roleConfigurations } = await execute(listRoleConfigurations, administrator, {
    ...{ zoneId: zoneOf(req), maxResults: mostConfigurations },
  });
  const wanted = req.query.go ?? req.path.split('/').at(-1);
  return {
    change: changes.find((known) => known === wanted) ?? 'removal',
    authorizations: chosen.map((one) => ({ ...authorizationOnPage(one), personCount: one.personCount })),
    configurations: roleConfigurations.map(({ roleConfigurationId, roleConfigurationName }) => ({
      ...{ value: roleConfigurationId, label: roleConfigurationName },
    })),
    accountHref: accountHref(Number(req.params.uin)),
    values: { startTime: sharedTime(chosen, 'startTime'), endTime: sharedTime(chosen, 'endTime') },
  };
}

/** Those of an account that are there, with their names. */
async function namedOf(execute: Execute, req: Request, authorizations: object[]) {
  if (authorizations.length === 0) return [];
  const asked = { zoneId: zoneOf(req), authorizations };
  const { roleAssignments } = await execute(listChosenAuthorizations, administratorOf(req), asked);
  return roleAssignments;
}

/** Where all have the same time the form begins with it; leaving it alone then changes nothing. */
function sharedTime<Bound extends 'startTime' | 'endTime'>(
  chosen: readonly Record<Bound, Date | null>[],
  bound: Bound,
): string {
  const [first = '', ...others] = new Set(chosen.map((one) => timeValue(one[bound])));
  return others.length === 0 ? first : '';
}

/** All done leads back to the account; otherwise the page says which rows stay, and why. */
function showOutcome(
  { doneCount, refused }: { doneCount: number; refused: z.output<typeof refusals> },
  req: Request,
  res: Response,
): void {
  const href = accountHref(Number(req.params.uin));
  if (refused.length === 0) {
    res.redirect(303, href);
    return;
  }
  const rows = refused.map(({ code, department, ...one }) => ({
    principalType: one.principalType,
    principalName: one.principalName || one.principalId,
    configurationName: one.roleConfigurationName || one.roleConfigurationId,
    reason: refusalText({ code, details: { department }, message: code }, res),
  }));
  res.render('console/authorizations/accounts/outcome', { doneCount, accountHref: href, refused: rows });
}
