import type { Transaction } from '../platform/database/database.ts';
import { presentOrigin } from '../platform/origin.ts';
import type { Actor } from './actor.ts';
import type { ActionContext } from './define-action.ts';
import type { Audited, ExecutionPorts } from './execute.ts';

/** The context of one run, and what the run tells of changes while it goes on. */
export function openContext(
  ports: ExecutionPorts,
  memory: Map<string, unknown>,
  actor: Actor,
  db: Transaction,
): { context: ActionContext; change: Pick<Audited, 'before' | 'after'> } {
  const change: Pick<Audited, 'before' | 'after'> = {};
  const context: ActionContext = {
    db,
    actor,
    origin: presentOrigin(),
    now: ports.clock.now(),
    random: ports.random,
    vault: ports.vault,
    settings: ports.settings,
    memory,
    changed(before, after) {
      change.before = before && { ...change.before, ...before };
      change.after = after && { ...change.after, ...after };
    },
    inTransaction: (step) => ports.db.transaction().execute(step),
    later: (next, nextInput) => ports.enqueue(context, next, nextInput),
  };
  return { context, change };
}
