import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { recordChange } from '../changes/record-change.ts';
import { getDepartment } from '../departments/get-department.ts';
import { createAccount, type MemberCreation } from '../member-creations/member-creation.ts';
import * as creations from '../member-creations/member-creation-queries.ts';
import * as memberships from '../membership/membership-queries.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import {
  entityNotFound,
  entityWithoutAdministrator,
  type VerifiedEntity,
} from '../verified-entities/verified-entity.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import {
  accountName,
  accountNameUsed,
  cloudSiteName,
  cloudSiteNotOurs,
  createdMembersLimitReached,
  remark,
} from './account.ts';
import * as accounts from './account-queries.ts';
import { financeInput, toCreatedFinance } from './finance.ts';
import { tags } from './tag.ts';

export const createOrganizationMember = defineAction({
  id: 'organization:CreateOrganizationMember',
  summary: 'Create a member account in a department; under another entity once its admin account approves.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    name: accountName,
    /** What the account calls itself; the same unless told otherwise. */
    accountName: accountName.optional(),
    nodeId: z.int(),
    ...financeInput,
    remark: remark.default(''),
    tags: tags.default([]),
    /** The verified entity; that of the admin account unless told otherwise. */
    authRelationId: z.int().optional(),
    /** Where the account lives. Ours; the Cloud API always means its own site. */
    cloudSite: cloudSiteName.default('local'),
  }),
  output: z.object({ uin: z.int(), recordId: z.int(), status: z.enum(['Created', 'Pending']) }),

  async run(context, { name, accountName: nickName = name, nodeId, cloudSite, authRelationId, ...input }) {
    const { db, actor } = context;
    if (cloudSite !== 'local') throw cloudSiteNotOurs(cloudSite);
    const organization = await lockOwnOrganization(db, actor);
    const { organizationId, adminUin } = organization;
    const { departmentId } = await getDepartment(db, organizationId, nodeId);
    const entity = await entityFor(db, organizationId, authRelationId);
    const isSameEntity = entity.kind === 'admin';
    const finance = toCreatedFinance(input, { adminUin, isSameEntity });
    if (await memberships.isNameUsed(db, organizationId, name)) throw accountNameUsed(name);
    await requireRoom(context, organizationId, entity.name);

    const uin = await accounts.nextUin(db);
    const state = isSameEntity ? ('Created' as const) : ('Pending' as const);
    const wanted = {
      ...{ organizationId, relationId: entity.relationId, entity: entity.name, uin, name, nickName },
      ...{ departmentId, ...finance, remark: input.remark, tags: input.tags, state },
    } satisfies Omit<MemberCreation, 'recordId' | 'requestTime' | 'decideTime'>;
    const recordId = await creations.insert(db, organizationId, wanted, context.now);
    if (isSameEntity) await createAccount(context, organization, wanted);
    await recordChange(context, organizationId, {
      kind: isSameEntity ? 'MemberCreated' : 'CreationRequested',
      uin,
      accountName: name,
    });
    return { uin, recordId, status: state };
  },
});

/** Accounts of another entity need somebody of that entity who approves. */
async function entityFor(
  db: Transaction,
  organizationId: number,
  relationId: number | undefined,
): Promise<VerifiedEntity> {
  if (relationId === undefined) return entities.findOwn(db, organizationId);
  const entity = await entities.find(db, organizationId, relationId);
  if (!entity) throw entityNotFound(relationId);
  if (entity.kind === 'member' && entity.adminUin === null) throw entityWithoutAdministrator(entity.name);
  return entity;
}

async function requireRoom(
  { db, settings }: ActionContext,
  organizationId: number,
  entity: string,
): Promise<void> {
  const limit = settings.createdMembersPerEntity;
  if ((await memberships.countCreated(db, organizationId, entity)) >= limit)
    throw createdMembersLimitReached(limit, entity);
}
