import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import type { Member } from '../accounts/account.ts';
import type { Finance } from '../accounts/finance.ts';
import type { Membership } from './membership.ts';

export async function isNameUsed(
  db: Transaction,
  organizationId: number,
  name: string,
  except = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('uin')
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .where('uin', '<>', except)
    .executeTakeFirst();
  return row !== undefined;
}

export async function nameOf(db: Transaction, organizationId: number, uin: number): Promise<string> {
  const row = await db
    .selectFrom('accounts')
    .select('name')
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .executeTakeFirst();
  return row?.name ?? '';
}

/** How many accounts were created under an entity, those that wait for approval included. */
export async function countCreated(db: Transaction, organizationId: number, entity: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from accounts
            where organization_id = ${organizationId} and verified_entity = ${entity}
              and kind = 'member' and member_type = 'Create')::int
         + (select count(*) from member_creations
            where organization_id = ${organizationId} and entity = ${entity}
              and state = 'Pending')::int as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** False when the account belongs to an organization already: of two that join at once, one does. */
export async function join(
  db: Transaction,
  organizationId: number,
  uin: number,
  membership: Membership,
  now: Date,
): Promise<boolean> {
  const joined = await db
    .updateTable('accounts')
    .set({
      organization_id: organizationId,
      department_id: membership.departmentId,
      kind: membership.kind,
      name: membership.name,
      description: membership.remark,
      member_type: membership.memberType,
      permission_ids: membership.permissionIds,
      pay_uin: membership.payUin,
      allows_quitting: membership.allowsQuitting,
      tags: JSON.stringify(membership.tags),
      joined_at: now,
      updated_at: now,
    })
    .where('uin', '=', uin)
    .where('organization_id', 'is', null)
    .executeTakeFirst();
  return joined.numUpdatedRows === 1n;
}

/** Out of the organization, and rid of what it knew of the account. */
export async function release(
  db: Transaction,
  organizationId: number,
  uin: number,
  now: Date,
): Promise<void> {
  await sql`
    update accounts
    set organization_id = null, department_id = null, kind = null, name = nick_name, description = '',
        permission_ids = '{}', pay_uin = null, allows_quitting = false, tags = '[]', updated_at = ${now}
    where organization_id = ${organizationId} and uin = ${uin}`.execute(db);
}

export async function update(
  db: Transaction,
  organizationId: number,
  uin: number,
  { name, nickName, remark, allowsQuitting, tags, departmentId }: Omit<Member, 'permissionIds' | 'payUin'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({
      ...{ name, nick_name: nickName, description: remark, allows_quitting: allowsQuitting },
      ...{ tags: JSON.stringify(tags), department_id: departmentId, updated_at: now },
    })
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .execute();
}

export async function setFinance(
  db: Transaction,
  organizationId: number,
  uin: number,
  { permissionIds, payUin }: Finance,
  now: Date,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ permission_ids: permissionIds, pay_uin: payUin, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .execute();
}

export async function move(
  db: Transaction,
  organizationId: number,
  uins: readonly number[],
  departmentId: number,
  now: Date,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ department_id: departmentId, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('uin', 'in', [...uins])
    .execute();
}

/** Who is there besides the admin account: the first names, and how many in all. */
export async function others(
  db: Transaction,
  organizationId: number,
): Promise<{ names: string[]; total: number }> {
  const { rows } = await sql<{ name: string; total: number }>`
    select name, (count(*) over ())::int as total from accounts
    where organization_id = ${organizationId} and kind = 'member' order by lower(name) limit 5`.execute(db);
  return { names: rows.map(({ name }) => name), total: rows[0]?.total ?? 0 };
}
