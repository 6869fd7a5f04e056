import type { ActionContext } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import * as leases from './lease-queries.ts';

/** Another worker took the account over, because this one was silent for too long. It goes on with the work. */
export class LeaseLost extends Error {
  constructor(uin: number) {
    super(`Another worker has taken over account ${uin}.`);
    this.name = 'LeaseLost';
  }
}

/** The right to work on an account, alone. */
export interface Lease {
  spaceId: string;
  uin: number;
  /** Before something that cannot be undone: there is time enough for it, or `LeaseLost`. */
  keep(): Promise<void>;
  /** In the transaction that records an outcome: nobody takes over before it ends, or `LeaseLost`. */
  holdIn(db: Transaction): Promise<void>;
  release(): Promise<void>;
}

/** When this much of the lease has gone by it is renewed; a call to a cloud, retries included, is shorter than the rest. */
const renewAfterMilliseconds = 15_000;

/** Undefined while another worker has the account. */
export async function takeLease(
  { db, random }: Pick<ActionContext, 'db' | 'random'>,
  spaceId: string,
  uin: number,
): Promise<Lease | undefined> {
  const holder = random.id('worker');
  let renewedAt = performance.now();
  if (!(await leases.take(db, spaceId, uin, holder))) return undefined;

  const renewIn = async (within: Transaction) => {
    const at = performance.now();
    if (!(await leases.renew(within, spaceId, uin, holder))) throw new LeaseLost(uin);
    renewedAt = at;
  };
  return {
    spaceId,
    uin,
    async keep() {
      if (performance.now() - renewedAt > renewAfterMilliseconds) await renewIn(db);
    },
    holdIn: renewIn,
    release: () => leases.release(db, spaceId, uin, holder),
  };
}
