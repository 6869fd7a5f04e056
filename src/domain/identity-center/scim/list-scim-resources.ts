import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { spaceOf } from './directory-space.ts';
import { groupKind } from './groups/group-kind.ts';
import { listingInput, listingOutput, listResources } from './resource/listing.ts';
import { userKind } from './users/user-kind.ts';

export const listScimResources = defineAction({
  id: 'organization:ListSCIMResources',
  summary: 'Ours. List users and user groups of the directory together by a SCIM filter.',
  effect: 'read',
  allowed: ['directory'],
  input: z.object(listingInput),
  output: listingOutput,

  run: (context, listing) => listResources(context, spaceOf(context.actor), [userKind, groupKind], listing),
});
