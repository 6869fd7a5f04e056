import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { changeResource, creationInput } from '../change-resource.ts';
import { shown } from '../resource/shown.ts';
import { createUser } from './change-users.ts';
import { userKind } from './user-kind.ts';

export const createScimUser = defineAction({
  id: 'organization:CreateSCIMUser',
  summary:
    'Ours. Create a user as the directory says, or take over one of that name where the space wants it.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object(creationInput),
  output: shown,

  run: (context, input) => changeResource(context, userKind, createUser, { id: '', ...input }),
});
