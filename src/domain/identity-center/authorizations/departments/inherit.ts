import type { ActionContext } from '../../../../action/define-action.ts';
import type { Space } from '../../space/space.ts';
import { startTasks } from '../../tasks/start-tasks.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import { lockDeployments } from '../emptied-queries.ts';
import { grant, prefixCharacters, takeAway } from '../granting-queries.ts';
import { undeployEmptied } from '../undeploy-emptied.ts';
import { type Inherited, missing, unwanted } from './inheritance-queries.ts';

interface Options {
  submissionId?: string;
  /** Whether a permission configuration that nobody is authorized for any more is taken out of the account. */
  undeploys?: boolean;
}

/**
 * Makes what accounts inherit what it should be: takes away what is not inherited any more, with the sessions that stood
 * on it, and authorizes what is inherited now. The organization is locked, so nobody moves an account meanwhile. Doing
 * it again changes nothing.
 */
export async function inherit(
  context: ActionContext,
  space: Space,
  of: Inherited,
  { submissionId, undeploys = false }: Options = {},
): Promise<{ createdCount: number; removedCount: number }> {
  const { db, now, random } = context;
  const { spaceId } = space;
  const granting = () => ({
    ...{ submissionId: submissionId ?? null, now },
    taskPrefix: random.id('t').slice(0, prefixCharacters),
  });
  const over = unwanted(space, of, now);
  await lockDeployments(db, spaceId, over);
  const { removedCount, places } = await takeAway(db, spaceId, over, granting());
  const { createdCount, uins } = await grant(db, spaceId, missing(space, of, now), granting());
  // Also what began later now, and what ended in the statement that moved the account.
  await endUngranted(
    db,
    spaceId,
    { uins: [...new Set([...places.map(({ uin }) => uin), ...uins, ...uinsOf(of)])] },
    now,
  );
  if (undeploys) await undeployEmptied(context, spaceId, places);
  await startTasks(context, spaceId, uins);
  return { createdCount, removedCount };
}

const uinsOf = (of: Inherited): readonly number[] => ('uins' in of ? of.uins : []);
