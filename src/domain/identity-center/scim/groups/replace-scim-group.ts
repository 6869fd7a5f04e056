import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { groupNotFound } from '../../groups/group.ts';
import { ifMatchInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { replaceGroup } from './change-groups.ts';
import { groupKind } from './group-kind.ts';

export const replaceScimGroup = defineAction({
  id: 'organization:ReplaceSCIMGroup',
  summary: 'Ours. Make a user group of the directory what it says, whole.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), body: z.unknown(), ifMatch: ifMatchInput, ...projectionInput }),
  output: shown,

  async run(context, { id, body, ifMatch, ...projection }) {
    const spaceId = await openSpaceOf(context);
    const selection = selectionOf(groupKind.type, projection);
    await replaceGroup(context, spaceId, { id, body, ifMatch });
    const [found] = await groupKind.show(context, spaceId, [id], selection);
    if (!found) throw groupNotFound(id);
    return found;
  },
});
