import type { ActionContext } from '../../../action/define-action.ts';
import { quotas } from '../space/quotas.ts';
import type { Space } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import * as users from './new-user-queries.ts';
import { ownedBy } from './ownership.ts';
import { emailTaken, type NewUser, tooManyUsers, type User, userNameTaken } from './user.ts';

type Context = Pick<ActionContext, 'db' | 'actor' | 'now' | 'random'>;

/** What stands against creating users, each by its place among them. */
export interface Taken {
  place: number;
  field: 'userName' | 'email';
  /** The user who has it already; none when an earlier one of the same list has it. */
  owner?: User;
}

/** Which names and addresses the space or an earlier one of the list has. Call it under the lock of the space. */
export async function findTaken(
  { db }: Pick<Context, 'db'>,
  spaceId: string,
  wanted: readonly Pick<NewUser, 'userName' | 'email'>[],
): Promise<Taken[]> {
  const names = wanted.map(({ userName }) => userName);
  const emails = wanted.map(({ email }) => email);
  const present = await users.findTaken(db, spaceId, { names, emails });
  return [
    ...clashes('userName', names, new Map(present.map((user) => [user.userName.toLowerCase(), user]))),
    ...clashes('email', emails, new Map(present.map((user) => [user.email.toLowerCase(), user]))),
  ];
}

function clashes(field: Taken['field'], texts: readonly string[], present: Map<string, User>): Taken[] {
  const seen = new Set<string>();
  return texts.flatMap((text, place) => {
    const key = text.toLowerCase();
    if (key === '') return [];
    const owner = present.get(key);
    if (owner) return [{ place, field, owner }];
    if (seen.has(key)) return [{ place, field }];
    seen.add(key);
    return [];
  });
}

/**
 * Lets nobody else create users meanwhile, and makes sure that so many more have room. The space notes how many it has at
 * most; users are counted only when that is above the quota, because whoever was deleted is still in it.
 */
export async function requireRoom(
  { db }: Pick<Context, 'db'>,
  { organizationId, spaceId }: Space,
  more: number,
): Promise<void> {
  const atMost = await spaces.expectUsers(db, organizationId, spaceId, more);
  if (atMost !== null && atMost <= quotas.userQuota) return;
  const expected = (await users.count(db, spaceId)) + more;
  if (expected > quotas.userQuota) throw tooManyUsers();
  await spaces.setUsersAtMost(db, spaceId, expected);
}

/** Writes them down; whatever was checked before, the database has the last word. */
export async function insertUsers(
  { db, actor, now, random }: Context,
  { spaceId }: Space,
  wanted: readonly NewUser[],
): Promise<User[]> {
  const created = wanted.map((attributes) => ({
    ...attributes,
    userId: random.id('u'),
    userType: ownedBy(actor),
    createTime: now,
    updateTime: now,
  }));
  const inserted = new Set((await users.insertAll(db, spaceId, created)).map(({ userId }) => userId));
  const left = created.find(({ userId }) => !inserted.has(userId));
  if (left) throw userNameTaken(left.userName);
  return created;
}

export const refusalOf = ({ field }: Taken, { userName, email }: NewUser, at: string) =>
  field === 'userName' ? userNameTaken(userName, at) : emailTaken(email, at);
