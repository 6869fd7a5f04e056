import { DomainError } from '../../../action/domain-error.ts';
import type { Role } from '../../cam/index.ts';
import type { Requester } from './session.ts';

/** Of a role session when nobody asks for another (reference: STS actions). */
const presetSeconds = 7200;

/** A session that another session asked for; the reference names no limit, so it is that of other clouds. */
const longestChainedSeconds = 3600;

/** Of a federated user's credentials, by who asks for them. */
export const federationSeconds = { preset: 1800, rootUser: 7200, camUser: 129_600 } as const;

/** As long as the role allows, which is the usual time when it says nothing; whom a session sends, an hour at most. */
export function longestFor(
  { sessionSeconds }: Pick<Role, 'sessionSeconds'>,
  { parent }: Pick<Requester, 'parent'> = {},
): number {
  const allowed = sessionSeconds || presetSeconds;
  return parent ? Math.min(allowed, longestChainedSeconds) : allowed;
}

/** As long as was asked for. Too long is refused, never shortened; without a wish it is what fits. */
export function requireDuration(
  wanted: number | undefined,
  longest: number,
  preset: number = presetSeconds,
): number {
  if (wanted === undefined) return Math.min(preset, longest);
  if (wanted <= longest) return wanted;
  throw new DomainError(
    'invalid-input',
    'OverTimeError',
    `The session may last ${longest} seconds at most; ${wanted} were asked for.`,
    { details: { longest, wanted } },
  );
}

/** A whole second, so that what clients are told is exact; never after the session that asked for this one. */
export function endOf(now: Date, seconds: number, parentEnd?: Date): Date {
  const end = Math.floor(now.getTime() / 1000 + seconds) * 1000;
  return new Date(Math.min(end, parentEnd?.getTime() ?? end));
}
