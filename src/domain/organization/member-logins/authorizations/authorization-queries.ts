import type { Transaction } from '../../../../platform/database/database.ts';
import type { Authorization } from './authorization.ts';

const ofOrganization = (db: Transaction, organizationId: number) =>
  db.selectFrom('login_authorizations as p').where('p.organization_id', '=', organizationId);

/** All of the organization, newest first; or those that are asked for. */
export async function list(
  db: Transaction,
  organizationId: number,
  { policyId, uin }: { policyId?: number | undefined; uin?: number | undefined } = {},
): Promise<Authorization[]> {
  const rows = await ofOrganization(db, organizationId)
    .select([
      'p.policy_id as policyId',
      'p.name',
      'p.description',
      'p.login_permission_id as loginPermissionId',
      'p.created_at as createdAt',
      'p.updated_at as updatedAt',
    ])
    .$if(policyId !== undefined, (of) => of.where('p.policy_id', '=', policyId ?? 0))
    .orderBy('p.created_at', 'desc')
    .orderBy('p.policy_id', 'desc')
    .execute();
  const members = await listMembers(db, organizationId);
  return rows
    .map((row) => ({ ...row, members: members.get(row.policyId) ?? [] }))
    .filter((row) => uin === undefined || row.members.some((member) => member.uin === uin));
}

export async function find(
  db: Transaction,
  organizationId: number,
  policyId: number,
): Promise<Authorization | undefined> {
  const [found] = await list(db, organizationId, { policyId });
  return found;
}

/** Policy → its members that are in the organization now. */
async function listMembers(db: Transaction, organizationId: number) {
  const rows = await db
    .selectFrom('login_authorization_members as m')
    .innerJoin('accounts as a', (on) =>
      on.onRef('a.uin', '=', 'm.uin').onRef('a.organization_id', '=', 'm.organization_id'),
    )
    .select(['m.policy_id as policyId', 'm.uin', 'a.name'])
    .where('m.organization_id', '=', organizationId)
    .orderBy('a.name')
    .execute();
  return Map.groupBy(
    rows.map(({ policyId, ...member }) => ({ policyId, ...member })),
    ({ policyId }) => policyId,
  );
}

/** Those about an account, whether or not it is in the organization still. */
export async function listIdsAbout(db: Transaction, organizationId: number, uin: number): Promise<number[]> {
  const rows = await db
    .selectFrom('login_authorization_members')
    .select('policy_id')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .orderBy('policy_id')
    .execute();
  return rows.map((row) => row.policy_id);
}

/** The names of the policies by which sub-users log in to this member with this permission. */
export async function listNamesUsing(
  db: Transaction,
  organizationId: number,
  uin: number,
  loginPermissionId: number,
): Promise<string[]> {
  const rows = await ofOrganization(db, organizationId)
    .innerJoin('login_authorization_members as m', 'm.policy_id', 'p.policy_id')
    .select('p.name')
    .where('m.uin', '=', uin)
    .where('m.login_permission_id', '=', loginPermissionId)
    .orderBy('p.name')
    .execute();
  return rows.map(({ name }) => name);
}

interface NewAuthorization {
  policyId: number;
  name: string;
  description: string;
  loginPermissionId: number;
  uins: readonly number[];
}

export async function insert(
  db: Transaction,
  organizationId: number,
  { uins, ...authorization }: NewAuthorization,
  now: Date,
): Promise<void> {
  await db
    .insertInto('login_authorizations')
    .values({
      policy_id: authorization.policyId,
      organization_id: organizationId,
      login_permission_id: authorization.loginPermissionId,
      name: authorization.name,
      description: authorization.description,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await insertMembers(db, organizationId, { uins, ...authorization });
}

/** Whom and what it is about, anew. */
export async function update(
  db: Transaction,
  organizationId: number,
  authorization: Omit<NewAuthorization, 'name'>,
  now: Date,
): Promise<void> {
  const { policyId, description, loginPermissionId } = authorization;
  await db
    .updateTable('login_authorizations')
    .set({ description, login_permission_id: loginPermissionId, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .execute();
  await db
    .deleteFrom('login_authorization_members')
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .execute();
  await insertMembers(db, organizationId, authorization);
}

/** Until the transaction ends, nobody else changes, grants or deletes it. Returns whether it is there. */
export async function hold(db: Transaction, organizationId: number, policyId: number): Promise<boolean> {
  const held = await db
    .selectFrom('login_authorizations')
    .select('policy_id')
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .forUpdate()
    .executeTakeFirst();
  return held !== undefined;
}

export async function remove(db: Transaction, organizationId: number, policyId: number): Promise<void> {
  await db
    .deleteFrom('login_authorizations')
    .where('organization_id', '=', organizationId)
    .where('policy_id', '=', policyId)
    .execute();
}

async function insertMembers(
  db: Transaction,
  organizationId: number,
  { policyId, loginPermissionId, uins }: Pick<NewAuthorization, 'policyId' | 'loginPermissionId' | 'uins'>,
): Promise<void> {
  if (uins.length === 0) return;
  await db
    .insertInto('login_authorization_members')
    .values(
      uins.map((uin) => ({
        policy_id: policyId,
        organization_id: organizationId,
        uin,
        login_permission_id: loginPermissionId,
      })),
    )
    .execute();
}
