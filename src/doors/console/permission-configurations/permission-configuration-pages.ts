import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listRoleConfigurationProvisionings } from '../../../domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { createRoleConfiguration } from '../../../domain/identity-center/permission-configurations/create-role-configuration.ts';
import { deleteRoleConfiguration } from '../../../domain/identity-center/permission-configurations/delete-role-configuration.ts';
import { listPermissionPoliciesInRoleConfiguration } from '../../../domain/identity-center/permission-configurations/list-permission-policies-in-role-configuration.ts';
import { listRoleConfigurations } from '../../../domain/identity-center/permission-configurations/list-role-configurations.ts';
import { previewRoleConfigurationChange } from '../../../domain/identity-center/permission-configurations/preview-role-configuration-change.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { tagsOf } from '../organization/posted.ts';
import { configurationHref, configurationOf, home, toPage, whichOf } from './configuration-view.ts';
import { editPages } from './edit-pages.ts';
import { versionPages } from './version-pages.ts';

/** Permission configurations: the list, a new one, one with its tabs, its edits, its versions, its end. */
export function permissionConfigurationPages(execute: Execute): Router {
  const router = Router();

  router.get('/permission-configurations', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const listing = { zoneId: zoneOf(req), filter: search, offset, maxResults };
    const { roleConfigurations, totalCounts } = await execute(
      listRoleConfigurations,
      administratorOf(req),
      listing,
    );
    renderList(req, res, 'console/permission-configurations/index', totalCounts, {
      configurations: roleConfigurations.map(toPage),
    });
  });

  router.get('/permission-configurations/new', (_req, res) => {
    const values = { sessionDuration: '3600' };
    res.render('console/permission-configurations/new', { values, problem: null });
  });
  router.post(
    '/permission-configurations',
    form(execute, {
      action: createRoleConfiguration,
      actor: administratorOf,
      input: newOf,
      done: ({ roleConfigurationInfo }, _req, res) =>
        res.redirect(303, `${configurationHref(roleConfigurationInfo.roleConfigurationId)}/edit`),
      page: 'console/permission-configurations/new',
    }),
  );

  router.use('/permission-configurations/:id', editPages(execute), versionPages(execute), endPages(execute));

  router.get('/permission-configurations/:id', async (req, res) => {
    res.render('console/permission-configurations/show', await describe(execute, req as Request));
  });
  router.get('/permission-configurations/:id/deployments', async (req, res) => {
    const { total, ...locals } = await describeDeployments(execute, req as Request);
    renderList(req, res, 'console/permission-configurations/deployments', total, locals);
  });

  return router;
}

const newOf = (req: Request) => ({
  zoneId: zoneOf(req),
  roleConfigurationName: req.body.roleConfigurationName,
  description: req.body.description ?? '',
  sessionDuration: Number(req.body.sessionDuration),
  relayState: req.body.relayState ?? '',
  tags: tagsOf(req.body.tags),
});

function endPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });
  const locals = (req: Request) => deletionLocals(execute, req);

  router.get('/deletion', async (req, res) => {
    res.render('console/permission-configurations/deletion', {
      ...(await locals(req as Request)),
      problem: null,
    });
  });
  router.post(
    '/deletion',
    form(execute, {
      action: deleteRoleConfiguration,
      actor: administratorOf,
      input: whichOf,
      done: (_result, _req, res) => res.redirect(303, home),
      page: 'console/permission-configurations/deletion',
      locals,
    }),
  );
  return router;
}

async function deletionLocals(execute: Execute, req: Request) {
  const configuration = await configurationOf(execute, req);
  const preview = await execute(previewRoleConfigurationChange, administratorOf(req), whichOf(req));
  const { policyIds, customPolicies } = preview.present;
  return { configuration, impact: preview.impact, policyCount: policyIds.length + customPolicies.length };
}

async function describe(execute: Execute, req: Request) {
  const { rolePolicies } = await execute(
    listPermissionPoliciesInRoleConfiguration,
    administratorOf(req),
    whichOf(req),
  );
  return {
    configuration: await configurationOf(execute, req),
    policies: rolePolicies.map(({ rolePolicyDocument: document, ...policy }) => ({
      policyId: policy.rolePolicyId,
      name: policy.rolePolicyName,
      kind: policy.rolePolicyType,
      addTime: policy.addTime,
      document: typeof document === 'string' ? document : JSON.stringify(document, null, 2),
    })),
  };
}

async function describeDeployments(execute: Execute, req: Request) {
  const { offset, maxResults } = listingOf(req);
  const { roleConfigurationProvisionings: deployments, totalCounts: total } = await execute(
    listRoleConfigurationProvisionings,
    administratorOf(req),
    { ...whichOf(req), offset, maxResults },
  );
  return { configuration: await configurationOf(execute, req), deployments, total };
}
