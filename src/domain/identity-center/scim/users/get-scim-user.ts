import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { showResource } from '../change-resource.ts';
import { spaceOf } from '../directory-space.ts';
import { projectionInput, selectionOf } from '../resource/projection.ts';
import { shown } from '../resource/shown.ts';
import { userKind } from './user-kind.ts';

export const getScimUser = defineAction({
  id: 'organization:GetSCIMUser',
  summary: 'Ours. Show a user of the directory as SCIM has it.',
  effect: 'read',
  atomicBy: 'statement',
  allowed: ['directory'],
  input: z.object({ id: z.string(), ...projectionInput }),
  output: shown,

  async run(context, { id, ...projection }) {
    const selection = selectionOf(userKind.type, projection);
    return showResource(context, userKind, spaceOf(context.actor), id, selection);
  },
});
