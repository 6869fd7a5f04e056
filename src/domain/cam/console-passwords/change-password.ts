import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { changeConsolePassword } from './check-console-password.ts';
import { noConsolePassword } from './console-password.ts';

export const changePassword = defineAction({
  id: 'cam:ChangePassword',
  summary: 'Change one’s own password for the console.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'none',
  secret: ['oldPassword', 'password'],
  input: z.object({ oldPassword: z.string().max(128), password: z.string().max(128) }),
  output: z.object({}),

  async run({ db, actor }, passwords) {
    const { uin, identity } = requirePrincipal(actor);
    if (identity.type !== 'cam-user') throw noConsolePassword();

    await changeConsolePassword({ db }, uin, identity.userName, passwords);
    return {};
  },
});
