import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { groupNotFound } from '../../groups/group.ts';
import { openSpaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { createGroup } from './change-groups.ts';
import { groupKind } from './group-kind.ts';

export const createScimGroup = defineAction({
  id: 'organization:CreateSCIMGroup',
  summary:
    'Ours. Create a user group as the directory says, or take over one of that name where the space wants it.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object({ body: z.unknown(), ...projectionInput }),
  output: shown,

  async run(context, { body, ...projection }) {
    const spaceId = await openSpaceOf(context);
    const selection = selectionOf(groupKind.type, projection);
    const { id } = await createGroup(context, spaceId, { id: '', body });
    const [found] = await groupKind.show(context, spaceId, [id], selection);
    if (!found) throw groupNotFound(id);
    return found;
  },
});
