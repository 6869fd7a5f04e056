import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { groupNotFound } from '../../groups/group.ts';
import { ifMatchInput } from '../change.ts';
import { openSpaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { patchGroup } from './change-groups.ts';
import { groupKind } from './group-kind.ts';

export const patchScimGroup = defineAction({
  id: 'organization:PatchSCIMGroup',
  summary:
    'Ours. Change what the directory names of a user group; nothing changed leaves the version as it was.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ id: z.string(), body: z.unknown(), ifMatch: ifMatchInput, ...projectionInput }),
  output: shown,

  async run(context, { id, body, ifMatch, ...projection }) {
    const spaceId = await openSpaceOf(context);
    const selection = selectionOf(groupKind.type, projection);
    await patchGroup(context, spaceId, { id, body, ifMatch });
    const [found] = await groupKind.show(context, spaceId, [id], selection);
    if (!found) throw groupNotFound(id);
    return found;
  },
});
