import { z } from 'zod';
import type { Principal } from '../../../action/actor.ts';

const somebody = { principal: z.custom<Principal>(), mustChangePassword: z.boolean() };

/** How far a sign-in came. A wrong name and a wrong password look alike, so that neither can be probed. */
export const signInResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed-in'), ...somebody }),
  /** The password is right; the code of a device is asked for next. */
  z.object({ outcome: z.literal('code-required'), ...somebody }),
  z.object({ outcome: z.literal('refused') }),
  /** Too many attempts: right or wrong, nobody gets in for a while. */
  z.object({ outcome: z.literal('locked') }),
]);
