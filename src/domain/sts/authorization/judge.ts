import type { Principal } from '../../../action/actor.ts';
import type { ActionContext, Permission } from '../../../action/define-action.ts';
import { type Level, levelsFor } from '../../organization/index.ts';
import { type AccessRequest, type Authority, decide, type Judgement, ownerOf } from '../../policy/index.ts';
import { requestOf } from './request.ts';

/** Whether somebody may do this to that, which may be another account's: then that account's limits are asked too. */
export async function judge(
  context: ActionContext,
  principal: Principal,
  authority: Authority,
  { action, resource, isGrantedByOwner = false }: Permission,
  circumstances: AccessRequest['context'] = {},
): Promise<Judgement> {
  const ownerLevels = await ownerLevelsFor(context, principal, resource);
  const request = requestOf(context, principal, action, resource);
  return decide(
    { ...authority, isGrantedByOwner, ...(ownerLevels && { ownerLevels }) },
    { ...request, context: { ...request.context, ...circumstances } },
  );
}

/** The service control policies over the account that owns the resource; undefined for one's own account. */
async function ownerLevelsFor(
  context: ActionContext,
  { uin }: Principal,
  resource: string,
): Promise<Level[] | undefined> {
  const owner = ownerOf(resource);
  return owner === undefined || owner === uin ? undefined : levelsFor(context, owner);
}
