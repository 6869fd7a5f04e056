import { openPace, type Pace } from '../../../../platform/pace.ts';
import { retrying } from '../../../../platform/retrying.ts';
import type { CloudConnection } from '../../../../platform/settings.ts';
import { type CamClient, camClient } from './clients.ts';
import { explain, isPassing, mayHeal, refusalIn } from './refusal.ts';
import { type EnteredAccount, EntryProblem, enterAccount } from './temporary-credentials.ts';

/** What the cloud allows: 20 calls a second, and 10 of some. A little less, because its seconds are not ours. */
const callsPerSecond = 18;
const slowCallsPerSecond = 9;
const slowCalls = new Set(['CreatePolicy']);

/** Shorter than the rest of a lease (lease.ts), so that nobody else works on the account when a call comes back. */
const patience = { milliseconds: 28_000, first: 250, longest: 5000 };
const restMilliseconds = 300;

/** Calls an operation; `undefined` when the cloud's refusal is one of `unless`. */
export type CamApi = <Result>(
  operation: string,
  call: (cam: CamClient) => Promise<Result>,
  unless?: readonly string[],
) => Promise<Result | undefined>;

interface Remembered {
  account: EnteredAccount;
  pace: Pace;
  slowPace: Pace;
}

/**
 * The CAM API inside one account: paced, tried again where that may help, as a temporary member of the account.
 * `beforeCall` makes sure that the account is still ours to work on.
 */
export function camApi(
  memory: Map<string, unknown>,
  connection: CloudConnection,
  uin: number,
  beforeCall: () => Promise<void>,
): CamApi {
  const entered = remembered(memory, connection, uin);
  const { account, pace, slowPace } = entered;
  const once = async <Result>(operation: string, call: (cam: CamClient) => Promise<Result>) => {
    await beforeCall();
    await pace.turn();
    if (slowCalls.has(operation)) await slowPace.turn();
    try {
      return await call(camClient(connection, await account.credentials()));
    } catch (error) {
      heed(entered, error);
      throw error;
    }
  };
  return async (operation, call, unless = []) => {
    try {
      return await retrying(patience, mayHealOrEnter, () => once(operation, call));
    } catch (error) {
      // What the cloud says about entering the account must not be taken for an answer from inside.
      if (error instanceof EntryProblem) throw explain('AssumeRole', error.cause);
      if (unless.includes(refusalIn(error).code)) return undefined;
      throw explain(operation, error);
    }
  };
}

/** What the next call does better after this one went wrong. */
function heed({ account, pace }: Remembered, error: unknown): void {
  if (error instanceof EntryProblem) return;
  const { code } = refusalIn(error);
  if (code.startsWith('RequestLimitExceeded')) pace.rest(restMilliseconds);
  if (code.startsWith('AuthFailure')) account.forget();
}

/** Credentials of ours that are not taken will not be taken later either. */
const mayHealOrEnter = (error: unknown): boolean =>
  error instanceof EntryProblem ? isPassing(error.cause) : mayHeal(error);

function remembered(memory: Map<string, unknown>, connection: CloudConnection, uin: number): Remembered {
  const key = `tencent ${connection.camEndpoint} ${connection.secretId} ${uin}`;
  const known = memory.get(key) as Remembered | undefined;
  if (known) return known;
  const fresh = {
    account: enterAccount(connection, uin),
    pace: openPace(callsPerSecond),
    slowPace: openPace(slowCallsPerSecond),
  };
  memory.set(key, fresh);
  return fresh;
}
