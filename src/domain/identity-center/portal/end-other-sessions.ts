import { z } from 'zod';
import type { Employee } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { endAllSessions } from '../users/end-sessions.ts';
import { lockEmployee } from './employee.ts';

export const endOtherSessions = defineAction({
  id: 'portal:EndOtherSessions',
  summary: 'Sign out of every other browser, and of what was opened from there in accounts.',
  effect: 'write',
  allowed: ['employee'],
  input: z.object({}),
  output: z.object({}),

  async run(context) {
    const { spaceId, userId } = await lockEmployee(context);
    const { loginId } = context.actor as Employee;
    context.changed(await endAllSessions(context, spaceId, userId, loginId), null);
    return {};
  },
});
