import { z } from 'zod';
import { type Actor, requirePrincipal } from '../../../../action/actor.ts';
import { DomainError } from '../../../../action/domain-error.ts';
import type { Place } from '../departments/department-authorization-queries.ts';
import type { Validity } from '../validity.ts';

/** How many triplets one submission may create. */
export const tripletsPerSubmission = 100_000;

/** How many drafts somebody may have at a time, and for how long after the last change. */
export const draftsPerOwner = 20;
export const draftSeconds = 7 * 24 * 3600;

/** Users and groups × accounts × permission configurations that somebody is choosing, kept on the server. */
export interface Draft extends Validity {
  draftId: string;
  revision: number;
  uins: number[];
  /** Instead of accounts: a department, whose accounts inherit what is authorized. */
  place: (Place & { name: string }) | null;
  userIds: string[];
  groupIds: string[];
  roleConfigurationIds: string[];
  createTime: Date;
  updateTime: Date;
}

export const shownDraft = z.object({
  draftId: z.string(),
  /** Grows with every change. */
  revision: z.int(),
  accountCount: z.int(),
  /** Instead of accounts: a department, whose accounts inherit what is authorized. */
  department: z
    .object({
      nodeId: z.int(),
      nodeName: z.string(),
      withBelow: z.boolean(),
      includesAdminAccount: z.boolean(),
    })
    .nullable(),
  principalCount: z.int(),
  roleConfigurationCount: z.int(),
  startTime: z.date().nullable(),
  endTime: z.date().nullable(),
  createTime: z.date(),
  updateTime: z.date(),
});

export const showDraft = (draft: Draft): z.input<typeof shownDraft> => ({
  draftId: draft.draftId,
  revision: draft.revision,
  accountCount: draft.uins.length,
  department: draft.place && {
    nodeId: draft.place.departmentId,
    nodeName: draft.place.name,
    withBelow: draft.place.withBelow,
    includesAdminAccount: draft.place.includesAdmin,
  },
  principalCount: draft.userIds.length + draft.groupIds.length,
  roleConfigurationCount: draft.roleConfigurationIds.length,
  startTime: draft.startTime,
  endTime: draft.endTime,
  createTime: draft.createTime,
  updateTime: draft.updateTime,
});

/** Whoever is signed in, as one text: nobody sees or submits the draft of another. */
export function ownerOf(actor: Actor): string {
  const { uin, identity } = requirePrincipal(actor);
  if (identity.type === 'cam-user') return `${uin}/user/${identity.userUin}`;
  if (identity.type === 'role') return `${uin}/role/${identity.roleId}/${identity.sessionName}`;
  return identity.type === 'root' ? `${uin}/root` : `${uin}/federated/${identity.userUin}/${identity.name}`;
}

export const draftExpiry = (now: Date): Date => new Date(now.getTime() - draftSeconds * 1000);

export const draftNotFound = () =>
  new DomainError('not-found', 'AuthorizationDraftNotExist', 'There is no such draft, or it was submitted.');

export const tooManyDrafts = () =>
  new DomainError(
    'limit-exceeded',
    'AuthorizationDraftOverUpperLimit',
    `There may be ${draftsPerOwner} drafts at a time.`,
    { details: { limit: draftsPerOwner } },
  );

export const draftChanged = () =>
  new DomainError(
    'conflict',
    'AuthorizationDraftChanged',
    'The draft was changed after it was reviewed; review it again.',
  );

export const draftIncomplete = () =>
  new DomainError(
    'failed-precondition',
    'AuthorizationDraftIncomplete',
    'Choose accounts, users or groups, and permission configurations first.',
  );

export const draftTooLarge = (count: number) =>
  new DomainError(
    'limit-exceeded',
    'AuthorizationDraftTooLarge',
    `${count} authorizations are more than the ${tripletsPerSubmission} of one submission.`,
    { details: { count, limit: tripletsPerSubmission } },
  );
