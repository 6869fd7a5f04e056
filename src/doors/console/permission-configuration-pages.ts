import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listRoleConfigurationProvisionings } from '../../domain/identity-center/deployment/list-role-configuration-provisionings.ts';
import { getRoleConfiguration } from '../../domain/identity-center/permission-configurations/get-role-configuration.ts';
import { listPermissionPoliciesInRoleConfiguration } from '../../domain/identity-center/permission-configurations/list-permission-policies-in-role-configuration.ts';
import { listRoleConfigurations } from '../../domain/identity-center/permission-configurations/list-role-configurations.ts';
import type { PermissionConfiguration } from '../../domain/identity-center/permission-configurations/permission-configuration.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

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

  router.get('/permission-configurations/:id', async (req, res) => {
    res.render(
      'console/permission-configurations/show',
      await describe(execute, req as Request<{ id: string }>),
    );
  });

  return router;
}

async function describe(execute: Execute, req: Request<{ id: string }>) {
  const administrator = administratorOf(req as Request);
  const which = { zoneId: zoneOf(req as Request), roleConfigurationId: req.params.id };
  const { roleConfigurationInfo } = await execute(getRoleConfiguration, administrator, which);
  const { rolePolicies } = await execute(listPermissionPoliciesInRoleConfiguration, administrator, which);
  const { roleConfigurationProvisionings } = await execute(
    listRoleConfigurationProvisionings,
    administrator,
    which,
  );
  return {
    configuration: toPage(roleConfigurationInfo),
    policies: rolePolicies.map((policy) => ({
      policyId: policy.rolePolicyId,
      name: policy.rolePolicyName,
      kind: policy.rolePolicyType,
      addTime: policy.addTime,
      document: JSON.stringify(policy.rolePolicyDocument, null, 2),
    })),
    deployments: roleConfigurationProvisionings.map(
      ({ targetUin, targetName, deploymentStatus, ...deployment }) => ({
        ...deployment,
        uin: targetUin,
        accountName: targetName,
        status: deploymentStatus,
      }),
    ),
  };
}

/** The product's words for the API's. */
const toPage = ({
  roleConfigurationId,
  roleConfigurationName,
  sessionDuration,
  ...rest
}: PermissionConfiguration) => ({
  ...rest,
  id: roleConfigurationId,
  name: roleConfigurationName,
  sessionSeconds: sessionDuration,
  href: `/console/permission-configurations/${roleConfigurationId}`,
});
