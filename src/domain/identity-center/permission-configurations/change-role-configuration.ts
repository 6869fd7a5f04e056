import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import { configurationContent } from './configuration-content.ts';

export const changeRoleConfiguration = defineAction({
  id: 'organization:ChangeRoleConfiguration',
  summary:
    'Ours. Save all of what a permission configuration says at once, unless somebody changed it meanwhile.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    /** The version that the edit was made on. */
    version: z.int(),
    content: configurationContent,
  }),
  output: z.object({}),

  async run(context, { zoneId, roleConfigurationId, version, content }) {
    const { spaceId } = await getOwnSpace(context.db, context.actor, zoneId);
    await changeConfiguration(context, spaceId, roleConfigurationId, () => content, version);
    return {};
  },
});
