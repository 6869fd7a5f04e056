import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { changeInput, changeResource } from '../change-resource.ts';
import { shown } from '../resource/shown.ts';
import { replaceGroup } from './change-groups.ts';
import { groupKind } from './group-kind.ts';

export const replaceScimGroup = defineAction({
  id: 'organization:ReplaceSCIMGroup',
  summary: 'Ours. Make a user group of the directory what it says, whole.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object(changeInput),
  output: shown,

  run: (context, input) => changeResource(context, groupKind, replaceGroup, input),
});
