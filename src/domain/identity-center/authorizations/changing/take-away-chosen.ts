import type { ActionContext } from '../../../../action/define-action.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import { prefixCharacters, takeAway } from '../granting-queries.ts';
import { undeployEmptied } from '../undeploy-emptied.ts';
import type { Chosen } from './chosen.ts';
import { rowsOf } from './chosen-queries.ts';

/** Removes these, locked before, at once, with the sessions that stood on them; on request undeploys after the last. */
export async function takeAwayChosen(
  context: ActionContext,
  spaceId: string,
  chosen: readonly Chosen[],
  { undeploys }: { undeploys: boolean },
): Promise<void> {
  const { db, now, random } = context;
  const taskPrefix = random.id('t').slice(0, prefixCharacters);
  const { places } = await takeAway(db, spaceId, rowsOf(chosen), { submissionId: null, taskPrefix, now });
  await endUngranted(db, spaceId, { uins: places.map(({ uin }) => uin) }, now);
  if (undeploys) await undeployEmptied(context, spaceId, places);
}
