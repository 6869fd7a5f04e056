import type { Transaction } from '../../../platform/database/database.ts';

export interface PolicyVersion {
  version: number;
  document: string;
  createdAt: Date;
}

const ofPolicy = (db: Transaction, uin: number, policyId: number) =>
  db
    .selectFrom('cam_policy_versions')
    .select(['version', 'document', 'created_at as createdAt'])
    .where('uin', '=', uin)
    .where('policy_id', '=', policyId);

export async function list(db: Transaction, uin: number, policyId: number): Promise<PolicyVersion[]> {
  return ofPolicy(db, uin, policyId).orderBy('version', 'desc').execute();
}

export async function find(
  db: Transaction,
  uin: number,
  policyId: number,
  version: number,
): Promise<PolicyVersion | undefined> {
  return ofPolicy(db, uin, policyId).where('version', '=', version).executeTakeFirst();
}

/** The custom policies of a space whose names begin so, each with the document that counts. */
export async function listDefaults(
  db: Transaction,
  uin: number,
  spaceId: string,
  prefix: string,
): Promise<{ policyId: number; policyName: string; document: string }[]> {
  return db
    .selectFrom('cam_policies as policy')
    .innerJoin('cam_policy_versions as version', (join) =>
      join
        .onRef('version.policy_id', '=', 'policy.policy_id')
        .onRef('version.uin', '=', 'policy.uin')
        .onRef('version.version', '=', 'policy.default_version'),
    )
    .select(['policy.policy_id as policyId', 'policy.policy_name as policyName', 'version.document'])
    .where('policy.uin', '=', uin)
    .where('policy.space_id', '=', spaceId)
    .where((where) => where.fn<boolean>('starts_with', ['policy.policy_name', where.val(prefix)]))
    .orderBy('policy.policy_name')
    .execute();
}

export async function insert(
  db: Transaction,
  uin: number,
  policyId: number,
  { version, document }: Pick<PolicyVersion, 'version' | 'document'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('cam_policy_versions')
    .values({ uin, policy_id: policyId, version, document, created_at: now })
    .execute();
}

export async function rewrite(
  db: Transaction,
  uin: number,
  policyId: number,
  { version, document }: Pick<PolicyVersion, 'version' | 'document'>,
): Promise<void> {
  await db
    .updateTable('cam_policy_versions')
    .set({ document })
    .where('uin', '=', uin)
    .where('policy_id', '=', policyId)
    .where('version', '=', version)
    .execute();
}

export async function remove(db: Transaction, uin: number, policyId: number, version: number): Promise<void> {
  await db
    .deleteFrom('cam_policy_versions')
    .where('uin', '=', uin)
    .where('policy_id', '=', policyId)
    .where('version', '=', version)
    .execute();
}
