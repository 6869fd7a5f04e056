import type { ActionContext } from '../../../action/define-action.ts';
import { hashPassword } from '../../../platform/secrets.ts';
import { rootUsers } from '../../cam/index.ts';
import { accountLivesHere } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import { recordChange } from '../changes/record-change.ts';
import { departmentNameUsed } from '../departments/department.ts';
import * as departments from '../departments/department-queries.ts';
import { joinOrganization } from '../membership/join-organization.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
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
  context: Pick<ActionContext, 'db' | 'actor' | 'now' | 'settings'>,
  { organizationName, accountName, email, password }: Founding,
): Promise<Organization & { rootDepartmentId: number }> {
  const { db, now, settings } = context;
  const uin = await accounts.nextUin(db);
  const admin = { nickName: accountName, verifiedEntity: organizationName };
  const isOpened = await accounts.open(db, uin, { ...admin, cloudSite: 'local' }, now);
  if (!isOpened) throw accountLivesHere(uin);
  const passwordHash = await hashPassword(password, settings);
  await rootUsers.insert(db, { uin, email, passwordHash }, now);
  return startOrganization(context, organizationName, { uin, ...admin });
}

/** Around an account that exists: its entity becomes the organization's first, itself the admin account. */
export async function startOrganization(
  context: Pick<ActionContext, 'db' | 'actor' | 'now'>,
  name: string,
  { uin, nickName, verifiedEntity }: { uin: number; nickName: string; verifiedEntity: string },
): Promise<Organization & { rootDepartmentId: number }> {
  const { db, now } = context;
  const organization = await organizations.insert(db, name, uin, now);
  const { organizationId } = organization;
  await entities.insert(db, organizationId, { name: verifiedEntity, kind: 'admin' }, now);
  const root = await departments.insert(
    db,
    organizationId,
    { parentId: null, name: 'Root', description: '' },
    now,
  );
  if (!root) throw departmentNameUsed('Root');

  await joinOrganization(context, organizationId, uin, {
    ...{ kind: 'admin', memberType: 'Create', name: nickName, departmentId: root.departmentId },
    ...{ permissionIds: [], payUin: null, allowsQuitting: false, remark: '', tags: [] },
  });
  await recordChange(context, organizationId, { kind: 'OrganizationCreated', present: name });
  return { ...organization, rootDepartmentId: root.departmentId };
}
