import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { entityExists, entityName } from './verified-entity.ts';
import * as entities from './verified-entity-queries.ts';

export const createOrganizationAuthNode = defineAction({
  id: 'organization:CreateOrganizationAuthNode',
  summary: 'Add a verified entity, so that accounts of that enterprise may become members.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ authName: entityName }),
  output: z.object({ relationId: z.int() }),

  async run(context, { authName: name }) {
    const { db, actor, now } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const added = await entities.insert(db, organizationId, { name, kind: 'member' }, now);
    if (!added) throw entityExists(name);

    await recordChange(context, organizationId, { kind: 'EntityAdded', present: name });
    return { relationId: added.relationId };
  },
});
