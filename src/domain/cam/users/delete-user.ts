import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accessKeys from '../access-keys/access-key-queries.ts';
import { flag } from '../flag.ts';
import { namedUserResource } from '../own-identity.ts';
import { camUserNotFound, requireUnlocked, userHasKeys } from './cam-user.ts';
import * as camUsers from './cam-user-queries.ts';
import { removeCamUser } from './remove-cam-user.ts';

export const deleteCamUser = defineAction({
  id: 'cam:DeleteUser',
  summary: 'Delete a CAM user with its attachments; its access keys only when forced.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ name: z.string(), force: flag.default(0) }),
  output: z.object({}),
  resource: ({ name }, principal, db) => namedUserResource(name, principal, db),

  async run({ db, actor }, { name, force }) {
    const { uin } = requirePrincipal(actor);
    const user = await camUsers.find(db, uin, name);
    if (!user) throw camUserNotFound(name);
    requireUnlocked(user);
    const keys = await accessKeys.list(db, uin, user.userUin);
    if (keys.length > 0 && !force) throw userHasKeys(name);

    await removeCamUser(db, uin, user.userUin);
    return {};
  },
});
