import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound } from '../accounts/account.ts';
import * as members from '../accounts/member-queries.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { entityNotFound, entityOfAdmin, notOfEntity } from './verified-entity.ts';
import * as entities from './verified-entity-queries.ts';

export const updateOrganizationAuthNode = defineAction({
  id: 'organization:UpdateOrganizationAuthNode',
  summary: 'Choose the entity admin account: the member that approves accounts created under its entity.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ relationId: z.int(), managerUin: z.int() }),
  output: z.object({}),

  async run(context, { relationId, managerUin: uin }) {
    const { db, actor } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const entity = await entities.find(db, organizationId, relationId);
    if (!entity) throw entityNotFound(relationId);
    if (entity.kind === 'admin') throw entityOfAdmin(entity.name);
    const member = await members.find(db, organizationId, uin);
    if (!member) throw accountNotFound(uin);
    if (member.verifiedEntity !== entity.name) throw notOfEntity(uin, entity.name);

    await entities.setAdministrator(db, organizationId, relationId, uin);
    await recordChange(context, organizationId, {
      kind: 'EntityAdministratorSet',
      uin,
      accountName: member.name,
      present: entity.name,
    });
    return {};
  },
});
