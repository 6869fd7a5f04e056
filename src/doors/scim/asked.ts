import type { Request } from 'express';
import type { Directory } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { fieldOf } from '../../domain/identity-center/scim/resource/document.ts';
import { ScimProblem } from './answer.ts';
import { bodyOf } from './body.ts';

/** A request of a directory. */
export interface Asked {
  execute: Execute;
  directory: Directory;
  method: string;
  /** Of the resource in the path; empty without one. */
  id: string;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  ifMatch: string[] | undefined;
  ifNoneMatch: string[];
  isDryRun: boolean;
}

export function askedBy(req: Request, execute: Execute, directory: Directory): Asked {
  return {
    execute,
    directory,
    method: req.method,
    id: String(req.params.id ?? ''),
    query: req.query,
    body: bodyOf(req),
    ifMatch: unlessEmpty(versions(req.headers['if-match'] ?? '')),
    ifNoneMatch: versions(req.headers['if-none-match'] ?? ''),
    isDryRun: isDryRun(req.headers['x-dry-run']),
  };
}

const unlessEmpty = (list: string[]): string[] | undefined => (list.length > 0 ? list : undefined);

const versions = (header: string): string[] =>
  header
    .split(',')
    .map((version) => version.trim())
    .filter((version) => version !== '');

/** A misspelt wish to change nothing must not change anything. */
export function isDryRun(header: string | string[] | undefined): boolean {
  const text = String(header ?? 'false').toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ScimProblem(400, `X-Dry-Run is true or false; found "${text}".`, { scimType: 'invalidValue' });
}

type Said = Readonly<Record<string, unknown>>;

/** Which attributes an answer is to have. */
export const projectionOf = (said: Said) => ({
  attributes: names(fieldOf(said, 'attributes')),
  excludedAttributes: names(fieldOf(said, 'excludedAttributes')),
});

/** In a query separated by commas, in a search a list; a name may hold commas nowhere. */
const names = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value ?? ''])
    .flatMap((part) => (typeof part === 'string' ? part.split(',') : []))
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What a list is asked for, in a query or in the body of a search; what is not said is left to the action. */
export function listingOf(said: Said) {
  const filter = fieldOf(said, 'filter') ?? undefined;
  const given = ['sortBy', 'sortOrder', 'startIndex', 'count'].map((name) => [
    name,
    numberOf(fieldOf(said, name)),
  ]);
  const isGiven = ([, value]: unknown[]) => value !== undefined && value !== null && value !== '';
  return {
    ...(filter !== undefined && { filter }),
    ...Object.fromEntries(given.filter(isGiven)),
    ...projectionOf(said),
  };
}

/** A number as a query writes it; anything else is left for the action to refuse. */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
