import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { showResource } from '../change-resource.ts';
import { spaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { groupKind } from './group-kind.ts';

export const getScimGroup = defineAction({
  id: 'organization:GetSCIMGroup',
  summary: 'Ours. Show a user group of the directory as SCIM has it.',
  effect: 'read',
  allowed: ['directory'],
  input: z.object({ id: z.string(), ...projectionInput }),
  output: shown,

  async run(context, { id, ...projection }) {
    const selection = selectionOf(groupKind.type, projection);
    return showResource(context, groupKind, spaceOf(context.actor), id, selection);
  },
});
