import { type Request, type RequestHandler, text } from 'express';
import { mostBytes } from '../../domain/identity-center/scim/schema/service-provider-config.ts';
import { ScimProblem } from './answer.ts';

/** The deepest that the protocol has is 7. */
const deepest = 32;

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
  if (typeof body !== 'string' || body.trim() === '') throw unreadable('The body is empty; expected JSON.');
  requireShallow(body);
  try {
    return JSON.parse(body);
  } catch {
    throw unreadable('The body is no JSON.');
  }
}

const unreadable = (detail: string) => new ScimProblem(400, detail, { scimType: 'invalidSyntax' });

/** Before anything walks through it: each level would cost a place on the stack. */
function requireShallow(json: string): void {
  let depth = 0;
  for (const [found] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (found === '[' || found === '{') depth += 1;
    else if (found === ']' || found === '}') depth -= 1;
    if (depth > deepest) throw unreadable(`The body nests deeper than ${deepest} levels.`);
  }
}
