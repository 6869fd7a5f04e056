import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { userNotFound } from '../../users/user.ts';
import { openSpaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { createUser } from './change-users.ts';
import { userKind } from './user-kind.ts';

export const createScimUser = defineAction({
  id: 'organization:CreateSCIMUser',
  summary:
    'Ours. Create a user as the directory says, or take over one of that name where the space wants it.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ body: z.unknown(), ...projectionInput }),
  output: shown,

  async run(context, { body, ...projection }) {
    const spaceId = await openSpaceOf(context);
    const selection = selectionOf(userKind.type, projection);
    const { id } = await createUser(context, spaceId, { id: '', body });
    const [found] = await userKind.show(context, spaceId, [id], selection);
    if (!found) throw userNotFound(id);
    return found;
  },
});
