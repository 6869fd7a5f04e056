import { z } from 'zod';

/** Paging by page number, as the API's lists of policies have it. */
export const pagingInput = {
  rp: z.int().min(1).max(200).default(20),
  page: z.int().min(1).max(200).default(1),
  keyword: z.string().max(256).default(''),
};

export const toListing = ({ rp, page, keyword }: { rp: number; page: number; keyword: string }) => ({
  keyword,
  offset: (page - 1) * rp,
  limit: rp,
});
