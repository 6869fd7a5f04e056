import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import * as inheritances from './inheritance-queries.ts';

/** How many accounts are asked for at a time; the next round goes on. */
const most = 100;

export const listInheritancesDue = defineAction({
  id: 'organization:ListInheritancesDue',
  summary: 'Ours. List the accounts that came to another department and inherit something else now.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ due: z.array(z.object({ spaceId: z.string(), uins: z.array(z.int()) })) }),

  async run({ db }) {
    return { due: await inheritances.listDue(db, most) };
  },
});
