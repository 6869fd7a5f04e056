import type { ActionContext, AnyAction } from '../../action/define-action.ts';

/** One row for every write, in the transaction of the write itself. */
export async function recordAudit(
  { db, actor, now }: ActionContext,
  action: AnyAction,
  input: unknown,
): Promise<void> {
  await db
    .insertInto('audit_events')
    .values({
      action: action.id,
      actor: JSON.stringify(actor),
      input: JSON.stringify(input),
      occurred_at: now,
    })
    .execute();
}
