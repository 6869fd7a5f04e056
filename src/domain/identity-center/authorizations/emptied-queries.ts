import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { Rows } from './granting-queries.ts';

/** The deployments that these authorizations are for, locked in one order: whoever removes the last of them is one. */
export async function lockDeployments(
  db: Transaction,
  spaceId: string,
  { withs, rows }: Rows,
): Promise<void> {
  await sql`
    with recursive ${withs}
    select d.uin from deployments d
    where d.space_id = ${spaceId} and (d.permission_configuration_id, d.uin) in (
      select permission_configuration_id, uin from (${rows}) concerned)
    order by d.uin, d.permission_configuration_id for update of d`.execute(db);
}

/** Of these, locked before, the ones that nobody is authorized for any more begin to be undeployed; returns which. */
export async function beginUndeployment(
  db: Transaction,
  spaceId: string,
  places: readonly { configurationId: string; uin: number }[],
  now: Date,
): Promise<{ configurationId: string; uin: number }[]> {
  const { rows } = await sql<{ configurationId: string; uin: number }>`
    update deployments d set status = 'Undeploying', failure_reason = '', updated_at = ${now}
    from unnest(${places.map(({ configurationId }) => configurationId)}::text[],
                ${places.map(({ uin }) => uin)}::bigint[]) place(permission_configuration_id, uin)
    where d.space_id = ${spaceId} and d.uin = place.uin
      and d.permission_configuration_id = place.permission_configuration_id
      and not exists (
        select from authorizations a
        where a.permission_configuration_id = d.permission_configuration_id and a.uin = d.uin)
    returning d.permission_configuration_id as "configurationId", d.uin`.execute(db);
  return rows;
}
