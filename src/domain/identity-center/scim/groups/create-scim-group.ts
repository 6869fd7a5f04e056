import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { changeResource, creationInput } from '../change-resource.ts';
import { shown } from '../resource/shown.ts';
import { createGroup } from './change-groups.ts';
import { groupKind } from './group-kind.ts';

export const createScimGroup = defineAction({
  id: 'organization:CreateSCIMGroup',
  summary:
    'Ours. Create a user group as the directory says, or take over one of that name where the space wants it.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object(creationInput),
  output: shown,

  run: (context, input) => changeResource(context, groupKind, createGroup, { id: '', ...input }),
});
