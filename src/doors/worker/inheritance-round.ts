import { systemActor } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { inheritAuthorizations } from '../../domain/identity-center/authorizations/departments/inherit-authorizations.ts';
import { listInheritancesDue } from '../../domain/identity-center/authorizations/departments/list-inheritances-due.ts';

/** Accounts that came to another department inherit what is authorized there. Returns of how many spaces they are. */
export async function inheritAll(execute: Execute): Promise<number> {
  const { due } = await execute(listInheritancesDue, systemActor, {});
  const failures: unknown[] = [];
  // One space that fails holds up no other; it is tried again with the next round.
  for (const accounts of due) {
    await execute(inheritAuthorizations, systemActor, accounts).catch((error: unknown) =>
      failures.push(error),
    );
  }
  if (failures.length > 0) throw failures[0];
  return due.length;
}
