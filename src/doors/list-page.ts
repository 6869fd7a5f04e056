import type { Request, Response } from 'express';
import { hrefWith, listingOf, pagerOf, rowsPerPage } from './pager.ts';

type ListRequest = Pick<Request, 'query' | 'originalUrl'>;

/** Renders one page of a list; a page past the end leads to the last one. */
export function renderList(
  req: ListRequest,
  res: Response,
  view: string,
  total: number,
  locals: object,
): void {
  const { page } = listingOf(req);
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  if (page > pages && total > 0) res.redirect(303, hrefWith(req, 'page', String(pages)));
  else res.render(view, listLocals(req, { total, ...locals }));
}

/** What the page of a list needs beside its rows; also when it is shown again with a problem. */
export function listLocals<Locals extends { total: number }>(req: ListRequest, locals: Locals) {
  const { search } = listingOf(req);
  const { total } = locals;
  return { search, page: pagerOf(req, total), hasAny: total > 0 || search !== '', ...locals };
}
