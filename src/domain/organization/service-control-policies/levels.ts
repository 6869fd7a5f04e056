import type { ActionContext } from '../../../action/define-action.ts';
import {
  type CompiledPolicy,
  type ControlLevel,
  compilePolicy,
  type PolicyDocument,
} from '../../policy/index.ts';
import * as levels from './level-queries.ts';

/** What the service control policies of one department or account let through. */
export type Level = ControlLevel & { policies: CompiledPolicy[] };

interface Remembered {
  document: string;
  policy: CompiledPolicy;
}

/**
 * The service control policies over an account, its own level first and the root's last; each level must allow.
 * Undefined when nothing holds the account back: they are not enabled, or it is the admin account.
 */
export async function levelsFor(
  { db, memory }: Pick<ActionContext, 'db' | 'memory'>,
  uin: number,
): Promise<Level[] | undefined> {
  const rows = await levels.list(db, uin);
  if (rows.length === 0) return undefined;

  const found: Level[] = [];
  for (const row of rows) {
    const { kind, id, name, policyId } = row;
    if (policyId === null) found.push({ kind, id, name, policies: [] });
    else found.at(-1)?.policies.push(compiledOnce(memory, { ...row, policyId }));
  }
  return found;
}

/** Compiling costs far more than comparing texts, and a text that is the same cannot be out of date. */
function compiledOnce(
  memory: ActionContext['memory'],
  { policyId, policyName: name, document }: levels.LevelRow & { policyId: number },
): CompiledPolicy {
  const key = `service-control-policy:${policyId}`;
  const remembered = memory.get(key) as Remembered | undefined;
  if (remembered?.document === document && remembered.policy.name === name) return remembered.policy;

  // It was checked when it was written.
  const policy = compilePolicy(JSON.parse(document) as PolicyDocument, { name, policyId });
  memory.set(key, { document, policy } satisfies Remembered);
  return policy;
}
