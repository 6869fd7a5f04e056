import type { ActionContext } from '../../../action/define-action.ts';
import { type CompiledPolicy, compilePolicy, type PolicyDocument } from '../../policy/index.ts';
import { findPresetPolicy } from '../policies/preset-policy.ts';
import { type HeldPolicy, type Holder, listHeld } from './held-policy-queries.ts';

/** What somebody may do in the account, as far as the account itself says. */
export interface IdentityPolicies {
  /** The CAM user's uin, or the role's id as text. */
  principalId: string;
  /** Service control policies do not hold for such a role. */
  isServiceLinkedRole: boolean;
  /** Its own, and those of its groups. */
  policies: CompiledPolicy[];
  /** What is not allowed here as well is not allowed. */
  boundary: CompiledPolicy | undefined;
}

/** Asks the database once. Undefined when there is no such user or role any more. */
export async function policiesOf(
  { db, memory }: Pick<ActionContext, 'db' | 'memory'>,
  uin: number,
  holder: Holder,
): Promise<IdentityPolicies | undefined> {
  const held = await listHeld(db, uin, holder);
  const [first] = held;
  if (!first) return undefined;
  const compiled = held.map((policy) => ({ policy, compiled: compile(memory, uin, policy) }));
  const boundary = compiled.find(({ policy }) => policy.via === 'boundary');
  const own = compiled.filter(({ policy }) => policy.via !== 'boundary');
  return {
    principalId: first.principalId,
    isServiceLinkedRole: first.isServiceLinkedRole,
    policies: [...new Set(own.flatMap(({ compiled: ready }) => ready ?? []))],
    boundary: boundary && (boundary.compiled ?? allowsNothing),
  };
}

/** A boundary whose policy cannot be read bounds everything away. */
const allowsNothing: CompiledPolicy = compilePolicy({ version: '2.0', statement: [] }, { name: '' });

function compile(
  memory: Map<string, unknown>,
  uin: number,
  { policyId, policyName, version, document }: HeldPolicy,
): CompiledPolicy | undefined {
  if (policyId === null) return undefined;
  const preset = findPresetPolicy(policyId);
  const text = preset ? JSON.stringify(preset.document) : document;
  if (text === null) return undefined;
  const name = preset?.policyName ?? policyName ?? String(policyId);
  return remembered(memory, `${uin}:${policyId}:${version ?? 'preset'}`, text, () =>
    // It was checked when it was written. Should the rules have changed since, compiling takes the safe side.
    compilePolicy(JSON.parse(text) as PolicyDocument, { name, policyId, ownerUin: uin }),
  );
}

const memoryKey = 'cam:compiled-policies';
const mostRemembered = 5_000;

interface Remembered {
  document: string;
  compiled: CompiledPolicy;
}

/**
 * Compiles a document once. A version can be rewritten, and a transaction that did so may be undone, so what is
 * remembered counts only for the very text it was made of. What was not asked for the longest goes first.
 */
function remembered(
  memory: Map<string, unknown>,
  key: string,
  document: string,
  make: () => CompiledPolicy,
): CompiledPolicy {
  const store = (memory.get(memoryKey) ?? new Map()) as Map<string, Remembered>;
  memory.set(memoryKey, store);
  const known = store.get(key);
  store.delete(key);
  const entry = known?.document === document ? known : { document, compiled: make() };
  store.set(key, entry);
  const [oldest] = store.keys();
  if (store.size > mostRemembered && oldest !== undefined) store.delete(oldest);
  return entry.compiled;
}
