import type { ActionContext } from '../../../action/define-action.ts';
import { rootUsers } from '../../cam/index.ts';
import { adminNotChangeable, type Member } from '../accounts/account.ts';
import {
  type Finance,
  type FinanceInput,
  isSameFinance,
  memberCannotPay,
  paysOnBehalf,
  requireTogether,
  toFinance,
} from '../accounts/finance.ts';
import type { ListedMember } from '../accounts/member-queries.ts';
import { recordChange } from '../changes/record-change.ts';
import * as memberships from '../membership/membership-queries.ts';
import type { Organization } from '../organizations/organization.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { financeChangePending } from './finance-change.ts';
import * as financeChanges from './finance-change-queries.ts';

/**
 * Changes a member's finance: at once for an account that the organization created, or that cannot be asked here;
 * an invited one has to confirm. Returns whether nothing waits for confirmation.
 */
export async function changeFinance(
  context: ActionContext,
  organization: Organization,
  member: ListedMember,
  input: FinanceInput,
): Promise<boolean> {
  requireTogether(input);
  if (input.permissionIds === undefined && !input.payUin) return !member.isFinancePending;
  if (member.kind === 'admin') throw adminNotChangeable(member.uin);
  const wanted = await requireAllowed(context, organization, member, input);
  if (isSameFinance(member, wanted)) return !member.isFinancePending;
  if (member.isFinancePending) throw financeChangePending(member.uin);

  const asksFirst = member.memberType === 'Invite' && member.cloudSite === 'local';
  await apply(context, organization.organizationId, member, wanted, asksFirst ? 'Pending' : 'Confirmed');
  return !asksFirst;
}

async function requireAllowed(
  { db }: ActionContext,
  { organizationId, adminUin }: Organization,
  member: Member,
  input: FinanceInput,
): Promise<Finance> {
  const own = await entities.findOwn(db, organizationId);
  const isSameEntity = member.verifiedEntity === own.name;
  const wanted = toFinance(input, { adminUin, uin: member.uin, isSameEntity }, member.permissionIds);
  const startsToPay = paysOnBehalf(member) && !paysOnBehalf(wanted);
  if (startsToPay && member.memberType === 'Create' && !(await rootUsers.find(db, member.uin))) {
    throw memberCannotPay(member.uin);
  }
  return wanted;
}

async function apply(
  context: ActionContext,
  organizationId: number,
  { uin, name, permissionIds, payUin }: Member,
  present: Finance,
  state: 'Pending' | 'Confirmed',
): Promise<void> {
  const { db, now } = context;
  const change = { uin, former: { permissionIds, payUin }, present, state };
  if (!(await financeChanges.insert(db, organizationId, change, now))) throw financeChangePending(uin);
  if (state === 'Confirmed') await memberships.setFinance(db, organizationId, uin, present, now);
  await recordChange(context, organizationId, {
    kind: state === 'Pending' ? 'FinanceChangeRequested' : 'FinanceChanged',
    ...{ uin, accountName: name, former: permissionIds.join(), present: present.permissionIds.join() },
  });
}
