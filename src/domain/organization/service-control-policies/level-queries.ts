import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** A level above a member, or a policy on the level of the row before. */
export interface LevelRow {
  kind: 'account' | 'department' | 'root';
  id: number;
  name: string;
  policyId: number | null;
  policyName: string;
  document: string;
}

/**
 * The levels over a member, its own first and the root's last, each followed by its policies. None when nothing holds
 * the account back. It is known by its uin alone, because whoever asks was let in by it.
 */
export async function list(db: Transaction, uin: number): Promise<LevelRow[]> {
  const { rows } = await sql<LevelRow>`
    select kind, id, name, policy_id as "policyId", coalesce(policy_name, '') as "policyName",
           coalesce(document, '') as document
    from service_control_levels(${uin})`.execute(db);
  return rows;
}
