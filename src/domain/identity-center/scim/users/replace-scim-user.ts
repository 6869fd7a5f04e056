import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { changeInput, changeResource } from '../change-resource.ts';
import { shown } from '../resource/shown.ts';
import { replaceUser } from './change-users.ts';
import { userKind } from './user-kind.ts';

export const replaceScimUser = defineAction({
  id: 'organization:ReplaceSCIMUser',
  summary: 'Ours. Make a user of the directory what it says, whole.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object(changeInput),
  output: shown,

  run: (context, input) => changeResource(context, userKind, replaceUser, input),
});
