import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listRoleAssignments } from '../../domain/identity-center/authorizations/list-role-assignments.ts';
import { detectRoleConfigurationDrift } from '../../domain/identity-center/deployment/detect-role-configuration-drift.ts';
import { listRoleConfigurationProvisionings } from '../../domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { redeployRoleConfigurations } from '../../domain/identity-center/deployment/redeploy-role-configurations.ts';
import { undeployRoleConfiguration } from '../../domain/identity-center/deployment/undeploy-role-configuration.ts';
import { form } from '../form.ts';
import { listLocals, renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { listOf } from './organization/posted.ts';

/** Where permission configurations are deployed: again, checked, and taken out in steps. */
export function deploymentPages(execute: Execute): Router {
  const router = Router();
  router.get('/deployments', async (req, res) => {
    const { total, ...locals } = await read(execute, req);
    renderList(req, res, 'console/deployments/index', total, { ...locals, problem: null });
  });
  router.post(
    '/deployments/redeployments',
    form(execute, {
      action: redeployRoleConfigurations,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), deployments: chosenOf(req) }),
      done: (_result, req, res) => res.redirect(303, progressOf(chosenOf(req))),
      page: 'console/deployments/index',
      locals: async (req) => listLocals(req, await read(execute, req)),
    }),
  );
  router.post(
    '/deployments/:configuration/:uin/checks',
    form(execute, {
      action: detectRoleConfigurationDrift,
      actor: administratorOf,
      input: placeOf,
      done: (_result, _req, res) => res.redirect(303, '/console/tasks?taskType=CheckRoleConfigurationDrift'),
      page: 'console/deployments/index',
      locals: async (req) => listLocals(req, await read(execute, req)),
    }),
  );
  undeploymentPages(router, execute);
  return router;
}

function undeploymentPages(router: Router, execute: Execute): void {
  const path = '/deployments/:configuration/:uin/undeployment';
  const page = 'console/deployments/undeployment';
  router.get(path, async (req, res) => {
    res.render(page, { ...(await readOne(execute, req as Request)), problem: null });
  });
  router.post(
    path,
    form(execute, {
      action: undeployRoleConfiguration,
      actor: administratorOf,
      input: (req) => ({ ...placeOf(req), authorizationCount: Number(req.body.authorizationCount) }),
      done: ({ task }, _req, res) => res.redirect(303, `/console/tasks?q=${task.taskId}`),
      page,
      locals: (req) => readOne(execute, req),
    }),
  );
}

const placeOf = (req: Request) => ({
  zoneId: zoneOf(req),
  roleConfigurationId: req.params.configuration,
  targetUin: Number(req.params.uin),
});

/** Each box is a configuration and an account. */
const chosenOf = ({ body }: Request) =>
  listOf(body.deployment).map((value) => {
    const [roleConfigurationId = '', uin] = value.split(':');
    return { roleConfigurationId, targetUin: Number(uin) };
  });

/** The tasks of what was begun, as narrow as they have something in common. */
function progressOf(chosen: ReturnType<typeof chosenOf>): string {
  const [first] = chosen;
  const address = new URLSearchParams({ taskType: 'ProvisionRoleConfiguration' });
  if (first && chosen.every(({ targetUin }) => targetUin === first.targetUin))
    address.set('uin', String(first.targetUin));
  if (first && chosen.every(({ roleConfigurationId }) => roleConfigurationId === first.roleConfigurationId))
    address.set('configuration', first.roleConfigurationId);
  return `/console/tasks?${address}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '');

async function read(execute: Execute, req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  const { configuration, uin, status } = req.query;
  const filter = { configuration: textOf(configuration), uin: textOf(uin), status: textOf(status) };
  const { roleConfigurationProvisionings, totalCounts } = await execute(
    listRoleConfigurationProvisionings,
    administratorOf(req),
    {
      zoneId: zoneOf(req),
      filter: search,
      roleConfigurationId: filter.configuration || undefined,
      targetUin: filter.uin === '' ? undefined : Number(filter.uin),
      deploymentStatus: filter.status || undefined,
      offset,
      maxResults,
    },
  );
  return { deployments: roleConfigurationProvisionings, total: totalCounts, filter };
}

/** The deployment, and the first of the authorizations that would go with it. */
async function readOne(execute: Execute, req: Request) {
  const { zoneId, roleConfigurationId, targetUin } = placeOf(req);
  const administrator = administratorOf(req);
  const which = { zoneId, roleConfigurationId, targetUin };
  const { roleConfigurationProvisionings } = await execute(
    listRoleConfigurationProvisionings,
    administrator,
    which,
  );
  const { roleAssignments } = await execute(listRoleAssignments, administrator, {
    ...which,
    maxResults: 100,
  });
  return {
    deployment: roleConfigurationProvisionings[0] ?? null,
    authorizations: roleAssignments,
    href: `/console/deployments/${roleConfigurationId}/${targetUin}/undeployment`,
  };
}
