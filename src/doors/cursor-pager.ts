import type { Request } from 'express';
import { listingOf, pagerOf, parametersOf } from './pager.ts';

type ListRequest = Pick<Request, 'query' | 'originalUrl'>;

interface Tokens {
  nextToken?: string | undefined;
  previousToken?: string | undefined;
}

/** What a list action takes that pages by cursor: `?at=` says where, `?page=` what to call it. */
export function cursorListingOf(req: Pick<Request, 'query'>) {
  const listing = listingOf(req);
  const nextToken = typeof req.query.at === 'string' && listing.page > 1 ? req.query.at : '';
  return { ...listing, nextToken };
}

/** The pager of such a list: the same as of any, with links that say where the next page begins. */
export function cursorPagerOf(req: ListRequest, total: number, { nextToken, previousToken }: Tokens) {
  const { nextHref, previousHref, ...pager } = pagerOf(req, total);
  const { number } = pager;
  return {
    ...pager,
    ...(nextHref && nextToken && { nextHref: hrefAt(req, number + 1, nextToken) }),
    ...(previousHref && {
      previousHref: number > 2 ? hrefAt(req, number - 1, previousToken) : hrefAt(req, 1),
    }),
  };
}

function hrefAt({ originalUrl }: ListRequest, page: number, token?: string): string {
  const parameters = parametersOf(originalUrl);
  parameters.set('page', String(page));
  if (token) parameters.set('at', token);
  else parameters.delete('at');
  return `?${parameters}`;
}
