import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { usersPerCreation } from '../space/quotas.ts';
import { findTaken, insertUsers, refusalOf, requireRoom, type Taken } from './create-users.ts';
import { type NewUser, newUser, user } from './user.ts';

export const batchCreateUser = defineAction({
  id: 'organization:BatchCreateUser',
  summary: 'Ours. Create up to ten users at once: all of them, or none when one of them cannot be created.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), users: z.array(newUser).min(1).max(usersPerCreation) }),
  output: z.object({ users: z.array(user) }),

  async run(context, { zoneId, users: wanted }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    await requireRoom(context, space, wanted.length);
    const taken = await findTaken(context, space.spaceId, wanted);
    if (taken.length > 0) throw cannotCreate(taken, wanted);
    return { users: await insertUsers(context, space, wanted) };
  },
});

/** The first refusal, with what is wrong at every place. */
function cannotCreate(taken: readonly Taken[], wanted: readonly NewUser[]): DomainError {
  const refusals = taken.flatMap((one) => {
    const user = wanted[one.place];
    return user ? [refusalOf(one, user, `users.${one.place}.${one.field}`)] : [];
  });
  const fields = Object.assign({}, ...refusals.map((refusal) => refusal.fields));
  const { kind, code, message, details } = refusals[0] as DomainError;
  return new DomainError(kind, code, message, { details, fields });
}
