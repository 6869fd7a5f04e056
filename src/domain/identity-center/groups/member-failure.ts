import { z } from 'zod';
import type { MemberChange } from './change-members.ts';

/** Somebody who was left out of a change of members, and why. */
export const memberFailure = z.object({
  userId: z.string(),
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const toFailure = ({
  userId,
  refusal: { code, message, details },
}: MemberChange['failures'][number]): z.input<typeof memberFailure> => ({ userId, code, message, details });
