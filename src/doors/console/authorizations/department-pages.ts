import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { deleteDepartmentAuthorization } from '../../../domain/identity-center/authorizations/departments/delete-department-authorization.ts';
import { listDepartmentAuthorizations } from '../../../domain/identity-center/authorizations/departments/list-department-authorizations.ts';
import { updateDepartmentAuthorization } from '../../../domain/identity-center/authorizations/departments/update-department-authorization.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { departmentsHref, onPage } from './department-authorization-on-page.ts';
import { timeOf, timeValue } from './draft-view.ts';

const path = '/authorizations/departments/:id';
const view = 'console/authorizations/departments/show';

/** What is authorized in departments; each one with its times, and the way to take it away. */
export function departmentAuthorizationPages(execute: Execute): Router {
  const router = Router();
  const locals = (req: Request) => describe(execute, req);

  router.get('/authorizations/departments', async (req, res) => {
    const { search: filter, offset, maxResults } = listingOf(req);
    const nodeId = Number(req.query.node) || undefined;
    const asked = { zoneId: zoneOf(req), filter, nodeId, offset, maxResults };
    const { departmentAuthorizations, totalCounts } = await execute(
      listDepartmentAuthorizations,
      administratorOf(req),
      asked,
    );
    const authorizations = departmentAuthorizations.map(onPage);
    renderList(req, res, 'console/authorizations/departments/index', totalCounts, { authorizations, nodeId });
  });
  router.get(path, async (req, res) => {
    res.render(view, { ...(await locals(req as Request)), problem: null });
  });
  router.post(
    `${path}/validity`,
    form(execute, {
      action: updateDepartmentAuthorization,
      actor: administratorOf,
      input: (req) => ({
        ...oneOf(req),
        ...{ startTime: timeOf(req.body.startTime), endTime: timeOf(req.body.endTime) },
      }),
      done: (_result, req, res) => res.redirect(303, `${departmentsHref}/${req.params.id}`),
      ...{ page: view, locals },
    }),
  );
  router.post(
    `${path}/removal`,
    form(execute, {
      action: deleteDepartmentAuthorization,
      actor: administratorOf,
      input: (req) => ({
        ...oneOf(req),
        deprovisionStrategy: req.body.undeploys ? 'DeprovisionForLastRoleAssignmentOnAccount' : 'None',
      }),
      done: (_result, _req, res) => res.redirect(303, departmentsHref),
      ...{ page: view, locals },
    }),
  );

  return router;
}

const oneOf = (req: Request) => ({ zoneId: zoneOf(req), departmentAuthorizationId: String(req.params.id) });

/** Null when it is gone by now. */
async function describe(execute: Execute, req: Request) {
  const { departmentAuthorizations } = await execute(
    listDepartmentAuthorizations,
    administratorOf(req),
    oneOf(req),
  );
  const [found] = departmentAuthorizations;
  return {
    authorization: found ? onPage(found) : null,
    href: `${departmentsHref}/${encodeURIComponent(String(req.params.id))}`,
    values: found ? { startTime: timeValue(found.startTime), endTime: timeValue(found.endTime) } : {},
  };
}
