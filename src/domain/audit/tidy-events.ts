import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import * as chains from './chain-queries.ts';

export const tidyEvents = defineAction({
  id: 'audit:TidyEvents',
  summary: 'Give back the room of events that were chained; the embedded database does not by itself.',
  effect: 'read',
  atomicBy: 'statement',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({}),

  async run({ db }) {
    await chains.vacuumEvents(db);
    return {};
  },
});
