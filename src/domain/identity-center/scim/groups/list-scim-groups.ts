import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { spaceOf } from '../directory-space.ts';
import { listingInput, listingOutput, listResources } from '../resource/listing.ts';
import { groupKind } from './group-kind.ts';

export const listScimGroups = defineAction({
  id: 'organization:ListSCIMGroups',
  summary: 'Ours. List the user groups of the directory by a SCIM filter.',
  effect: 'read',
  allowed: ['directory'],
  input: z.object(listingInput),
  output: listingOutput,

  run: (context, listing) => listResources(context, spaceOf(context.actor), [groupKind], listing),
});
