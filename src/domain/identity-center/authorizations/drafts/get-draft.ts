import type { ActionContext } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import type { Space } from '../../space/space.ts';
import { type Draft, draftExpiry, draftNotFound, ownerOf } from './draft.ts';
import * as drafts from './draft-queries.ts';

/** The asker's own draft; anybody else's is not there. */
export async function getDraft(
  { db, actor, now }: ActionContext,
  zoneId: string,
  draftId: string,
): Promise<{ space: Space; draft: Draft }> {
  const space = await getOwnSpace(db, actor, zoneId);
  const which = { draftId, owner: ownerOf(actor), changedSince: draftExpiry(now) };
  const draft = await drafts.lock(db, space.spaceId, which);
  if (!draft) throw draftNotFound();
  return { space, draft };
}
