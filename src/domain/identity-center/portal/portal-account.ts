import { z } from 'zod';
import { environment } from './environment.ts';
import { via } from './via.ts';

/** One account as the portal lists it. */
export const portalAccount = z.object({
  uin: z.int(),
  name: z.string(),
  isAdmin: z.boolean(),
  /** `Root / Production / Web`. */
  department: z.string(),
  environment: environment.nullable(),
  isFavourite: z.boolean(),
  via: z.array(via),
});
export type PortalAccount = z.infer<typeof portalAccount>;
