import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { recordChange } from '../changes/record-change.ts';
import { creationNotFound } from './member-creation.ts';
import * as creations from './member-creation-queries.ts';

export const cancelOrganizationMemberCreation = defineAction({
  id: 'organization:CancelOrganizationMemberCreation',
  summary: 'Take back an application for an account under another entity before it is approved.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ recordId: z.int() }),
  output: z.object({}),

  async run(context, { recordId }) {
    const { organizationId } = requireAdministrator(context.actor);
    const cancelled = await creations.decide(context.db, organizationId, recordId, 'Cancelled', context.now);
    if (!cancelled) throw creationNotFound(recordId);

    const { uin, name } = cancelled;
    await recordChange(context, organizationId, { kind: 'CreationCancelled', uin, accountName: name });
    return {};
  },
});
