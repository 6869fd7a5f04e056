import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getZoneStatistics } from '../../domain/identity-center/space/get-zone-statistics.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { describeSso } from './sso-pages.ts';

export function overviewPage(execute: Execute): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    const { may, menu, isDelegated } = res.locals;
    // A delegated administrator of the audit alone begins there.
    if (isDelegated && menu.length > 0 && !may('organization:GetZoneStatistics')) {
      return res.redirect(303, menu.at(-1).entries[0].href);
    }
    if (zoneOf(req) === '') return res.render('console/space/open', { values: {}, problem: null });
    const { zoneStatistics } = await execute(getZoneStatistics, administratorOf(req), {
      zoneId: zoneOf(req),
    });
    res.render('console/overview', {
      ...(may('organization:DescribeSAMLConfiguration') && {
        sso: await describeSso(execute, req as Request),
      }),
      counts: counts(zoneStatistics),
      attention: attention(zoneStatistics).filter(({ needs }) => may(needs)),
    });
  });

  return router;
}

type Statistics = Record<string, number>;

const counts = (of: Statistics) => [
  {
    key: 'users',
    count: of.userCount,
    quota: of.userQuota,
    href: '/console/users',
    needs: 'organization:ListUsers',
  },
  {
    key: 'groups',
    count: of.groupCount,
    quota: of.groupQuota,
    href: '/console/groups',
    needs: 'organization:ListGroups',
  },
  {
    key: 'permissionConfigurations',
    count: of.roleConfigurationCount,
    quota: of.roleConfigurationQuota,
    href: '/console/permission-configurations',
    needs: 'organization:ListRoleConfigurations',
  },
  {
    key: 'authorizations',
    count: of.roleAssignmentCount,
    quota: null,
    href: '/console/authorizations',
    needs: 'organization:ListRoleAssignments',
  },
  {
    key: 'userSynchronizations',
    count: of.userProvisioningCount,
    quota: null,
    href: '/console/cam-user-synchronizations',
    needs: 'organization:ListUserSyncProvisionings',
  },
  {
    key: 'accounts',
    count: of.accountCount,
    quota: null,
    href: '/console/members',
    needs: 'organization:DescribeOrganizationMembers',
  },
];

/** What an administrator should look at; nothing when all is well. */
const attention = (of: Statistics) =>
  [
    {
      key: 'failedTasks',
      count: of.failedTaskCount ?? 0,
      href: '/console/tasks?status=Failed',
      needs: 'organization:ListTasks',
    },
    {
      key: 'redeployments',
      count: of.redeploymentCount ?? 0,
      href: '/console/deployments?status=DeployedRequired',
      needs: 'organization:ListRoleConfigurationProvisionings',
    },
    {
      key: 'refusedLogins',
      count: of.refusedLoginCount ?? 0,
      href: '/console/logins',
      needs: 'organization:ListLoginAttempts',
    },
    {
      key: 'expiringScimKeys',
      count: of.expiringScimKeyCount ?? 0,
      href: '/console/settings/scim',
      needs: 'organization:ListSCIMCredentials',
    },
    {
      key: 'failingScimObjects',
      count: of.failingScimObjectCount ?? 0,
      href: '/console/settings/scim/log?state=failing',
      needs: 'organization:ListSCIMRequestLog',
    },
  ].filter(({ count }) => count > 0);
