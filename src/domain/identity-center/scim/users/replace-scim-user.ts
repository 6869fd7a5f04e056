import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { userNotFound } from '../../users/user.ts';
import { ifMatchInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { replaceUser } from './change-users.ts';
import { userKind } from './user-kind.ts';

export const replaceScimUser = defineAction({
  id: 'organization:ReplaceSCIMUser',
  summary: 'Ours. Make a user of the directory what it says, whole.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), body: z.unknown(), ifMatch: ifMatchInput, ...projectionInput }),
  output: shown,

  async run(context, { id, body, ifMatch, ...projection }) {
    const spaceId = await openSpaceOf(context);
    const selection = selectionOf(userKind.type, projection);
    await replaceUser(context, spaceId, { id, body, ifMatch });
    const [found] = await userKind.show(context, spaceId, [id], selection);
    if (!found) throw userNotFound(id);
    return found;
  },
});
