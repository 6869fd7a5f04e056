import type { Response } from 'express';
import { DomainError } from '../../action/domain-error.ts';
import { messages } from '../../domain/identity-center/scim/schema/schema-resources.ts';
import { errorMapping } from '../error-mapping.ts';

/** What a request is answered with. */
export interface Answer {
  status: number;
  body?: object;
  headers?: Readonly<Record<string, string>>;
  /** The object that it was about, for the log of requests. */
  about?: { id?: string; name?: string; externalId?: string };
}

/** A refusal of the door itself, about HTTP and not about what the product does. */
export class ScimProblem extends Error {
  readonly status: number;
  readonly scimType: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    { scimType, headers = {} }: { scimType?: string; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
    this.headers = headers;
  }
}

/** RFC 7644 §3.12. */
export interface Refusal extends Answer {
  scimType: string | undefined;
  detail: string;
  code: string;
}

/** Whatever went wrong, as the protocol says it. What is no refusal tells nothing of itself. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof ScimProblem) {
    const { status, scimType, message, headers } = error;
    return toRefusal(status, scimType, message, { headers });
  }
  if (error instanceof DomainError)
    return toRefusal(statusFor(error), scimTypeOf(error), error.message, {
      headers: headersFor(error),
      code: error.code,
    });
  return toRefusal(...statusOf(error as HttpError));
}

const statusFor = ({ kind, details }: DomainError): number =>
  details.retryAfterSeconds === undefined ? errorMapping[kind].scim : 429;

function headersFor({ kind, details }: DomainError): Record<string, string> {
  if (details.retryAfterSeconds !== undefined) return { 'Retry-After': String(details.retryAfterSeconds) };
  return kind === 'unauthenticated' ? { 'WWW-Authenticate': challenge('invalid_token') } : {};
}

export const challenge = (problem?: string): string =>
  problem ? `Bearer realm="SCIM", error="${problem}"` : 'Bearer realm="SCIM"';

function toRefusal(
  status: number,
  scimType: string | undefined,
  detail: string,
  { headers = {}, code = '' }: { headers?: Readonly<Record<string, string>>; code?: string } = {},
): Refusal {
  const body = { schemas: [messages.error], status: String(status), ...(scimType && { scimType }), detail };
  return { status, headers, body, scimType, detail, code };
}

const scimTypes = new Set([
  'invalidFilter',
  'invalidPath',
  'invalidSyntax',
  'invalidValue',
  'mutability',
  'noTarget',
  'tooMany',
]);

function scimTypeOf({ kind, code }: DomainError): string | undefined {
  if (kind === 'conflict') return 'uniqueness';
  if (kind !== 'invalid-input') return undefined;
  return scimTypes.has(code) ? code : 'invalidValue';
}

interface HttpError {
  status?: unknown;
  type?: unknown;
}

/** What the web framework refuses before anybody here sees it. */
function statusOf({ status, type }: HttpError): [number, string | undefined, string] {
  if (status === 413) return [413, undefined, 'The body is too large.'];
  if (status === 415)
    return [415, undefined, `The body’s ${String(type).split('.')[0]} is not supported; send UTF-8.`];
  if (typeof status === 'number' && status >= 400 && status < 500)
    return [status, 'invalidSyntax', 'The request cannot be read.'];
  return [500, undefined, 'Something went wrong here. The log has it under the X-Request-Id of this answer.'];
}

export function send(res: Response, { status, body, headers = {} }: Answer): void {
  res.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (!body) return void res.end();
  res.setHeader('Content-Type', 'application/scim+json; charset=utf-8');
  res.end(JSON.stringify(body));
}
