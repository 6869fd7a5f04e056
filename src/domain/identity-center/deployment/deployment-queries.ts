import type { Selectable } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { DeploymentTable } from '../../../platform/database/tables.ts';
import type { Difference } from './deployed-differences.ts';

/**
 * A first authorization starts a deployment. One that is there already stays as it is, unless it failed or is just
 * being taken out of the account: then it is deployed again.
 */
export async function begin(
  db: Transaction,
  spaceId: string,
  configurationId: string,
  uin: number,
  now: Date,
): Promise<void> {
  await db
    .insertInto('deployments')
    .values({
      permission_configuration_id: configurationId,
      uin,
      space_id: spaceId,
      status: 'Deploying',
      role_name: '',
      provider_name: '',
      failure_reason: '',
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['permission_configuration_id', 'uin'])
        .doUpdateSet({ status: 'Deploying', failure_reason: '', updated_at: now })
        .where('deployments.status', 'in', ['DeployFailed', 'Undeploying']),
    )
    .execute();
}

/** False when it is not there. */
export async function set(
  db: Transaction,
  spaceId: string,
  { configurationId, uin }: { configurationId: string; uin: number },
  changes: Partial<
    Pick<
      Selectable<DeploymentTable>,
      | 'status'
      | 'failure_reason'
      | 'failure_code'
      | 'failure_details'
      | 'role_name'
      | 'provider_name'
      | 'deployed_hash'
    >
  >,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deployments')
    .set({ ...changes, updated_at: now })
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function setDrift(
  db: Transaction,
  spaceId: string,
  { configurationId, uin }: { configurationId: string; uin: number },
  drift: readonly Difference[] | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('deployments')
    .set({
      drift: drift && JSON.stringify(drift),
      drift_checked_at: drift && now,
    })
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .execute();
}

export async function remove(
  db: Transaction,
  spaceId: string,
  configurationId: string,
  uin: number,
): Promise<void> {
  await db
    .deleteFrom('deployments')
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .execute();
}

const one = (db: Transaction, spaceId: string, configurationId: string, uin: number) =>
  db
    .selectFrom('deployments')
    .select([
      'status',
      'role_name as roleName',
      'provider_name as providerName',
      'deployed_hash as deployedHash',
    ])
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin);

export async function find(db: Transaction, spaceId: string, configurationId: string, uin: number) {
  return one(db, spaceId, configurationId, uin).executeTakeFirst();
}

/** Locked, so that what is decided by it still holds when it is written. */
export async function lock(db: Transaction, spaceId: string, configurationId: string, uin: number) {
  return one(db, spaceId, configurationId, uin).forUpdate().executeTakeFirst();
}

/** Whether another configuration needs the account's identity provider. */
export async function isAnyOther(db: Transaction, spaceId: string, configurationId: string, uin: number) {
  const row = await db
    .selectFrom('deployments')
    .select('uin')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('permission_configuration_id', '<>', configurationId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a task is about to change it. */
export async function isAnyTaskLeft(db: Transaction, spaceId: string, configurationId: string, uin: number) {
  const row = await db
    .selectFrom('tasks')
    .select('task_id')
    .where('space_id', '=', spaceId)
    .where('uin', '=', uin)
    .where('permission_configuration_id', '=', configurationId)
    .where('status', '=', 'InProgress')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many authorizations a deployment is for. */
export async function countAuthorizations(
  db: Transaction,
  spaceId: string,
  configurationId: string,
  uin: number,
): Promise<number> {
  const { total } = await db
    .selectFrom('authorizations')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .executeTakeFirstOrThrow();
  return total;
}

/** After a change of the configuration: what is out there no longer says what it should. */
export async function requireRedeployment(
  db: Transaction,
  spaceId: string,
  configurationId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('deployments')
    .set({ status: 'DeployedRequired', updated_at: now })
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('status', '=', 'Deployed')
    .execute();
}
