import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { managedDepartments, managedUins } from '../../organization/index.ts';
import type { Reach } from './reach-queries.ts';

/**
 * Users, user groups and permission configurations are the whole space's. Whoever changes one decides about every
 * account that it reaches: a delegated administrator only changes what reaches no others than those it manages, or it
 * would come into the rest, the admin account among it, by a group that is authorized there.
 */
export async function requireReachManaged(
  { db, actor }: Pick<ActionContext, 'db' | 'actor'>,
  reached: () => Promise<Reach>,
): Promise<void> {
  const managed = await managedUins(db, actor);
  if (!managed) return;
  const { uins, departments } = await reached();
  const among = new Set(managed);
  const amongDepartments = new Set(await managedDepartments(db, actor));
  const isWithin =
    uins.every((uin) => among.has(uin)) &&
    departments.every(
      ({ departmentId, includesAdmin }) => amongDepartments.has(departmentId) && !includesAdmin,
    );
  if (!isWithin) throw reachesBeyond();
}

const reachesBeyond = () =>
  new DomainError(
    'forbidden',
    'UsedBeyondManagementScope',
    'This is used in accounts that your account does not administer, so only the admin account may change it.',
  );
