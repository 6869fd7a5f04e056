import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { versionsInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { deleteUser } from './change-users.ts';

export const deleteScimUser = defineAction({
  id: 'organization:DeleteSCIMUser',
  summary:
    'Ours. Delete a user of the directory with all that was granted to it; tasks follow in the accounts.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), ...versionsInput }),
  output: z.object({}),

  async run(context, request) {
    await deleteUser(context, await openSpaceOf(context), { ...request, body: undefined });
    return {};
  },
});
