import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Member } from '../accounts/account.ts';
import { memberCannotPay, paysOnBehalf } from '../accounts/finance.ts';

/** Why one of several members stays: what a door needs to say it in the reader's language. */
export const refusalItem = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const toRefusalItem = ({ code, message, details }: DomainError): z.infer<typeof refusalItem> => ({
  code,
  message,
  details,
});

/** What the rules of leaving need to know beside the member itself. */
export interface DepartureSituation {
  /** The entity that the member administers. */
  administeredEntity: string | undefined;
  /** The services that the member administers for the organization, by their names. */
  administeredServices: readonly string[];
  /** Whether somebody could still sign in to it as its owner. */
  hasRootUser: boolean;
}

/**
 * Whether the organization may remove the member. An account that was created here has nobody of its own at first:
 * it may go once it has a root user and pays for itself.
 */
export function requireRemovable(member: Member, situation: DepartureSituation): void {
  requireFree(member, situation);
  if (member.memberType !== 'Create') return;
  if (!situation.hasRootUser) throw createdMemberNotRemovable(member.uin);
  if (paysOnBehalf(member)) throw memberCannotPay(member.uin);
}

/** Whether the member may leave by itself. */
export function requireMayQuit(member: Member, situation: DepartureSituation): void {
  requireFree(member, situation);
  if (member.memberType === 'Create') throw createdMemberMayNotQuit();
  if (!member.allowsQuitting) throw quittingNotAllowed();
}

/** Neither the admin account nor one that administers an entity or a service can be missed. */
function requireFree({ uin, kind }: Member, situation: DepartureSituation): void {
  const { administeredEntity, administeredServices } = situation;
  if (kind === 'admin') throw adminMayNotLeave(uin);
  if (administeredEntity !== undefined) throw entityAdministratorMayNotLeave(uin, administeredEntity);
  if (administeredServices.length > 0) throw delegateMayNotLeave(uin, administeredServices);
}

const adminMayNotLeave = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'DisableQuitSelfCreatedOrganization',
    `Account ${uin} is the admin account, which leaves only by deleting the organization.`,
    { details: { uin } },
  );

const entityAdministratorMayNotLeave = (uin: number, entity: string) =>
  new DomainError(
    'failed-precondition',
    'OrganizationAuthManageNotAllowDelete',
    `Account ${uin} is the entity admin account of "${entity}"; choose another one first.`,
    { details: { uin, entity } },
  );

const delegateMayNotLeave = (uin: number, services: readonly string[]) =>
  new DomainError(
    'failed-precondition',
    'MemberExistServiceNotAllowDelete',
    `Account ${uin} is the delegated administrator of ${services.join(', ')}; remove it there first.`,
    { details: { uin, services: services.join(', ') } },
  );

const createdMemberNotRemovable = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'CreateMemberNotAllowDelete',
    `Account ${uin} was created by the organization and has no root user of its own.`,
    { details: { uin } },
  );

const createdMemberMayNotQuit = () =>
  new DomainError(
    'failed-precondition',
    'CreateMemberNotAllowQuit',
    'An account that was created by the organization does not quit it.',
  );

const quittingNotAllowed = () =>
  new DomainError(
    'failed-precondition',
    'MemberNotAllowQuit',
    'The organization does not allow this account to quit.',
  );
