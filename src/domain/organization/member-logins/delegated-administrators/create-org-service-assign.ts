import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { departmentNotFound } from '../../departments/department.ts';
import * as departments from '../../departments/department-queries.ts';
import { getHeldMember } from '../members.ts';
import * as organizations from '../organization-lock-queries.ts';
import {
  assignmentsPerCall,
  managementScope,
  requireAssignable,
  scopeEmpty,
  scopeNotTaken,
  tooManyAdministrators,
  tooManyAssignments,
} from './delegated-administrator.ts';
import * as delegatedAdministrators from './delegated-administrator-queries.ts';
import { getService, type OrganizationService } from './organization-service.ts';

const input = z.object({
  memberUins: z.array(z.int()).min(1, 'Choose at least one member.').max(1000),
  serviceId: z.int().optional(),
  product: z.string().max(64).optional(),
  managementScope: z
    .union([z.literal(managementScope.all), z.literal(managementScope.part)])
    .default(managementScope.all),
  managementScopeUins: z.array(z.int()).max(1000).default([]),
  managementScopeNodeIds: z.array(z.int()).max(1000).default([]),
});

export const createOrgServiceAssign = defineAction({
  id: 'organization:CreateOrgServiceAssign',
  summary: 'Let members administer a service for the organization; for one that does, change for whom.',
  effect: 'write',
  allowed: ['principal'],
  input,
  output: z.object({}),

  async run({ db, actor, now }, { memberUins, serviceId, product, ...wanted }) {
    const { organizationId } = requireAdministrator(actor);
    const service = getService({ serviceId, product });
    requireAssignable(service);
    const uins = [...new Set(memberUins)];
    if (uins.length > assignmentsPerCall) throw tooManyAssignments();
    for (const uin of uins) await getHeldMember(db, organizationId, uin);
    const scope = await toScope(db, organizationId, service, wanted);
    await organizations.lock(db, organizationId);
    await requireRoom(db, organizationId, service, uins);

    for (const uin of uins) {
      await delegatedAdministrators.put(db, organizationId, service.serviceId, uin, scope, now);
    }
    return {};
  },
});

async function toScope(
  db: ActionContext['db'],
  organizationId: number,
  service: OrganizationService,
  wanted: Pick<z.output<typeof input>, 'managementScope' | 'managementScopeUins' | 'managementScopeNodeIds'>,
) {
  if (wanted.managementScope === managementScope.all) {
    return { managesAll: true, memberUins: [], departmentIds: [] };
  }
  if (!service.takesScope) throw scopeNotTaken(service.productName);
  const memberUins = [...new Set(wanted.managementScopeUins)];
  const departmentIds = [...new Set(wanted.managementScopeNodeIds)];
  if (memberUins.length + departmentIds.length === 0) throw scopeEmpty();

  for (const uin of memberUins) await getHeldMember(db, organizationId, uin);
  const tree = await departments.list(db, organizationId);
  const unknown = departmentIds.find((id) => !tree.some(({ departmentId }) => departmentId === id));
  if (unknown !== undefined) throw departmentNotFound(unknown);
  return { managesAll: false, memberUins, departmentIds };
}

async function requireRoom(
  db: ActionContext['db'],
  organizationId: number,
  { serviceId, canAssignCount }: OrganizationService,
  uins: readonly number[],
): Promise<void> {
  const present = await delegatedAdministrators.list(db, organizationId, serviceId);
  const together = new Set([...present.map(({ uin }) => uin), ...uins]);
  if (together.size > canAssignCount) throw tooManyAdministrators(canAssignCount);
}
