import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { versionsInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { deleteGroup } from './change-groups.ts';

export const deleteScimGroup = defineAction({
  id: 'organization:DeleteSCIMGroup',
  summary:
    'Ours. Delete a user group of the directory with all that was granted to it; tasks follow in the accounts.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), ...versionsInput }),
  output: z.object({}),

  async run(context, request) {
    await deleteGroup(context, await openSpaceOf(context), { ...request, body: undefined });
    return {};
  },
});
