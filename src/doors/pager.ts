import type { Request } from 'express';

/** Rows of one list page. */
export const rowsPerPage = 50;

/** What a list action takes, from `?q=` and `?page=`. */
export function listingOf(req: Pick<Request, 'query'>): {
  search: string;
  page: number;
  offset: number;
  maxResults: number;
} {
  const page = Math.min(100_000, Math.max(1, Number.parseInt(String(req.query.page ?? '1'), 10) || 1));
  const search = typeof req.query.q === 'string' ? req.query.q.slice(0, 256).trim() : '';
  return { search, page, offset: (page - 1) * rowsPerPage, maxResults: rowsPerPage };
}

/** What the pager at the foot of a list shows. Links keep the other parameters of the address. */
export function pagerOf(req: Pick<Request, 'query' | 'originalUrl'>, total: number) {
  const { page, offset } = listingOf(req);
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const hrefTo = (number: number) => hrefWith(req, 'page', String(number));
  return {
    number: page,
    pages,
    total,
    from: total === 0 ? 0 : Math.min(offset + 1, total),
    to: Math.min(offset + rowsPerPage, total),
    ...(page > 1 && { previousHref: hrefTo(Math.min(page - 1, pages)) }),
    ...(page < pages && { nextHref: hrefTo(page + 1) }),
  };
}

/** This page's address with one parameter changed; relative, so that it never leaves the page. */
export function hrefWith({ originalUrl }: Pick<Request, 'originalUrl'>, name: string, value: string): string {
  const parameters = parametersOf(originalUrl);
  parameters.set(name, value);
  return `?${parameters}`;
}

/** What follows the `?`; the rest of an address may be anything, so nothing else of it is read. */
export const parametersOf = (originalUrl: string): URLSearchParams =>
  new URLSearchParams(originalUrl.split('?').slice(1).join('?'));
