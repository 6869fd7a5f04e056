import type { Transaction } from '../../../platform/database/database.ts';
import type { DeploymentTable } from '../../../platform/database/tables.ts';

/** A first authorization starts a deployment; one that is there already stays as it is. */
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
    .onConflict((conflict) => conflict.columns(['permission_configuration_id', 'uin']).doNothing())
    .execute();
}

/** Locked, so that two authorizations of the same configuration do not deploy it twice at once. */
export async function lock(db: Transaction, spaceId: string, configurationId: string, uin: number) {
  return db
    .selectFrom('deployments')
    .select(['status', 'role_name as roleName', 'provider_name as providerName'])
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .forUpdate()
    .executeTakeFirst();
}

export async function end(
  db: Transaction,
  spaceId: string,
  configurationId: string,
  uin: number,
  outcome: Partial<Pick<DeploymentTable, 'role_name' | 'provider_name'>> &
    Pick<DeploymentTable, 'status' | 'failure_reason'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('deployments')
    .set({ ...outcome, updated_at: now })
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', configurationId)
    .where('uin', '=', uin)
    .execute();
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

export async function list(db: Transaction, spaceId: string, configurationId: string) {
  return db
    .selectFrom('deployments')
    .innerJoin('accounts', 'accounts.uin', 'deployments.uin')
    .select([
      'deployments.uin as targetUin',
      'accounts.name as targetName',
      'deployments.status as deploymentStatus',
      'deployments.failure_reason as failureReason',
      'deployments.updated_at as updateTime',
    ])
    .where('deployments.space_id', '=', spaceId)
    .where('deployments.permission_configuration_id', '=', configurationId)
    .orderBy('accounts.name')
    .execute();
}
