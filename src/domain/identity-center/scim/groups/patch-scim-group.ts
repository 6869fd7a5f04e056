import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { changeInput, changeResource } from '../change-resource.ts';
import { shown } from '../resource/shown.ts';
import { patchGroup } from './change-groups.ts';
import { groupKind } from './group-kind.ts';

export const patchScimGroup = defineAction({
  id: 'organization:PatchSCIMGroup',
  summary:
    'Ours. Change what the directory names of a user group; nothing changed leaves the version as it was.',
  effect: 'write',
  allowed: ['directory'],
  input: z.object(changeInput),
  output: shown,

  run: (context, input) => changeResource(context, groupKind, patchGroup, input),
});
