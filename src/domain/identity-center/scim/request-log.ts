import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** How many requests are kept for each object, and how many objects for each space. */
export const requestsPerObject = 10;
export const objectsPerSpace = 10_000;

const text = (most: number) => z.string().transform((value) => value.slice(0, most).toWellFormed());

/** What the protocol says was wrong; `code` is that of our own refusal, where there was one. */
export const scimError = z.object({
  scimType: text(64).default(''),
  detail: text(1000).default(''),
  code: text(64).default(''),
});

/** A request of a directory, as it is to be kept: never its body, never what a query string holds. */
export const scimRequest = z.object({
  method: text(16),
  path: text(2048).transform((path) => path.split('?')[0] ?? ''),
  status: z.int().min(100).max(599),
  resourceType: z.enum(['User', 'Group']).optional(),
  resourceId: text(128).default(''),
  /** The user name or the name of the group. */
  name: text(256).default(''),
  externalId: text(256).default(''),
  error: scimError.optional(),
  /** It only asked what would happen. */
  isDryRun: z.boolean().default(false),
});
export type ScimRequest = z.output<typeof scimRequest>;

/** One request in the log. */
export const loggedRequest = z.object({
  time: z.coerce.date(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  error: scimError.nullable(),
  isDryRun: z.boolean(),
  /** The key that it came with. */
  credentialId: z.string(),
  keyName: z.string(),
});
export type LoggedRequest = z.output<typeof loggedRequest>;

/** A user or group in the log, or what was about none: then there is no type. */
export const loggedObject = z.object({
  entryId: z.int(),
  resourceType: z.enum(['', 'User', 'Group']),
  resourceId: z.string(),
  name: z.string(),
  externalId: z.string(),
  /** Whether what the directory wanted last was refused. */
  isFailing: z.boolean(),
  lastError: loggedRequest.nullable(),
  lastRequest: loggedRequest,
});
export type LoggedObject = z.output<typeof loggedObject>;

/** What a request says of its object: that the directory wanted something and was refused, or got it; or nothing. */
export function outcomeOf({ method, path, status, isDryRun }: ScimRequest): 'failed' | 'done' | 'nothing' {
  const isRead = method === 'GET' || path.endsWith('/.search');
  const isGone = status === 404 && (isRead || method === 'DELETE');
  if (isDryRun || isGone) return 'nothing';
  if (status >= 400) return 'failed';
  return isRead ? 'nothing' : 'done';
}

/** What the log files a request under: the object's id, else its name, else what it was about. */
export function keysOf({ resourceType, resourceId, name, externalId }: ScimRequest) {
  const kind = resourceType ?? '';
  const byName = name && `${kind}:name:${name.toLowerCase()}`;
  const key = resourceId || byName || (externalId && `${kind}:external:${externalId}`);
  return {
    key: key || `${kind}:`,
    nameKey: byName && byName !== key ? byName : null,
    isAboutObject: key !== '',
  };
}

export const logEntryId = z.int().min(0);

export const logEntryNotFound = (entryId: number) =>
  new DomainError('not-found', 'SCIMRequestLogNotFound', `There is no entry ${entryId} in the request log.`, {
    details: { entryId },
  });
