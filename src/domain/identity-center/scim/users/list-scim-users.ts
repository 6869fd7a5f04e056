import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { spaceOf } from '../directory-space.ts';
import { listingInput, listingOutput, listResources } from '../resource/listing.ts';
import { userKind } from './user-kind.ts';

export const listScimUsers = defineAction({
  id: 'organization:ListSCIMUsers',
  summary: 'Ours. List the users of the directory by a SCIM filter.',
  effect: 'read',
  allowed: ['directory'],
  input: z.object(listingInput),
  output: listingOutput,

  run: (context, listing) => listResources(context, spaceOf(context.actor), [userKind], listing),
});
