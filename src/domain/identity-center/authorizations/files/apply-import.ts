import type { ActionContext } from '../../../../action/define-action.ts';
import type { Space } from '../../space/space.ts';
import { startTasks } from '../../tasks/start-tasks.ts';
import { endUngranted } from '../../users/user-session-queries.ts';
import * as departmentAuthorizations from '../departments/department-authorization-queries.ts';
import { inherit } from '../departments/inherit.ts';
import { lockDeployments } from '../emptied-queries.ts';
import { grant, prefixCharacters, takeAway } from '../granting-queries.ts';
import * as changes from './import-change-queries.ts';

/** What `judged` and `leaving` say of accounts, each in one statement whatever the size. The organization is locked. */
export async function applyToAccounts(
  context: ActionContext,
  { spaceId, organizationId }: Space,
  submissionId: string,
) {
  const { db, now, random } = context;
  const granting = () => ({ submissionId, taskPrefix: random.id('t').slice(0, prefixCharacters), now });
  await changes.holdAccounts(db, spaceId, organizationId);
  await lockDeployments(db, spaceId, changes.leaving);
  const { removedCount, places } = await takeAway(db, spaceId, changes.leaving, granting());
  const changed = await changes.changeTimes(db, spaceId);
  const { createdCount, uins } = await grant(db, spaceId, changes.created, granting());
  const touched = [...new Set([...places.map(({ uin }) => uin), ...changed])];
  await endUngranted(db, spaceId, { uins: touched }, now);
  await startTasks(context, spaceId, uins);
  return { createdCount, removedCount };
}

/** The same of departments; their accounts inherit it. */
export async function applyToDepartments(context: ActionContext, space: Space, submissionId: string) {
  const { db, now, random } = context;
  const { spaceId } = space;
  const ended = await changes.listLeavingDepartments(db, spaceId);
  await departmentAuthorizations.setValidity(db, spaceId, ended, { startTime: null, endTime: now });
  const changed = await changes.changeDepartments(db, spaceId);
  const created = await changes.createDepartments(db, spaceId, { idPrefix: random.id('da'), now });
  const of = { departmentAuthorizationIds: [...ended, ...changed, ...created] };
  const counts = await inherit(context, space, of, { submissionId });
  await departmentAuthorizations.remove(db, spaceId, ended);
  return counts;
}
