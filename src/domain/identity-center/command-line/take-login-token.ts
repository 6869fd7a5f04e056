import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { device, noteWaiting, state } from './command-line-login.ts';
import * as logins from './command-line-login-queries.ts';

export const takeLoginToken = defineAction({
  id: 'portal:TakeLoginToken',
  summary: 'Hand a tool its login token, once, when somebody has allowed it; until then it waits.',
  // Asked every second; what is audited is who allowed it.
  effect: 'read',
  allowed: ['visitor'],
  secret: ['state'],
  input: z.object({ state, device }),
  output: z.object({
    status: z.enum(['Waiting', 'Finished', 'Refused', 'Expired', 'Used']),
    token: z.string().optional(),
    expiresAt: z.date().optional(),
  }),

  async run(context, asked) {
    const { db, now, random } = context;
    const stateHash = hashSecret(asked.state);
    const token = random.secret();
    const expiresAt = await logins.handOver(db, stateHash, hashSecret(token), now);
    if (expiresAt) return { status: 'Finished' as const, token, expiresAt };

    // Whoever asks a second time is not who has the token, or somebody else has it: neither keeps it (RFC 6749 §4.1.2).
    const over = await logins.removeOver(db, stateHash, now);
    if (over) return { status: over };
    await noteWaiting(context, asked);
    return { status: 'Waiting' as const };
  },
});
