import type { z } from 'zod';
import type { Transaction } from '../platform/database/database.ts';
import type { RandomSource } from '../platform/random.ts';
import type { Vault } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import type { Actor, Principal } from './actor.ts';

/** What an action may touch while it runs. There is nothing else: no globals, no request. */
export interface ActionContext {
  db: Transaction;
  actor: Actor;
  /** One instant for the whole action, so that all its rows agree. */
  now: Date;
  random: RandomSource;
  /** Seals what must not be readable in a copy of the database. */
  vault: Vault;
  settings: Settings;
  /**
   * What this process remembers from one action to the next. It may be gone, and it may be out of date, so
   * whoever uses it asks the database whether it still holds, in the same statement as its writes.
   */
  memory: Map<string, unknown>;
  /** Asks for another action, which the worker runs as the system once this one has committed. */
  later<I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>, input: z.input<I>): Promise<void>;
}

export interface Action<I extends z.ZodType, O extends z.ZodType> {
  /** `service:Action`. Also the permission to hold, the audit event, and the Cloud API address. */
  id: `${string}:${string}`;
  summary: string;
  effect: 'read' | 'write';
  allowed: readonly Actor['kind'][];
  /**
   * What a principal needs permission for, in six segments. Left out by operations that policies can only name as
   * a whole; their resource is `*`.
   */
  resource?(input: z.output<I>, principal: Principal): string | readonly string[];
  /** Input fields that the audit trail must not repeat, such as passwords. */
  secret?: readonly string[];
  input: I;
  output: O;
  /**
   * `statement`: every write of this action is one statement, which is atomic by itself and holds its audit row;
   * so there is no transaction around it. For the one path that must be fast. Otherwise `transaction`.
   */
  atomicBy?: 'transaction' | 'statement';
  /** Completes the input with what has to come from outside, before the transaction opens: it may take seconds. */
  prepare?(input: z.output<I>, settings: Settings): Promise<z.output<I>>;
  run(context: ActionContext, input: z.output<I>): Promise<z.input<O>>;
}

/** For code that handles every action alike and so cannot know the types. */
// biome-ignore lint/suspicious/noExplicitAny: the catalogue holds actions of every type.
export type AnyAction = Action<any, any>;

export function defineAction<I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>): Action<I, O> {
  return action;
}
