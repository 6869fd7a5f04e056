import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as handOvers from './hand-over-queries.ts';

export const acceptHandedOverSession = defineAction({
  id: 'sts:AcceptHandedOverSession',
  summary: 'Go on with a session of another console, by the secret that it handed over.',
  effect: 'write',
  allowed: ['visitor'],
  secret: ['token'],
  input: z.object({ token: z.string().max(64) }),
  output: z.object({ session: z.object({ principal: z.custom<Principal>(), endsAt: z.date() }).optional() }),

  async run({ db, now }, { token }) {
    return { session: await handOvers.consume(db, hashSecret(token), now) };
  },
});
