import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getZoneStatistics } from '../../domain/identity-center/space/get-zone-statistics.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { describeSso } from './sso-pages.ts';

export function overviewPage(execute: Execute): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    const { zoneStatistics } = await execute(getZoneStatistics, administratorOf(req), {
      zoneId: zoneOf(req),
    });
    res.render('console/overview', {
      ...(await describeSso(execute, req as Request)),
      counts: counts(zoneStatistics),
      attention: attention(zoneStatistics),
    });
  });

  return router;
}

type Statistics = Record<string, number>;

const counts = (of: Statistics) => [
  { key: 'users', count: of.userCount, quota: of.userQuota, href: '/console/users' },
  { key: 'groups', count: of.groupCount, quota: of.groupQuota, href: '/console/groups' },
  {
    key: 'permissionConfigurations',
    count: of.roleConfigurationCount,
    quota: of.roleConfigurationQuota,
    href: '/console/permission-configurations',
  },
  { key: 'authorizations', count: of.roleAssignmentCount, quota: null, href: '/console/authorizations' },
  {
    key: 'userSynchronizations',
    count: of.userProvisioningCount,
    quota: null,
    href: '/console/cam-user-synchronizations',
  },
  { key: 'accounts', count: of.accountCount, quota: null, href: '/console/members' },
];

/** What an administrator should look at; nothing when all is well. */
const attention = (of: Statistics) =>
  [
    { key: 'failedTasks', count: of.failedTaskCount ?? 0, href: '/console/permission-configurations' },
    { key: 'refusedLogins', count: of.refusedLoginCount ?? 0, href: '/console/logins' },
  ].filter(({ count }) => count > 0);
