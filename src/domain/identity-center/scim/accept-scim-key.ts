import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { noteGuess } from './key-guesses.ts';
import { isScimKey, keyRefused } from './scim-credential.ts';
import * as keys from './scim-key-queries.ts';

export const acceptScimKey = defineAction({
  id: 'organization:AcceptSCIMKey',
  summary: 'Let a directory in by its key, and tell whose directory it is.',
  effect: 'write',
  atomicBy: 'statement',
  allowed: ['visitor'],
  secret: ['key'],
  input: z.object({ key: z.string() }),
  output: z.object({
    spaceId: z.string(),
    credentialId: z.string(),
    name: z.string(),
    /** Whether the space wants what was created by hand to be taken over. */
    adopts: z.boolean(),
  }),

  async run({ db, actor, origin, now, memory }, { key }) {
    const found = isScimKey(key) ? await keys.use(db, hashSecret(key), now) : undefined;
    if (!found) noteGuess(memory, actor, origin, now);
    if (!found?.isAccepted) throw keyRefused();
    const { spaceId, credentialId, name, adopts } = found;
    return { spaceId, credentialId, name, adopts };
  },
});
