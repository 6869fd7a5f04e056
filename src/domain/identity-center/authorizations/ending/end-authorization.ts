import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import { principalType } from '../principal.ts';
import * as ended from './ended-queries.ts';

export const endAuthorization = defineAction({
  id: 'organization:EndAuthorization',
  summary:
    'Ours. Take away an authorization whose time is over, and end the sessions that stood on it. A job; may run again.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({
    spaceId: z.string(),
    roleConfigurationId: z.string(),
    targetUin: z.int(),
    principalType,
    principalId: z.string(),
  }),
  output: z.object({ endedSessionCount: z.int() }),

  async run({ db, now }, { spaceId, ...authorization }) {
    if (!(await ended.remove(db, spaceId, authorization, now))) return { endedSessionCount: 0 };
    return { endedSessionCount: await endUngranted(db, spaceId, { uins: [authorization.targetUin] }, now) };
  },
});
