import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { keyGuesses } from './key-guesses.ts';
import { isScimKey } from './scim-credential.ts';
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
    const guesses = keyGuesses(memory, actor, origin, now);
    const keyHash = hashSecret(key);
    guesses.requireFew(keyHash);
    const found = isScimKey(key) ? await keys.use(db, keyHash, now) : undefined;
    if (!found) guesses.refused(keyHash);
    if (!found?.isAccepted) throw keyRefused();
    guesses.accepted(keyHash);
    const { spaceId, credentialId, name, adopts } = found;
    return { spaceId, credentialId, name, adopts };
  },
});

/** One sentence for every reason: whoever holds a wrong key learns nothing; the console tells the reason. */
const keyRefused = () =>
  new DomainError(
    'unauthenticated',
    'SCIMKeyRefused',
    'The SCIM key is unknown, expired or disabled, or synchronization is off.',
  );
