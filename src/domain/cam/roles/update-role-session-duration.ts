import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { defaultSessionSeconds, requireChangeable, roleReference, sessionDuration } from './role.ts';
import * as roles from './role-queries.ts';
import { getRoleOf, roleResource } from './role-reference.ts';

export const updateRoleSessionDuration = defineAction({
  id: 'cam:UpdateRoleSessionDuration',
  summary: 'Set how long a session of a role may last; sessions that are open keep their end.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ ...roleReference, sessionDuration }),
  output: z.object({}),
  resource: roleResource,

  async run({ db, actor, now }, { sessionDuration: seconds, ...reference }) {
    const { uin } = requirePrincipal(actor);
    const role = await getRoleOf(db, uin, reference);
    requireChangeable(role);

    const sessionSeconds = seconds || defaultSessionSeconds;
    await roles.update(db, uin, role.roleId, { sessionSeconds }, now);
    return {};
  },
});
