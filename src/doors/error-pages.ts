import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { DomainError } from '../action/domain-error.ts';
import { errorMapping } from './error-mapping.ts';

/** Nothing answered: the page does not exist. */
export const notFoundPage: RequestHandler = (_req, res) => showProblem(res, 404);

/** The last stop of every error: a page in the product's look, with the request id, never a stack. */
export const errorPages: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = statusOf(error);
  if (status >= 500) req.log.error({ err: error }, 'the request failed');
  else req.log.info({ reason: error.code ?? error.message, status }, 'the request was refused');
  showProblem(res, status, neededPermission(error));
};

function statusOf(error: { status?: unknown; statusCode?: unknown }): number {
  if (error instanceof DomainError) return errorMapping[error.kind].page;
  const status = Number(error.status ?? error.statusCode ?? 500);
  return status >= 400 && status < 600 ? status : 500;
}

const kinds: Record<number, string> = { 401: 'forbidden', 403: 'forbidden', 404: 'notFound', 429: 'tooMany' };

/** Which permission somebody lacks, so that the right one can be asked for. */
const neededPermission = (error: unknown): string | undefined =>
  error instanceof DomainError && error.code === 'UnauthorizedOperation' && error.details.action !== undefined
    ? String(error.details.action)
    : undefined;

export function showProblem(res: Response, status: number, need?: string): void {
  const kind = kinds[status] ?? (status >= 500 ? 'failure' : 'badRequest');
  res.status(status).render('errors/problem', { status, kind, need, home: homeOf(res.req.originalUrl) });
}

/** Whoever is in a console gets on there; unless it is its first page that failed. */
function homeOf(url: string): string {
  const [, home, rest = ''] = /^(\/console|\/account-console)([/?].*)?$/.exec(url) ?? [];
  return home && rest.startsWith('/') ? home : '/';
}
