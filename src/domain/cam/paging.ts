import { z } from 'zod';
import type { Listing } from '../../action/page.ts';

const rowsPerPage = { page: z.int().min(1).max(100_000), rp: z.int().min(1).max(200) };

/** Paging by number of page, as CAM has it. */
export const paging = {
  page: rowsPerPage.page.default(1),
  rp: rowsPerPage.rp.default(20),
  keyword: z.string().max(256).default(''),
};

/** For lists that the API does not page: everything, unless a page is asked for. Ours. */
export const optionalPaging = {
  page: rowsPerPage.page.default(1),
  rp: z.union([rowsPerPage.rp, z.literal('all')]).default('all'),
  keyword: z.string().max(256).default(''),
};

/** More than any list has. */
const all = 1_000_000;

export function listingOf(asked: { page: number; rp: number | 'all'; keyword: string }): Listing {
  const { page, keyword: filter } = asked;
  if (asked.rp === 'all') return { filter, offset: 0, maxResults: all };
  return { filter, offset: (page - 1) * asked.rp, maxResults: asked.rp };
}
