import type { ActionContext } from '../../../action/define-action.ts';
import type { Change } from './change.ts';
import * as changes from './change-queries.ts';

/** Writes what happened into the organization's change record, as done by whoever asked for the action. */
export const recordChange = (
  { db, actor, now }: Pick<ActionContext, 'db' | 'actor' | 'now'>,
  organizationId: number,
  change: Change,
): Promise<void> => changes.insert(db, organizationId, change, actor, now);
