import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** What the organization may do with a member's finance, and who pays for it. Amounts are nobody's business here. */
export interface Finance {
  permissionIds: number[];
  /** Null when the account pays for itself. */
  payUin: number | null;
}

/** The API's numbers. */
export const financePermissionNames: Readonly<Record<number, string>> = {
  1: 'View bills',
  2: 'View balance',
  3: 'Fund transfer',
  4: 'Consolidate bills',
  5: 'Invoice',
  6: 'Inherit offer',
  7: 'Pay on behalf',
  8: 'Cost analysis',
  9: 'Budget management',
};
export const compulsoryPermissions: readonly number[] = [1, 2];
const inheritOffer = 6;
const payOnBehalf = 7;

/** As the API takes it. `payUin` is text there, unlike every other uin. */
export const financeInput = {
  policyType: z.string().optional(),
  permissionIds: z.array(z.int()).max(20).optional(),
  payUin: z
    .string()
    .regex(/^\d{0,15}$/, 'Enter an account ID.')
    .optional(),
};
export type FinanceInput = z.infer<z.ZodObject<typeof financeInput>>;

/** On what the rules over a member's finance depend. */
export interface FinanceSituation {
  adminUin: number;
  /** The member itself; not known before it is created. */
  uin?: number;
  /** Whether the member is verified as the same enterprise as the admin account. */
  isSameEntity: boolean;
}

/** What is asked for, or what is usual; refuses what does not fit together. */
export function toFinance(
  input: FinanceInput,
  situation: FinanceSituation,
  usual: readonly number[],
): Finance {
  if (input.policyType !== undefined && input.policyType !== 'Financial') throw policyIllegal();
  const permissionIds = [...new Set(input.permissionIds ?? usual)].sort((one, other) => one - other);
  requirePermissions(permissionIds, situation);
  const isPaidFor = paysOnBehalf({ permissionIds });
  requirePayer(input.payUin || undefined, isPaidFor ? situation.adminUin : situation.uin);
  return { permissionIds, payUin: isPaidFor ? situation.adminUin : null };
}

/** A change names both the policy type and the permissions, or neither (reference: UpdateOrganizationMember). */
export function requireTogether({ policyType, permissionIds }: FinanceInput): void {
  if (policyType === undefined && permissionIds !== undefined) throw policyIllegal();
  if (policyType !== undefined && permissionIds === undefined) throw permissionsIllegal();
}

/** A created member is paid for from the start, unless its enterprise is another one. */
export function toCreatedFinance(input: FinanceInput, situation: FinanceSituation): Finance {
  const usual = situation.isSameEntity ? [...compulsoryPermissions, payOnBehalf] : compulsoryPermissions;
  const finance = toFinance(input, situation, usual);
  if (situation.isSameEntity && !paysOnBehalf(finance)) throw createdMemberIsPaidFor();
  return finance;
}

function requirePermissions(permissionIds: readonly number[], { isSameEntity }: FinanceSituation): void {
  const isKnown = permissionIds.every((id) => financePermissionNames[id] !== undefined);
  if (!isKnown || !compulsoryPermissions.every((id) => permissionIds.includes(id)))
    throw permissionsIllegal();
  if (isSameEntity) return;
  if (permissionIds.includes(payOnBehalf)) throw payOnBehalfNotAllowed();
  if (permissionIds.includes(inheritOffer)) throw inheritOfferNotAllowed();
}

/** Only the admin account pays for others; who is not paid for pays for itself. */
function requirePayer(payUin: string | undefined, expected: number | undefined): void {
  if (payUin !== undefined && payUin !== String(expected)) throw payerIllegal(payUin);
}

export const paysOnBehalf = ({ permissionIds }: Pick<Finance, 'permissionIds'>): boolean =>
  permissionIds.includes(payOnBehalf);

export const isSameFinance = (one: Finance, other: Finance): boolean =>
  one.payUin === other.payUin && one.permissionIds.join() === other.permissionIds.join();

const permissionsIllegal = () =>
  new DomainError(
    'invalid-input',
    'OrganizationPermissionIllegal',
    'Finance permissions are numbers from 1 to 9; 1 (view bills) and 2 (view balance) are always among them.',
  );

const createdMemberIsPaidFor = () =>
  new DomainError(
    'failed-precondition',
    'MemberNotOpened',
    'A created member is paid for by the admin account at first; it can pay for itself once it has a root user.',
  );

const policyIllegal = () =>
  new DomainError('invalid-input', 'OrganizationPolicyIllegal', 'The only policy type is "Financial".');

const payOnBehalfNotAllowed = () =>
  new DomainError(
    'failed-precondition',
    'AddDelegatePayerNotAllow',
    'The admin account pays only for accounts of its own verified entity.',
  );

const inheritOfferNotAllowed = () =>
  new DomainError(
    'failed-precondition',
    'AddDiscountInheritNotAllow',
    'Only accounts of the verified entity of the admin account inherit its offers.',
  );

const payerIllegal = (payUin: string) =>
  new DomainError(
    'invalid-input',
    'PayUinIllegal',
    `Account ${payUin} cannot pay: the admin account pays for members that it pays on behalf of, any other member for itself.`,
    { details: { payUin } },
  );

/** The member could not pay for itself: nobody has signed in to it as its root user. */
export const memberCannotPay = (uin: number) =>
  new DomainError(
    'failed-precondition',
    'MemberNoPayment',
    `Account ${uin} cannot pay for itself: it has no root user, or the admin account still pays on its behalf.`,
    { details: { uin } },
  );
