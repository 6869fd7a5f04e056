import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { DomainError } from '../../action/domain-error.ts';

/** Exactly `application/json`: some clients do not read it with a charset. */
export function answer(res: Response, body: object): void {
  res.status(200).setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify(body));
}

/** A page of another site cannot send this type without asking first, and nobody answers it. */
export const onlyJson: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || req.is('application/json')) return next();
  failed(
    res,
    'InvalidParameter',
    `Send application/json; this was ${req.get('Content-Type') ?? 'without a type'}.`,
  );
};

/** The last stop of every error of this door: what was refused in words, what went wrong by its request id. */
export const failures: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof DomainError) return failed(res, codeOf(error), error.message);
  if (error.type === 'entity.too.large')
    return failed(res, 'RequestSizeLimitExceeded', 'The body is larger than 64 kB.');
  if (error.status === 400) return failed(res, 'InvalidParameter', 'The body is not a JSON object.');
  req.log.error({ err: error }, 'the request failed');
  failed(res, 'InternalError', `Something went wrong. Ask your administrator about ${req.id}.`);
};

export const failed = (res: Response, code: string, message: string): void =>
  answer(res, { Error: { Code: code, Message: message } });

const codeOf = ({ code }: DomainError): string =>
  code === 'OverTimeError' ? 'InvalidParameter.OverTimeError' : code;
