import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as spaces from './space-queries.ts';

export const findOnlySpace = defineAction({
  id: 'portal:FindOnlySpace',
  summary: 'Tell the space of an installation that has just one; where there are several, none is told.',
  effect: 'read',
  allowed: ['visitor'],
  input: z.object({}),
  output: z.object({ name: z.string().nullable() }),

  async run({ db }) {
    const [only, ...others] = await spaces.listNames(db, 2);
    return { name: others.length === 0 ? (only ?? null) : null };
  },
});
