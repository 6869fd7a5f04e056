import type { ActionContext } from '../../../action/define-action.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { givenObjects, rootUsers } from '../../cam/index.ts';
import { recordChange } from '../changes/record-change.ts';
import * as emailBindings from '../email-bindings/email-binding-queries.ts';
import * as financeChanges from '../finance-changes/finance-change-queries.ts';
import { delegationsOf } from '../member-logins/delegated-administrators/delegated-administrator-queries.ts';
import { getService } from '../member-logins/delegated-administrators/organization-service.ts';
import { forgetMember } from '../member-logins/forget-member.ts';
import * as entities from '../verified-entities/verified-entity-queries.ts';
import { accessControlRoleName } from './access-control-role.ts';
import type { DepartureSituation } from './departure.ts';
import * as memberships from './membership-queries.ts';

export async function departureSituation(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<DepartureSituation> {
  const entity = await entities.findAdministeredBy(db, organizationId, uin);
  const delegations = await delegationsOf(db, organizationId, uin);
  return {
    administeredEntity: entity?.name,
    administeredServices: delegations.map(({ product }) => getService({ product }).productName),
    hasRootUser: (await rootUsers.find(db, uin)) !== undefined,
  };
}

/**
 * The one way out, with all that the organization gave: its name for the account, its place, the role of the admin
 * account, and every CAM object that Identity Center deployed. What Identity Center granted goes in the database
 * with the membership itself, which therefore ends first: a deployment under way is waited for and then undone.
 */
export async function leaveOrganization(
  context: ActionContext,
  organizationId: number,
  { uin, name }: { uin: number; name: string },
  kind?: 'MemberRemoved' | 'MemberQuit',
): Promise<void> {
  const { db, now } = context;
  await memberships.release(db, organizationId, uin, now);
  await forgetMember(context, organizationId, uin);
  await givenObjects.remove(db, uin, accessControlRoleName);
  await financeChanges.cancelOpen(db, organizationId, uin, now);
  await emailBindings.remove(db, organizationId, uin);
  if (kind) await recordChange(context, organizationId, { kind, uin, accountName: name });
}
