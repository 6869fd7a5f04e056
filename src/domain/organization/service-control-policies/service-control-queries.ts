import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';

/** Since when service control policies are enabled; undefined when they are not. */
export async function findEnabledAt(db: Transaction, organizationId: number): Promise<Date | undefined> {
  const row = await db
    .selectFrom('service_control')
    .select('enabled_at')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row?.enabled_at;
}

/** Makes everybody else wait who changes policies or bindings of the organization. False when not enabled. */
export async function lock(db: Transaction, organizationId: number): Promise<boolean> {
  const row = await db
    .selectFrom('service_control')
    .select('organization_id')
    .where('organization_id', '=', organizationId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * False when they are enabled already. Whoever is adding a department or member at this moment has a share of the
 * organization's row, so this waits for them; the migration says what follows from that.
 */
export async function enable(db: Transaction, organizationId: number, now: Date): Promise<boolean> {
  await db
    .selectFrom('organizations')
    .select('organization_id')
    .where('organization_id', '=', organizationId)
    .forUpdate()
    .execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('service_control')
    .values({ organization_id: organizationId, enabled_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Takes away every binding; the policies stay. */
export async function disable(db: Transaction, organizationId: number): Promise<void> {
  await db.deleteFrom('service_control_bindings').where('organization_id', '=', organizationId).execute();
  await db.deleteFrom('service_control').where('organization_id', '=', organizationId).execute();
}

/** Binds a policy to every department and member that there is. */
export async function bindEverywhere(
  db: Transaction,
  organizationId: number,
  policyId: number,
  now: Date,
): Promise<void> {
  await sql`
    insert into service_control_bindings (organization_id, policy_id, department_id, uin, bound_at)
    select organization_id, ${policyId}::bigint, department_id, null, ${now}::timestamptz
      from departments where organization_id = ${organizationId}
    union all
    select organization_id, ${policyId}::bigint, null, uin, ${now}::timestamptz
      from accounts where organization_id = ${organizationId} and kind = 'member'
    on conflict do nothing`.execute(db);
}

/** What enabling, disabling and binding are about. */
export async function count(db: Transaction, organizationId: number) {
  const { rows } = await sql<{ departments: number; members: number; policies: number; bindings: number }>`
    select (select count(*) from departments where organization_id = ${organizationId}) as departments,
           (select count(*) from accounts where organization_id = ${organizationId} and kind = 'member') as members,
           (select count(*) from service_control_policies where organization_id = ${organizationId}) as policies,
           (select count(*) from service_control_bindings where organization_id = ${organizationId}) as bindings
  `.execute(db);
  return rows[0] ?? { departments: 0, members: 0, policies: 0, bindings: 0 };
}
