import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { departmentPlace, placeOf } from '../departments/place.ts';
import { requireValidity } from '../validity.ts';
import type { Draft } from './draft.ts';
import * as choices from './draft-choice-queries.ts';
import * as drafts from './draft-queries.ts';
import { getDraft } from './get-draft.ts';

/** More than any page shows at a time. */
const most = 2000;

const change = z.object({
  /** Accounts, one by one, and all of these departments and below them. */
  uins: z.array(z.int()).max(most).default([]),
  nodeIds: z.array(z.int()).max(most).default([]),
  userIds: z.array(z.string()).max(most).default([]),
  groupIds: z.array(z.string()).max(most).default([]),
  roleConfigurationIds: z.array(z.string()).max(most).default([]),
});
type Change = z.output<typeof change>;

export const updateAuthorizationDraft = defineAction({
  id: 'organization:UpdateAuthorizationDraft',
  summary: 'Ours. Choose more in a draft, or less; departments stand for the accounts that they have now.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({
    zoneId: z.string(),
    draftId: z.string(),
    add: change.prefault({}),
    remove: change.prefault({}),
    /** Instead of accounts; null goes back to accounts, and so does choosing one. Left out, it stays. */
    department: departmentPlace.nullable().optional(),
    /** Left out, it stays; null is without a bound. */
    startTime: z.date().nullable().optional(),
    endTime: z.date().nullable().optional(),
  }),
  output: z.object({}),

  async run(context, { zoneId, draftId, add, remove, department, ...times }) {
    const { db, now } = context;
    const { space, draft } = await getDraft(context, zoneId, draftId);
    const accountsOf = ({ nodeIds }: Change) => choices.accountsBelow(db, space.organizationId, nodeIds);
    const added = { ...add, uins: [...add.uins, ...(await accountsOf(add))] };
    const removed = { ...remove, uins: [...remove.uins, ...(await accountsOf(remove))] };
    const validity = {
      startTime: times.startTime === undefined ? draft.startTime : times.startTime,
      endTime: times.endTime === undefined ? draft.endTime : times.endTime,
    };
    if (times.startTime !== undefined || times.endTime !== undefined) requireValidity(validity, now);

    const chosen = applied(draft, added, removed);
    const place = department === undefined ? draft.place : await placeOf(db, space, department);
    const isForAccounts = place === null || added.uins.length > 0;
    const wanted = {
      ...{ ...chosen, ...validity },
      ...(isForAccounts ? { place: null } : { place, uins: [] }),
    };
    const known = await choices.onlyKnown(db, space.spaceId, wanted);
    await drafts.update(db, space.spaceId, known, now);
    return {};
  },
});

/** Whoever ticks one account of a department that was cleared wants that account. */
function applied(draft: Draft, add: Change, remove: Change): Draft {
  const change = <T>(present: T[], less: T[], more: T[]) => [
    ...new Set([...present.filter((one) => !less.includes(one)), ...more]),
  ];
  const uins = new Set(draft.uins);
  for (const uin of remove.uins) uins.delete(uin);
  for (const uin of add.uins) uins.add(uin);
  return {
    ...draft,
    uins: [...uins],
    userIds: change(draft.userIds, remove.userIds, add.userIds),
    groupIds: change(draft.groupIds, remove.groupIds, add.groupIds),
    roleConfigurationIds: change(
      draft.roleConfigurationIds,
      remove.roleConfigurationIds,
      add.roleConfigurationIds,
    ),
  };
}
