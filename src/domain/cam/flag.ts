import { z } from 'zod';

/** How the API writes yes and no. */
export const flag = z.union([z.literal(0), z.literal(1)]);

export const toFlag = (isSo: boolean): 0 | 1 => (isSo ? 1 : 0);
