import { systemActor } from '../../../src/action/actor.ts';
import type { AuditRecord } from '../../../src/domain/audit/audit-record.ts';
import { listAfter } from '../../../src/domain/audit/chained-record-queries.ts';
import { verifyChain } from '../../../src/domain/audit/verify-chain.ts';
import { createUser } from '../../../src/domain/identity-center/users/create-user.ts';
import { sealAll } from '../../../src/doors/worker/audit-rounds.ts';
import type { Database, Transaction } from '../../../src/platform/database/database.ts';
import { foundSpace, newWorld } from '../../support/world.ts';

export const asTransaction = (db: Database): Transaction => db as unknown as Transaction;

/** A space, and short ways to write into its trail and to read what is in it. */
export async function northwindTrail() {
  const world = await newWorld();
  const space = await foundSpace(world);
  const { administrator, zoneId } = space;
  const { db, execute } = world;
  return {
    ...space,
    world,
    db,
    create: (userName: string) => execute(createUser, administrator, { zoneId, userName }),
    /** What waits to be chained. */
    events: () => db.selectFrom('audit_events').selectAll().orderBy('event_id').execute(),
    seal: () => sealAll(execute),
    records: (): Promise<AuditRecord[]> => listAfter(asTransaction(db), 0, 1000),
    verify: (keptHead?: string) => execute(verifyChain, systemActor, keptHead ? { keptHead } : {}),
  };
}

export type Trail = Awaited<ReturnType<typeof northwindTrail>>;
