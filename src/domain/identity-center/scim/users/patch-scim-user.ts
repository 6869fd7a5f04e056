import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { changeInput, changeResource } from '../change-resource.ts';
import { shown } from '../resource/shown.ts';
import { patchUser } from './change-users.ts';
import { userKind } from './user-kind.ts';

export const patchScimUser = defineAction({
  id: 'organization:PatchSCIMUser',
  summary: 'Ours. Change what the directory names of a user; nothing changed leaves the version as it was.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object(changeInput),
  output: shown,

  run: (context, input) => changeResource(context, userKind, patchUser, input),
});
