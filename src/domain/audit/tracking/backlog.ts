import type { Transaction } from '../../../platform/database/database.ts';
import * as records from '../record-queries.ts';
import { backlogLimit, choiceOf, type TrackingSet } from './tracking-set.ts';

/** Chosen records that are not delivered yet; counting ends one beyond the limit. */
export const countBacklog = (db: Transaction, organizationId: number, set: TrackingSet): Promise<number> =>
  records.countBetween(db, organizationId, choiceOf(set), {
    after: set.position,
    upTo: Number.MAX_SAFE_INTEGER,
    limit: backlogLimit + 1,
  });
