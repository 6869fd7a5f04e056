import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { entityInUse, entityNotFound, entityOfAdmin } from './verified-entity.ts';
import * as entities from './verified-entity-queries.ts';

export const deleteOrganizationAuthNode = defineAction({
  id: 'organization:DeleteOrganizationAuthNode',
  summary: 'Remove a verified entity that no account of the organization is verified as.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ relationId: z.int() }),
  output: z.object({}),

  async run(context, { relationId }) {
    const { db, actor } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const entity = await entities.find(db, organizationId, relationId);
    if (!entity) throw entityNotFound(relationId);
    if (entity.kind === 'admin') throw entityOfAdmin(entity.name);
    const uses = await entities.countUses(db, organizationId, entity);
    if (uses > 0) throw entityInUse(entity.name, uses);

    await entities.remove(db, organizationId, relationId);
    await recordChange(context, organizationId, { kind: 'EntityRemoved', former: entity.name });
    return {};
  },
});
