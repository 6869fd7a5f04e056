import type { Actor } from '../../../action/actor.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { accountNotFound } from '../accounts/account.ts';
import { departmentNotFound } from '../departments/department.ts';
import * as delegations from './delegation-queries.ts';

/**
 * The accounts that a delegated administrator may see and decide about; undefined for the admin account, which has no
 * bounds. Read in the transaction of the action, so that it is as true as what is written.
 */
export async function managedUins(db: Transaction, actor: Actor): Promise<readonly number[] | undefined> {
  if (actor.kind !== 'principal') return [];
  if (actor.organizationId !== undefined) return undefined;
  return actor.delegation ? delegations.listManaged(db, actor.delegation, actor.uin) : [];
}

/** An account that is not managed is not found, like one of another organization. Hold it before. */
export async function requireManaged(db: Transaction, actor: Actor, uin: number): Promise<void> {
  const managed = await managedUins(db, actor);
  if (managed && !managed.includes(uin)) throw accountNotFound(uin);
}

/** The departments that are managed as a whole, with whatever account comes there; undefined for the admin account. */
export async function managedDepartments(
  db: Transaction,
  actor: Actor,
): Promise<readonly number[] | undefined> {
  if (actor.kind !== 'principal') return [];
  if (actor.organizationId !== undefined) return undefined;
  return actor.delegation ? delegations.listManagedDepartments(db, actor.delegation, actor.uin) : [];
}

/** True when the asker is not bounded; a department that is not managed is not found. */
export async function requireManagedDepartment(
  db: Transaction,
  actor: Actor,
  departmentId: number,
): Promise<boolean> {
  const managed = await managedDepartments(db, actor);
  if (managed && !managed.includes(departmentId)) throw departmentNotFound(departmentId);
  return managed === undefined;
}
