import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { flag } from '../flag.ts';
import { requireChangeable, roleReference } from './role.ts';
import * as roles from './role-queries.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const updateRoleConsoleLogin = defineAction({
  id: 'cam:UpdateRoleConsoleLogin',
  summary: 'Let a role into the console, or keep it to the API.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ ...roleReference, consoleLogin: flag }),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor, now }, { consoleLogin, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireChangeable(role);

    await roles.update(db, uin, role.roleId, { consoleLogin: consoleLogin === 1 }, now);
    return {};
  },
});
