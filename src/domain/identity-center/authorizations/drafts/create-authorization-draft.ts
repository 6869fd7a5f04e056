import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { draftExpiry, draftsPerOwner, ownerOf, tooManyDrafts } from './draft.ts';
import * as drafts from './draft-queries.ts';

export const createAuthorizationDraft = defineAction({
  id: 'organization:CreateAuthorizationDraft',
  summary: 'Ours. Begin to choose accounts, users and groups, and permission configurations to authorize.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({ zoneId: z.string() }),
  output: z.object({ draftId: z.string() }),

  async run({ db, actor, now, random }, { zoneId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const [owner, changedSince] = [ownerOf(actor), draftExpiry(now)];
    await drafts.removeExpired(db, spaceId, changedSince);
    const present = await drafts.list(db, spaceId, { owner, changedSince });
    if (present.length >= draftsPerOwner) throw tooManyDrafts();

    const draftId = random.id('ad');
    await drafts.insert(db, spaceId, { draftId, owner }, now);
    return { draftId };
  },
});
