import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { ifMatchInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { deleteUser } from './change-users.ts';

export const deleteScimUser = defineAction({
  id: 'organization:DeleteSCIMUser',
  summary:
    'Ours. Delete a user of the directory with all that was granted to it; tasks follow in the accounts.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), ifMatch: ifMatchInput }),
  output: z.object({}),

  async run(context, { id, ifMatch }) {
    await deleteUser(context, await openSpaceOf(context), { id, body: undefined, ifMatch });
    return {};
  },
});
