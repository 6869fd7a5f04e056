import type { Change } from './change.ts';
import { createGroup, deleteGroup, patchGroup, replaceGroup } from './groups/change-groups.ts';
import { createUser, deleteUser, patchUser, replaceUser } from './users/change-users.ts';

/** What the methods of HTTP do to a resource. */
export const changes = {
  User: { POST: createUser, PUT: replaceUser, PATCH: patchUser, DELETE: deleteUser },
  Group: { POST: createGroup, PUT: replaceGroup, PATCH: patchGroup, DELETE: deleteGroup },
} satisfies Record<string, Record<string, Change>>;
