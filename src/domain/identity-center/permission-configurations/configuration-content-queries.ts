import type { Transaction } from '../../../platform/database/database.ts';
import type { ConfigurationContent } from './configuration-content.ts';
import type { CustomPolicy } from './custom-policy.ts';
import type { PermissionConfiguration } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

/** All that the configuration says now. */
export async function read(
  db: Transaction,
  spaceId: string,
  { roleConfigurationId, description, sessionDuration, relayState }: PermissionConfiguration,
): Promise<ConfigurationContent> {
  const presets = await configurations.listPolicies(db, spaceId, roleConfigurationId);
  const customPolicies = await listCustomPolicies(db, spaceId, roleConfigurationId);
  return {
    ...{ description, sessionDuration, relayState },
    policyIds: presets.map(({ policyId }) => policyId),
    customPolicies: customPolicies.map(({ policyName, policyDocument }) => ({ policyName, policyDocument })),
  };
}

export async function listCustomPolicies(
  db: Transaction,
  spaceId: string,
  id: string,
): Promise<(CustomPolicy & { addTime: Date })[]> {
  return db
    .selectFrom('permission_configuration_custom_policies')
    .select(['policy_name as policyName', 'document as policyDocument', 'added_at as addTime'])
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id)
    .orderBy('policy_name')
    .execute();
}

/** Makes the rows say what the content says, and counts the version up; what stays keeps its time. */
export async function write(
  db: Transaction,
  spaceId: string,
  id: string,
  content: ConfigurationContent,
  now: Date,
): Promise<void> {
  await db
    .updateTable('permission_configurations')
    .set((row) => ({
      description: content.description,
      session_seconds: content.sessionDuration,
      relay_state: content.relayState,
      version: row('version', '+', 1),
      updated_at: now,
    }))
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id)
    .execute();
  await writePresets(db, spaceId, id, content.policyIds, now);
  await writeCustomPolicies(db, spaceId, id, content.customPolicies, now);
}

async function writePresets(
  db: Transaction,
  spaceId: string,
  id: string,
  policyIds: readonly number[],
  now: Date,
): Promise<void> {
  const table = 'permission_configuration_policies';
  const others = db
    .deleteFrom(table)
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id);
  await (policyIds.length > 0 ? others.where('policy_id', 'not in', policyIds) : others).execute();
  if (policyIds.length > 0) await configurations.addPolicies(db, spaceId, id, policyIds, now);
}

async function writeCustomPolicies(
  db: Transaction,
  spaceId: string,
  id: string,
  policies: readonly CustomPolicy[],
  now: Date,
): Promise<void> {
  const table = 'permission_configuration_custom_policies';
  const names = policies.map(({ policyName }) => policyName);
  const others = db
    .deleteFrom(table)
    .where('space_id', '=', spaceId)
    .where('permission_configuration_id', '=', id);
  await (names.length > 0 ? others.where('policy_name', 'not in', names) : others).execute();
  for (const { policyName, policyDocument } of policies) {
    await db
      .insertInto(table)
      .values({
        permission_configuration_id: id,
        space_id: spaceId,
        policy_name: policyName,
        document: policyDocument,
        added_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['permission_configuration_id', 'policy_name'])
          .doUpdateSet({ document: policyDocument }),
      )
      .execute();
  }
}
