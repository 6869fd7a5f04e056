import type { z } from 'zod';
import type { Transaction } from '../platform/database/database.ts';
import type { Origin } from '../platform/origin.ts';
import type { RandomSource } from '../platform/random.ts';
import type { Vault } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import type { Actor, DelegatedService, Principal } from './actor.ts';

/** What an action may touch while it runs. There is nothing else: no globals, no request. */
export interface ActionContext {
  db: Transaction;
  actor: Actor;
  /** Where the request came from, for the audit trail. */
  origin: Origin;
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
  /**
   * Tells the audit trail what something was like before and is like now, where the input alone would not say;
   * `null` when it was not there, or is no more. Only the fields that matter; never a secret.
   */
  changed(before: object | null, after: object | null): void;
  /** For actions that go in `steps`: what is one step, however many statements it takes. */
  inTransaction<Result>(step: (db: Transaction) => Promise<Result>): Promise<Result>;
  /** Asks for another action, which the worker runs as the system once this one has committed. */
  later<I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>, input: z.input<I>): Promise<void>;
}

/** To do this, by its id, to that, in six segments. */
export interface Permission {
  action: string;
  resource: string;
  /** The account that owns the resource consents in its own way, so that only the asker's policies are asked. */
  isGrantedByOwner?: boolean;
}

/** Which delegated administrators an action is open to, beside the account that administers the organization. */
export interface Delegable {
  /** Those of any of these services. */
  services: readonly DelegatedService[];
  /**
   * `all`: it is about the whole organization, so only who manages all members. `some`: it keeps to the members that
   * are managed, so whoever manages some.
   */
  manages: 'all' | 'some';
}

export interface Action<I extends z.ZodType, O extends z.ZodType> {
  /** `service:Action`. Also the permission to hold, the audit event, and the Cloud API address. */
  id: `${string}:${string}`;
  summary: string;
  effect: 'read' | 'write';
  allowed: readonly Actor['kind'][];
  /**
   * `none`: somebody signed in may ask whatever the policies say, because it is about the asker alone. Another
   * action's id: whoever may do that may do this, which is the same in another way. Otherwise a principal needs
   * permission for the action's own id.
   */
  permission?: 'none' | `${string}:${string}`;
  /**
   * What a principal needs permission for, in six segments; when several, for each of them. Left out by operations
   * that policies can only name as a whole; their resource is `*`. It may look up what policies call an object
   * that the input calls otherwise: a policy names a CAM user by uin, the API by name.
   */
  resource?(
    input: z.output<I>,
    principal: Principal,
    db: Transaction,
  ): string | readonly string[] | Promise<string | readonly string[]>;
  /**
   * The resource may be another account's, and the action asks that account itself, as AssumeRole asks the trust
   * policy of the role. Otherwise policies of one account never open another one.
   */
  asksOwner?: true;
  /** Members may be trusted with this. Without it an action of the organization is the admin account's alone. */
  delegable?: Delegable;
  /** Permissions that this input takes besides: whoever hands a role to a service needs `cam:PassRole` on it. */
  alsoNeeds?(
    input: z.output<I>,
    principal: Principal,
    db: Transaction,
  ): readonly Permission[] | Promise<readonly Permission[]>;
  /** Input fields that the audit trail must not repeat, such as passwords. */
  secret?: readonly string[];
  input: I;
  output: O;
  /**
   * `statement`: every write of this action is one statement, which is atomic by itself and holds its audit row;
   * so there is no transaction around it. For the one path that must be fast.
   * `steps`: each statement stands alone, because something slow lies between them, such as hashing a password,
   * for which the embedded database would keep everybody waiting. Otherwise `transaction`.
   */
  atomicBy?: 'transaction' | 'statement' | 'steps';
  /**
   * Of a job: where it waits for its turn. What is done in accounts waits for clouds, and is done beside the other jobs,
   * for many accounts at once.
   */
  lane?: 'accounts';
  /**
   * Completes the input with what has to come from outside or takes long to compute, such as the hash of a password,
   * before the transaction opens: it may take seconds.
   */
  prepare?(input: z.output<I>, settings: Settings, random: RandomSource): Promise<z.output<I>>;
  run(context: ActionContext, input: z.output<I>): Promise<z.input<O>>;
}

/** For code that handles every action alike and so cannot know the types. */
// biome-ignore lint/suspicious/noExplicitAny: the catalogue holds actions of every type.
export type AnyAction = Action<any, any>;

export function defineAction<I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>): Action<I, O> {
  return action;
}
