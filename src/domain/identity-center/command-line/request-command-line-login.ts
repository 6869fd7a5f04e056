import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { device, noteWaiting, state } from './command-line-login.ts';

export const requestCommandLineLogin = defineAction({
  id: 'portal:RequestCommandLineLogin',
  summary:
    'Ask, as a tool on a command line, to act as somebody who will allow it in a browser (RFC 8628 §3.1).',
  // Anybody may ask; what is audited is who allowed it.
  effect: 'read',
  allowed: ['visitor'],
  secret: ['state'],
  input: z.object({ state, device }),
  output: z.object({
    /** To be shown to the person, who compares it with the page. */
    userCode: z.string(),
    expiresAt: z.date(),
  }),

  async run(context, asked) {
    const waiting = await noteWaiting(context, asked);
    if (waiting) return waiting;
    throw new DomainError(
      'limit-exceeded',
      'RequestLimitExceeded',
      'This State was sent before, or too many logins wait at this network address.',
    );
  },
});
