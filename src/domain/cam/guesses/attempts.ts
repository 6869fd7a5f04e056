import type { ActionContext } from '../../../action/define-action.ts';
import { networkOf } from '../../../platform/network.ts';
import * as attempts from './attempt-queries.ts';
import { isLocked, type Subject, subjectHash, windowSeconds } from './guessing.ts';

/** Counts the attempt before it is looked at. True when there were too many. */
export async function countAttempt(context: ActionContext, subject: Subject): Promise<boolean> {
  const { db, now } = context;
  const windowStart = new Date(now.getTime() - windowSeconds * 1000);
  return isLocked(await attempts.count(db, subjectHash(subject), networkOfAsker(context), windowStart, now));
}

/** It was the person: the next mistake is the first one again. */
export const forgetAttempts = (context: ActionContext, subject: Subject): Promise<void> =>
  attempts.forget(context.db, subjectHash(subject), networkOfAsker(context));

/** Somebody signed in shows a code from wherever the request comes. */
const networkOfAsker = ({ actor, origin }: ActionContext): string =>
  networkOf((actor.kind === 'visitor' ? actor.address : origin.address) ?? '');
