import { type Principal, requirePrincipal } from '../../action/actor.ts';
import type { ActionContext } from '../../action/define-action.ts';
import { DomainError } from '../../action/domain-error.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { camResource } from './resource-name.ts';
import { camUserNotFound } from './users/cam-user.ts';
import * as camUsers from './users/cam-user-queries.ts';

/** The uin of whoever asks: a CAM user's own, or the account's for the root user. A role session has none. */
export async function ownUserUin({
  db,
  actor,
}: Pick<ActionContext, 'db' | 'actor'>): Promise<number | undefined> {
  const { uin, identity } = requirePrincipal(actor);
  if (identity.type === 'root') return uin;
  // Temporary keys are for work, not for one’s own password and devices.
  if (identity.type !== 'cam-user') return undefined;
  const user = await camUsers.find(db, uin, identity.userName);
  if (!user) throw camUserNotFound(identity.userName);
  return user.userUin;
}

/** The CAM user behind whoever asks, also behind temporary keys that the user made. */
export function isOneself(actor: ActionContext['actor'], userUin: number): boolean {
  const { uin, identity } = requirePrincipal(actor);
  if (identity.type === 'root') return userUin === uin;
  if (identity.type === 'role') return identity.requesterUin === userUin;
  return identity.userUin === userUin;
}

/** Holds that there is such a CAM user, or that the root user asks for itself: nobody else has a hand in that. */
export async function requireUserUin(
  { db, actor }: Pick<ActionContext, 'db' | 'actor'>,
  userUin: number,
): Promise<void> {
  const { uin, identity } = requirePrincipal(actor);
  if (userUin === uin && identity.type !== 'root') throw rootUserOnly();
  if (userUin !== uin && !(await camUsers.findByUin(db, uin, userUin))) throw camUserNotFound(userUin);
}

/** What policies call the user an input means by uin, or oneself where it means none. */
export async function userResource(
  targetUin: number | undefined,
  principal: Principal,
  db: Transaction,
): Promise<string> {
  const userUin = targetUin ?? (await ownUserUin({ db, actor: principal }));
  return camResource(principal.uin, userUin === undefined ? 'uin/*' : `uin/${userUin}`);
}

/** What policies call the user an input means by name. One who does not exist is covered by `uin/*` alone. */
export async function namedUserResource(name: string, { uin }: Principal, db: Transaction): Promise<string> {
  const user = await camUsers.find(db, uin, name);
  return camResource(uin, `uin/${user?.userUin ?? '*'}`);
}

const rootUserOnly = () =>
  new DomainError('forbidden', 'SubUin', 'Only the root user can do this for the root user.');
