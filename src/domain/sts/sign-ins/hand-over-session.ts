import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as handOvers from './hand-over-queries.ts';

/** Long enough for a browser to follow a redirect. */
const validSeconds = 60;

export const handOverSession = defineAction({
  id: 'sts:HandOverSession',
  summary: 'Take one’s session from one console to another, by a secret that opens it there once.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({ endsAt: z.date() }),
  output: z.object({ token: z.string(), validSeconds: z.int() }),

  async run({ db, actor, now, random }, { endsAt }) {
    const principal = requirePrincipal(actor);
    const token = random.secret();
    const expiresAt = new Date(now.getTime() + validSeconds * 1000);
    await handOvers.insert(
      db,
      principal.uin,
      { principal, endsAt },
      { tokenHash: hashSecret(token), expiresAt },
    );
    return { token, validSeconds };
  },
});
