/** What can happen in an organization, by the tab of the change record that it belongs to. */
const changeKinds = {
  organization: ['OrganizationCreated', 'OrganizationRenamed'],
  invitations: [
    'MemberInvited',
    'InvitationAccepted',
    'InvitationRejected',
    'InvitationCancelled',
    'InvitationExpired',
  ],
  creations: [
    'MemberCreated',
    'MemberRegistered',
    'CreationRequested',
    'CreationApproved',
    'CreationRejected',
    'CreationCancelled',
  ],
  moves: ['MemberMoved'],
  finance: [
    'FinanceChanged',
    'FinanceChangeRequested',
    'FinanceChangeConfirmed',
    'FinanceChangeRejected',
    'FinanceChangeCancelled',
  ],
  members: ['MemberEdited', 'RootUserOffered', 'RootUserBound'],
  departures: ['MemberRemoved', 'MemberQuit'],
  departments: ['DepartmentAdded', 'DepartmentRenamed', 'DepartmentEdited', 'DepartmentDeleted'],
  entities: ['EntityAdded', 'EntityAdministratorSet', 'EntityRemoved'],
} as const;
export type ChangeCategory = keyof typeof changeKinds;
export type ChangeKind = (typeof changeKinds)[ChangeCategory][number];

export const changeCategories = Object.keys(changeKinds) as [ChangeCategory, ...ChangeCategory[]];

export const categoryOf = (kind: ChangeKind): ChangeCategory | undefined =>
  changeCategories.find((category) => (changeKinds[category] as readonly ChangeKind[]).includes(kind));

/** Something that happened, in the words of that time: names may have changed since. */
export interface Change {
  kind: ChangeKind;
  uin?: number | undefined;
  accountName?: string | undefined;
  departmentId?: number | undefined;
  departmentName?: string | undefined;
  /** What it was before and is after, where that is one short text. */
  former?: string | undefined;
  present?: string | undefined;
}
