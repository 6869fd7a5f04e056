import type { ActionContext, AnyAction } from '../../action/define-action.ts';
import type { Audited } from '../../action/execute.ts';
import { toEvent } from './audit-event.ts';
import * as events from './audit-event-queries.ts';
import { isWithinAllowance, windowsIn } from './refusal-allowance.ts';

/** One row for every write, in the transaction of the write itself, and one for every refusal. */
export async function recordAudit(
  context: ActionContext,
  action: AnyAction,
  audited: Audited,
): Promise<void> {
  if (!isWorthRecording(context, action, audited)) return;
  const event = toEvent(context, action, audited);
  if (event.outcome === 'refused' && !isWithinAllowance(windowsIn(context.memory), event)) return;
  await events.insert(context.db, event);
}

/**
 * Who has signed in is held to account for everything; of visitors, and of our own jobs, only what would have
 * changed something counts, such as a sign-in. A session that has ended is nobody's.
 */
function isWorthRecording({ actor }: ActionContext, { effect }: AnyAction, { refusal }: Audited): boolean {
  if (!refusal || effect === 'write') return true;
  const hasSignedIn = actor.kind === 'principal' || actor.kind === 'employee';
  return hasSignedIn && refusal.kind !== 'unauthenticated';
}
