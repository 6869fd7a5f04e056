import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountsPerCall } from '../accounts/account.ts';
import { tagsPerObject } from '../accounts/tag.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { departmentLevels, departmentsPerDeletion, subDepartments } from '../departments/department.ts';
import * as departments from '../departments/department-queries.ts';
import { levelIn, treeOf } from '../departments/department-tree.ts';
import { invitationDays, invitationRecordMonths } from '../invitations/invitation.ts';
import * as memberships from '../membership/membership-queries.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { limitsInUse, limitsOfCalls } from './limit.ts';
import * as limitUse from './limit-use-queries.ts';

export const describeOrganizationLimits = defineAction({
  id: 'organization:DescribeOrganizationLimits',
  summary: 'List the usage limits of the organization, and how far they are used.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ name: z.string(), limit: z.int(), used: z.int().optional() })),
  }),

  async run({ db, actor, settings }) {
    const { organizationId } = requireAdministrator(actor);
    const all = await departments.list(db, organizationId);
    const tree = treeOf(all);
    const most = (of: (departmentId: number) => number) =>
      Math.max(...all.map(({ departmentId }) => of(departmentId)));
    const own = await entities.findOwn(db, organizationId);
    const created = await memberships.countCreated(db, organizationId, own.name);
    return {
      items: [
        { name: 'createdMembersPerEntity', limit: settings.createdMembersPerEntity, used: created },
        { name: 'departmentLevels', limit: departmentLevels, used: most((id) => levelIn(tree, id)) },
        { name: 'subDepartments', limit: subDepartments, used: most((id) => tree.childrenOf(id).length) },
        ...limitsInUse(await limitUse.countUse(db, organizationId)),
        { name: 'departmentNameCharacters', limit: 40 },
        { name: 'memberNameCharacters', limit: 25 },
        { name: 'tagsPerObject', limit: tagsPerObject },
        { name: 'accountsPerCall', limit: accountsPerCall },
        { name: 'departmentsPerDeletion', limit: departmentsPerDeletion },
        ...limitsOfCalls,
        { name: 'invitationDays', limit: invitationDays },
        { name: 'invitationRecordMonths', limit: invitationRecordMonths },
      ],
    };
  },
});
