import type { Request } from 'express';
import { listingOf } from '../pager.ts';

/** What CAM's list operations take, from `?q=` and `?page=`. */
export function askedOf(req: Pick<Request, 'query'>): { page: number; rp: number; keyword: string } {
  const { search, page, maxResults } = listingOf(req);
  return { page, rp: maxResults, keyword: search };
}

/** More than anybody has of it; for the short lists beside something. */
export const everything = { page: 1, rp: 200, keyword: '' };
