import type { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database/database.ts';
import type { RandomSource } from '../platform/random.ts';
import type { Vault } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import type { Actor, Principal } from './actor.ts';
import type { Action, ActionContext, AnyAction, Delegable, Permission } from './define-action.ts';
import { DomainError } from './domain-error.ts';
import { inTransaction } from './in-transaction.ts';
import { needsOf } from './needs.ts';
import { openContext } from './open-context.ts';

export interface ExecutionPorts {
  db: Database;
  clock: Clock;
  random: RandomSource;
  vault: Vault;
  settings: Settings;
  /**
   * Finds the principal as it is now: with what its account administers. Refuses when its session has ended, or
   * when the policies do not allow all that it needs. Of a member it says what it was trusted with, as far as the
   * action is delegable.
   */
  recognize(
    context: ActionContext,
    principal: Principal,
    needs: readonly Permission[],
    delegable?: Delegable,
  ): Promise<Principal>;
  /** Writes down what was done, in its transaction, or that it was refused, after all else has been undone. */
  recordAudit(context: ActionContext, action: AnyAction, audited: Audited): Promise<void>;
  enqueue(context: ActionContext, action: AnyAction, input: unknown): Promise<void>;
}

/** What there is to write down of one run of an action; the secrets among its input are left out. */
export interface Audited {
  input: unknown;
  /** Absent after a refusal. */
  result?: unknown;
  refusal?: DomainError;
  before?: object | null;
  after?: object | null;
}

export type Execute = <I extends z.ZodType, O extends z.ZodType>(
  action: Action<I, O>,
  actor: Actor,
  input: unknown,
) => Promise<z.output<O>>;

/**
 * The only way to run an action: admit the actor → parse the input → ask the policies → fetch what it needs from
 * outside → run and audit in one transaction → parse the output. A refusal is a DomainError and leaves nothing behind but the
 * record of it.
 */
export function createExecute(ports: ExecutionPorts): Execute {
  const memory = new Map<string, unknown>();
  return async (action, actor, rawInput) => {
    try {
      return await perform(ports, memory, action, actor, rawInput);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { context } = openContext(ports, memory, actor, asTransaction(ports.db));
      await ports.recordAudit(context, action, { input: withoutSecrets(action, rawInput), refusal: error });
      throw error;
    }
  };
}

async function perform<I extends z.ZodType, O extends z.ZodType>(
  ports: ExecutionPorts,
  memory: Map<string, unknown>,
  action: Action<I, O>,
  actor: Actor,
  rawInput: unknown,
): Promise<z.output<O>> {
  admit(action, actor);
  const parsed = parseInput(action, rawInput);
  const asker = await recognize(ports, memory, action, actor, parsed);
  const input = action.prepare ? await action.prepare(parsed, ports.settings, ports.random) : parsed;

  const runIn = async (db: Transaction): Promise<z.output<O>> => {
    const { context, change } = openContext(ports, memory, asker, db);
    const result = await action.run(context, input);
    if (action.effect === 'write' && action.atomicBy !== 'statement') {
      await ports.recordAudit(context, action, { input: withoutSecrets(action, input), result, ...change });
    }
    return action.output.parse(result);
  };
  return action.atomicBy === 'statement' || action.atomicBy === 'steps'
    ? runIn(asTransaction(ports.db))
    : inTransaction(ports.db, runIn);
}

/** Whoever is signed in, as it is now, and only when the policies allow what it asks for. */
async function recognize(
  ports: ExecutionPorts,
  memory: Map<string, unknown>,
  action: AnyAction,
  actor: Actor,
  input: unknown,
): Promise<Actor> {
  if (actor.kind !== 'principal') return actor;
  const { context } = openContext(ports, memory, actor, asTransaction(ports.db));
  const needs = await needsOf(action, input, actor, context.db);
  return ports.recognize(context, actor, needs, action.delegable);
}

/** A connection can do all that a transaction can, except to be undone. */
const asTransaction = (db: Database): Transaction => db as unknown as Transaction;

function admit(action: AnyAction, actor: Actor): void {
  if (action.allowed.includes(actor.kind)) return;
  throw new DomainError('forbidden', 'UnauthorizedOperation', `You may not call ${action.id}.`, {
    details: { action: action.id },
  });
}

function parseInput<I extends z.ZodType>(action: { input: I }, rawInput: unknown): z.output<I> {
  if (!isText(rawInput)) throw notText();
  const parsed = action.input.safeParse(rawInput);
  if (parsed.success) return parsed.data;

  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
  );
  const places = Object.entries(fields).map(([field, message]) => `${field || 'input'}: ${message}`);
  throw new DomainError('invalid-input', 'InvalidParameterValue', places.join('; '), {
    fields,
    details: { places: places.join('; ') },
  });
}

/** No NUL and no half of a surrogate pair, however deep: the database stores neither. */
function isText(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isText);
}

const notText = () =>
  new DomainError('invalid-input', 'InvalidParameterValue', 'A value holds a character that is not text.');

function withoutSecrets(action: AnyAction, input: unknown): unknown {
  if (!action.secret || typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).filter(([field]) => !action.secret?.includes(field)));
}
