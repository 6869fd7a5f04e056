import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { getDepartment } from '../departments/get-department.ts';
import { joinOrganization } from '../membership/join-organization.ts';
import { memberElsewhere, memberExists } from '../membership/membership.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { entityName, entityNotFound } from '../verified-entities/verified-entity.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { accountLivesHere, accountName, remark, uin } from './account.ts';
import * as accounts from './account-queries.ts';
import { compulsoryPermissions, financeInput, toFinance } from './finance.ts';
import { tags } from './tag.ts';

export const registerOrganizationMember = defineAction({
  id: 'organization:RegisterOrganizationMember',
  summary:
    'Add an account that exists in a real cloud by its uin, so that it can be deployed to and entered.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUin: uin,
    name: accountName,
    cloudSite: z.enum(['tencent-cn', 'tencent-intl']),
    nodeId: z.int(),
    ...financeInput,
    /** The enterprise it is verified as; that of the admin account unless told otherwise. */
    relationAuthName: entityName.optional(),
    remark: remark.default(''),
    tags: tags.default([]),
  }),
  output: z.object({ uin: z.int() }),

  async run(context, { memberUin: uin, name, cloudSite, nodeId, relationAuthName, ...input }) {
    const { db, actor } = context;
    const { organizationId, adminUin } = await lockOwnOrganization(db, actor);
    const { departmentId } = await getDepartment(db, organizationId, nodeId);
    const own = await entities.findOwn(db, organizationId);
    const entity = relationAuthName ? await entities.findByName(db, organizationId, relationAuthName) : own;
    if (!entity) throw entityNotFound(relationAuthName ?? '');
    const isSameEntity = entity.kind === 'admin';
    const finance = toFinance(input, { adminUin, uin, isSameEntity }, compulsoryPermissions);

    await provide(context, organizationId, uin, { name, cloudSite, verifiedEntity: entity.name });
    await joinOrganization(context, organizationId, uin, {
      ...{ name, departmentId, ...finance, remark: input.remark, tags: input.tags },
      kind: 'member',
      memberType: 'Invite',
      allowsQuitting: false,
    });
    await recordChange(context, organizationId, { kind: 'MemberRegistered', uin, accountName: name });
    return { uin };
  },
});

interface Registered {
  name: string;
  cloudSite: string;
  verifiedEntity: string;
}

/** The account as a row: new, or that of an earlier registration which belongs to nobody now. */
async function provide(
  { db, now }: ActionContext,
  organizationId: number,
  uin: number,
  { name: nickName, cloudSite, verifiedEntity }: Registered,
): Promise<void> {
  const known = await accounts.findByUin(db, uin);
  if (known?.organizationId === organizationId) throw memberExists(uin);
  if (known?.organizationId) throw memberElsewhere(uin);
  if (known?.cloudSite === 'local' || (await accounts.isPromised(db, uin))) throw accountLivesHere(uin);
  if (known) return accounts.identify(db, uin, { cloudSite, verifiedEntity });
  const isOpened = await accounts.open(db, uin, { nickName, cloudSite, verifiedEntity }, now);
  if (!isOpened) throw memberElsewhere(uin);
}
