import { z } from 'zod';
import type { ActionContext } from '../../../action/define-action.ts';
import { versionExcluded, versionMismatch } from './problem.ts';

/** A write of the protocol, on its way to the database. */
export interface ChangeRequest {
  /** Of what is changed; empty for what is created. */
  id: string;
  body: unknown;
  /** The versions that the client knows, as it wrote them; `*` for any that there is. None when it does not say. */
  ifMatch?: readonly string[] | undefined;
  /** The versions at which the client wants nothing changed. */
  ifNoneMatch?: readonly string[] | undefined;
}

/** What became of it. */
export interface Changed {
  id: string;
  /** The people whose rights may be others now. */
  userIds: readonly string[];
}

export type Change = (context: ActionContext, spaceId: string, request: ChangeRequest) => Promise<Changed>;

const versions = z.array(z.string().max(256)).max(20).optional();
export const versionsInput = { ifMatch: versions, ifNoneMatch: versions };

/** `W/"3"`, `"3"` and `3` are one version; clients write all of them. */
const plain = (version: string) =>
  version
    .trim()
    .replace(/^W\//i, '')
    .replace(/^"(.*)"$/, '$1');

export const isVersion = (version: number, among: readonly string[]): boolean =>
  among.some((one) => ['*', String(version)].includes(plain(one)));

/** @throws DomainError `VersionMismatch` when the client knows another version, or excludes this one (RFC 9110 §13.1) */
export function requireVersion(
  version: number,
  { ifMatch, ifNoneMatch = [] }: Pick<ChangeRequest, 'ifMatch' | 'ifNoneMatch'>,
): void {
  if (ifMatch && !isVersion(version, ifMatch)) throw versionMismatch(`W/"${version}"`);
  if (isVersion(version, ifNoneMatch)) throw versionExcluded(`W/"${version}"`);
}
