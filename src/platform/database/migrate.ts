import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as organization from './migrations/0001-organization.ts';
import * as cam from './migrations/0002-cam.ts';
import * as identityCenter from './migrations/0003-identity-center.ts';
import * as logins from './migrations/0004-logins.ts';
import * as audit from './migrations/0005-audit.ts';
import * as sso from './migrations/0006-sso.ts';
import * as useUpLogin from './migrations/0007-use-up-login.ts';
import * as auditChain from './migrations/0008-audit.ts';
import * as camInside from './migrations/0009-cam.ts';
import * as sts from './migrations/0010-sts.ts';
import * as membership from './migrations/0011-organization.ts';
import * as memberLogins from './migrations/0012-member-logins.ts';
import * as serviceControlPolicies from './migrations/0013-service-control-policies.ts';
import * as signIn from './migrations/0014-sign-in.ts';
import * as useUpLogins from './migrations/0015-use-up-logins.ts';
import * as endings from './migrations/0017-endings.ts';
import * as auditDetails from './migrations/0018-audit-details.ts';
import * as usersAndGroups from './migrations/0019-users-and-groups.ts';
import * as deploymentEngine from './migrations/0020-deployment-engine.ts';
import * as authorizations from './migrations/0021-authorizations.ts';
import * as portal from './migrations/0022-portal.ts';
import * as spaceNames from './migrations/0023-space-names.ts';
import * as passwordVersion from './migrations/0024-password-version.ts';
import * as departures from './migrations/0025-departures.ts';
import * as departmentAuthorizations from './migrations/0026-department-authorizations.ts';
import * as sessionsAndFailures from './migrations/0027-sessions-and-failures.ts';
import * as scim from './migrations/0028-scim.ts';
import * as scimResources from './migrations/0029-scim-resources.ts';
import * as cloudApi from './migrations/0030-cloud-api.ts';
import * as commandLineLogins from './migrations/0031-command-line-logins.ts';
import * as tasksToWorkOff from './migrations/0033-tasks-to-work-off.ts';
import * as usersAtMost from './migrations/0034-users-at-most.ts';
import * as scimReads from './migrations/0035-scim-reads.ts';
import * as plans from './migrations/0036-plans.ts';

/** In the order in which they run. A migration that has been released is never changed. */
export const migrations = {
  '0001-organization': organization,
  '0002-cam': cam,
  '0003-identity-center': identityCenter,
  '0004-logins': logins,
  '0005-audit': audit,
  '0006-sso': sso,
  '0007-use-up-login': useUpLogin,
  '0014-sign-in': signIn,
  '0008-audit': auditChain,
  '0015-use-up-logins': useUpLogins,
  '0010-sts': sts,
  '0009-cam': camInside,
  '0012-member-logins': memberLogins,
  '0013-service-control-policies': serviceControlPolicies,
  '0011-organization': membership,
  '0022-portal': portal,
  '0023-space-names': spaceNames,
  '0024-password-version': passwordVersion,
  '0025-departures': departures,
  '0031-command-line-logins': commandLineLogins,
  '0027-sessions-and-failures': sessionsAndFailures,
  '0017-endings': endings,
  '0018-audit-details': auditDetails,
  '0019-users-and-groups': usersAndGroups,
  '0021-authorizations': authorizations,
  '0020-deployment-engine': deploymentEngine,
  '0028-scim': scim,
  '0029-scim-resources': scimResources,
  '0026-department-authorizations': departmentAuthorizations,
  '0030-cloud-api': cloudApi,
  '0034-users-at-most': usersAtMost,
  '0035-scim-reads': scimReads,
  '0036-plans': plans,
  '0033-tasks-to-work-off': tasksToWorkOff,
};

/** Brings the tables up to date, under an advisory lock, so that several nodes may start at once. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
