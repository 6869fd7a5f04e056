import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../../organization/index.ts';
import { openSpace } from './open-space.ts';
import { spaceName } from './space.ts';

export const openIdentityCenter = defineAction({
  id: 'organization:OpenIdentityCenter',
  summary: 'Open the Identity Center of the organization and name its space.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneName: spaceName }),
  output: z.object({ zoneId: z.string() }),

  async run(context, { zoneName }) {
    const { organizationId } = requireAdministrator(context.actor);
    const { spaceId } = await openSpace(context, organizationId, zoneName);
    return { zoneId: spaceId };
  },
});
