import { z } from 'zod';
import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import * as logins from './command-line-login-queries.ts';

/** How long a tool may wait for somebody to allow it. */
const waitingSeconds = 600;

/** The secret between the tool and us, by which it asks whether somebody has allowed it. */
export const state = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{20,64}$/,
    'Send a State of 20 to 64 letters, digits, - and _ that nobody can guess.',
  );

/** How the tool calls itself and the machine it runs on. */
export const device = z.string().trim().max(128).default('');

/** How people name a login that waits: by the code that the tool shows, or by the state in the address it printed. */
export const named = z.union([z.object({ userCode: z.string().max(16) }), z.object({ state })]);

/** Notes that a tool waits; nothing new when it was noted before. Undefined when too many wait at that address. */
export async function noteWaiting(
  { db, actor, now, random }: ActionContext,
  asked: { state: string; device: string },
): Promise<{ userCode: string; expiresAt: Date } | undefined> {
  const waiting = {
    stateHash: hashSecret(asked.state),
    userCode: random.reference(),
    device: asked.device,
    address: (actor.kind === 'visitor' && actor.address) || '',
    createdAt: now,
    expiresAt: new Date(now.getTime() + waitingSeconds * 1000),
  };
  return (await logins.insertWaiting(db, waiting)) ? waiting : undefined;
}

/** Codes are read aloud and typed: in either case, with or without the hyphen. */
export function nameOf(by: z.infer<typeof named>): logins.Name {
  if ('state' in by) return { column: 'state_hash', value: hashSecret(by.state) };
  const [, first, last] = /^([A-Z0-9]{4})[-\s]?([A-Z0-9]{4})$/i.exec(by.userCode.trim()) ?? [];
  return { column: 'user_code', value: first ? `${first}-${last}`.toUpperCase() : by.userCode };
}

export const nothingWaits = () =>
  new DomainError(
    'not-found',
    'CommandLineLoginNotFound',
    'No tool waits under this code. It has ten minutes, and each code is for once.',
  );

export const tokenEnded = () =>
  new DomainError('unauthenticated', 'LoginTokenExpired', 'This login has ended. Log in again.');
