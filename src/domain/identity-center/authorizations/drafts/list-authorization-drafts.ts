import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { draftExpiry, ownerOf, showDraft, shownDraft } from './draft.ts';
import * as drafts from './draft-queries.ts';

export const listAuthorizationDrafts = defineAction({
  id: 'organization:ListAuthorizationDrafts',
  summary: 'Ours. List the drafts that the asker began and did not submit.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({ zoneId: z.string() }),
  output: z.object({ drafts: z.array(shownDraft) }),

  async run({ db, actor, now }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const own = { owner: ownerOf(actor), changedSince: draftExpiry(now) };
    return { drafts: (await drafts.list(db, spaceId, own)).map(showDraft) };
  },
});
