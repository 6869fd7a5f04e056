import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { endSession as endOne } from '../users/end-sessions.ts';
import { lockEmployee } from './employee.ts';

export const endSession = defineAction({
  id: 'portal:EndSession',
  summary:
    'End one session of one’s own, at the portal or in an account, with what was opened from it there.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({ sessionId: z.string().min(1).max(128) }),
  output: z.object({}),

  async run(context, { sessionId }) {
    const { spaceId, userId } = await lockEmployee(context);
    context.changed(await endOne(context, spaceId, userId, sessionId), null);
    return {};
  },
});
