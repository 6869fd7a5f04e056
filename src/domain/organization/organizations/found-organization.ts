import type { ActionContext } from '../../../action/define-action.ts';
import { hashPassword } from '../../../platform/secrets.ts';
import { rootUsers } from '../../cam/index.ts';
import { accountNameUsed } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import { departmentNameUsed } from '../departments/department.ts';
import * as departments from '../departments/department-queries.ts';
import type { Organization } from './organization.ts';
import * as organizations from './organization-queries.ts';

interface Founding {
  organizationName: string;
  accountName: string;
  email: string;
  password: string;
}

/** An organization with its root department, its admin account and that account's root user. */
export async function foundOrganization(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  { organizationName, accountName, email, password }: Founding,
): Promise<Organization & { rootDepartmentId: number }> {
  const uin = await accounts.nextUin(db);
  const organization = await organizations.insert(db, organizationName, uin, now);
  const root = await departments.insert(
    db,
    organization.organizationId,
    { parentId: null, name: 'Root', description: '' },
    now,
  );
  if (!root) throw departmentNameUsed('Root');

  const admin = {
    uin,
    name: accountName,
    kind: 'admin',
    departmentId: root.departmentId,
    cloudSite: 'local',
  } as const;
  const created = await accounts.insert(db, organization.organizationId, { ...admin, description: '' }, now);
  if (!created) throw accountNameUsed(accountName);
  await rootUsers.insert(db, { uin, email, passwordHash: await hashPassword(password) }, now);
  return { ...organization, rootDepartmentId: root.departmentId };
}
