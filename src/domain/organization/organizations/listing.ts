import { z } from 'zod';

/** Paging as the Cloud API has it for everything of the organization. */
export const listingInput = {
  offset: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(50).default(10),
};
