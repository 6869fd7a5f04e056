import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as spaces from '../space/space-queries.ts';
import { requireOwner } from './ownership.ts';
import { emailTaken, user, userAttributes, userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const updateUser = defineAction({
  id: 'organization:UpdateUser',
  summary: 'Change the names, the e-mail and the remarks of a user; what is not given stays.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    userId: z.string(),
    newFirstName: userAttributes.firstName.optional(),
    newLastName: userAttributes.lastName.optional(),
    newDisplayName: userAttributes.displayName.optional(),
    newDescription: userAttributes.description.optional(),
    newEmail: userAttributes.email.optional(),
  }),
  output: z.object({ userInfo: user }),

  async run(context, { zoneId, userId, ...wanted }) {
    const { db, actor, now, changed } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId, organizationId } = space;
    if (wanted.newEmail) await spaces.lock(db, organizationId, spaceId);
    const before = await users.lock(db, spaceId, userId);
    if (!before) throw userNotFound(userId);
    requireOwner(actor, space, { kind: 'User', name: before.userName, source: before.userType }, 'Update');
    await requireReachManaged(context, () => reach.ofUser(db, spaceId, userId));

    const attributes = {
      firstName: wanted.newFirstName ?? before.firstName,
      lastName: wanted.newLastName ?? before.lastName,
      displayName: wanted.newDisplayName ?? before.displayName,
      description: wanted.newDescription ?? before.description,
      email: wanted.newEmail ?? before.email,
    };
    const userInfo = await users.update(db, spaceId, { userId, ...attributes }, now);
    if (!userInfo) throw emailTaken(attributes.email, 'newEmail');
    const { firstName, lastName, displayName, description, email } = before;
    changed({ firstName, lastName, displayName, description, email }, attributes);
    return { userInfo };
  },
});
