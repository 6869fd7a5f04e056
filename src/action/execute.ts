import type { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database/database.ts';
import type { RandomSource } from '../platform/random.ts';
import type { Vault } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import type { Actor } from './actor.ts';
import type { Action, ActionContext, AnyAction } from './define-action.ts';
import { DomainError } from './domain-error.ts';

export interface ExecutionPorts {
  db: Database;
  clock: Clock;
  random: RandomSource;
  vault: Vault;
  settings: Settings;
  recordAudit(context: ActionContext, action: AnyAction, input: unknown): Promise<void>;
  enqueue(context: ActionContext, action: AnyAction, input: unknown): Promise<void>;
}

export type Execute = <I extends z.ZodType, O extends z.ZodType>(
  action: Action<I, O>,
  actor: Actor,
  input: unknown,
) => Promise<z.output<O>>;

/**
 * The only way to run an action: admit the actor → parse the input → fetch what it needs from outside → run
 * and audit in one transaction → parse the output. A refusal is a DomainError and leaves nothing behind.
 */
export function createExecute(ports: ExecutionPorts): Execute {
  const memory = new Map<string, unknown>();
  return async (action, actor, rawInput) => {
    admit(action, actor);
    const parsed = parseInput(action, rawInput);
    const input = action.prepare ? await action.prepare(parsed, ports.settings) : parsed;

    const contextOf = (db: Transaction): ActionContext => {
      const context: ActionContext = {
        db,
        actor,
        now: ports.clock.now(),
        random: ports.random,
        vault: ports.vault,
        settings: ports.settings,
        memory,
        later: (next, nextInput) => ports.enqueue(context, next, nextInput),
      };
      return context;
    };
    // A connection can do all that a transaction can, except to be undone.
    if (action.atomicBy === 'statement') {
      return action.output.parse(await action.run(contextOf(ports.db as unknown as Transaction), input));
    }
    return ports.db.transaction().execute(async (db) => {
      const context = contextOf(db);
      const result = await action.run(context, input);
      if (action.effect === 'write') await ports.recordAudit(context, action, withoutSecrets(action, input));
      return action.output.parse(result);
    });
  };
}

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
