import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { userNotFound } from '../../users/user.ts';
import { ifMatchInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { patchUser } from './change-users.ts';
import { userKind } from './user-kind.ts';

export const patchScimUser = defineAction({
  id: 'organization:PatchSCIMUser',
  summary: 'Ours. Change what the directory names of a user; nothing changed leaves the version as it was.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), body: z.unknown(), ifMatch: ifMatchInput, ...projectionInput }),
  output: shown,

  async run(context, { id, body, ifMatch, ...projection }) {
    const spaceId = await openSpaceOf(context);
    const selection = selectionOf(userKind.type, projection);
    await patchUser(context, spaceId, { id, body, ifMatch });
    const [found] = await userKind.show(context, spaceId, [id], selection);
    if (!found) throw userNotFound(id);
    return found;
  },
});
