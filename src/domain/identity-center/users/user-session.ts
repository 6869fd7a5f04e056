import { z } from 'zod';

/** What a person has open. */
export const userSession = z.object({
  sessionId: z.string(),
  /** The session at the portal from which it was opened, or itself; null where that is not known. */
  portalSessionId: z.string().nullable(),
  /** At the portal, or in an account at the console or by temporary keys. */
  kind: z.enum(['portal', 'console', 'keys']),
  uin: z.int().nullable(),
  accountName: z.string().nullable(),
  /** The role or the CAM user. */
  enteredAs: z.string().nullable(),
  beganAt: z.date(),
  endsAt: z.date(),
  /** Of the network, as the product saw it. */
  address: z.string(),
  /** As the browser calls itself. */
  browser: z.string(),
});
export type UserSession = z.infer<typeof userSession>;
