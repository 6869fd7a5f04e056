import { type Request, type RequestHandler, text } from 'express';
import { readJson } from '../../domain/identity-center/scim/resource/read-json.ts';
import { mostBytes } from '../../domain/identity-center/scim/schema/service-provider-config.ts';
import { ScimProblem } from './answer.ts';

const types = ['application/scim+json', 'application/json'];

const read = text({ type: types, limit: mostBytes, defaultCharset: 'utf-8' });

const takesBody = (method: string): boolean => ['POST', 'PUT', 'PATCH'].includes(method);

/** Reads the body as text, once it is known who sends it; of a type that the protocol does not have, nothing. */
export const readText: RequestHandler = (req, res, next) => {
  if (!takesBody(req.method)) return next();
  if (req.is(types) !== false) return read(req, res, next);
  throw new ScimProblem(
    415,
    `The body is of type "${req.headers['content-type'] ?? ''}"; expected ${types.join(' or ')}.`,
  );
};

/** The JSON value in the body; undefined where a request has none. */
export function bodyOf({ method, body }: Pick<Request, 'method' | 'body'>): unknown {
  if (!takesBody(method)) return undefined;
  if (typeof body === 'string' && body.trim() !== '') return readJson(body, 'The body');
  throw new ScimProblem(400, 'The body is empty; expected JSON.', { scimType: 'invalidSyntax' });
}
