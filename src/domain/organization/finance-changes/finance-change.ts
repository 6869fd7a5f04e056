import { DomainError } from '../../../action/domain-error.ts';
import type { Finance } from '../accounts/finance.ts';

/** A change of a member's finance; an invited member has to confirm it. */
export interface FinanceChange {
  changeId: number;
  organizationId: number;
  uin: number;
  former: Finance;
  present: Finance;
  state: 'Pending' | 'Confirmed' | 'Rejected' | 'Cancelled';
  requestTime: Date;
  decideTime: Date | null;
}

export const financeChangeStates = ['Pending', 'Confirmed', 'Rejected', 'Cancelled'] as const;

export const financeChangeNotFound = (changeId: number) =>
  new DomainError(
    'not-found',
    'ChangePermissionNotExist',
    `There is no change ${changeId} of finance that waits for confirmation.`,
    { details: { changeId } },
  );

export const financeChangePending = (uin: number) =>
  new DomainError(
    'conflict',
    'ChangePermissionRecordExist',
    `Account ${uin} has yet to confirm an earlier change of its finance.`,
    { details: { uin } },
  );

export const noFinanceChangePending = (uin: number) =>
  new DomainError(
    'not-found',
    'ChangePermissionNotPending',
    `No change of the finance of account ${uin} waits for confirmation.`,
    { details: { uin } },
  );
