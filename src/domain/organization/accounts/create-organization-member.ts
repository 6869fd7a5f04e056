import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { departmentNotFound } from '../departments/department.ts';
import * as departments from '../departments/department-queries.ts';
import { accountName, accountNameUsed, cloudSiteName } from './account.ts';
import * as accounts from './account-queries.ts';

export const createOrganizationMember = defineAction({
  id: 'organization:CreateOrganizationMember',
  summary: 'Create a member account in a department.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    name: accountName,
    nodeId: z.int(),
    remark: z.string().max(40).default(''),
    /** Where the account lives. Ours; the Cloud API always means its own site. */
    cloudSite: cloudSiteName.default('local'),
  }),
  output: z.object({ uin: z.int() }),

  async run({ db, actor, now }, { name, nodeId: departmentId, remark: description, cloudSite }) {
    const { organizationId } = requireAdministrator(actor);
    const tree = await departments.list(db, organizationId);
    if (!tree.some((department) => department.departmentId === departmentId))
      throw departmentNotFound(departmentId);

    const uin = await accounts.nextUin(db);
    const member = { uin, name, kind: 'member', departmentId, cloudSite, description } as const;
    const created = await accounts.insert(db, organizationId, member, now);
    if (!created) throw accountNameUsed(name);
    return { uin };
  },
});
