import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound } from '../../organization/index.ts';
import * as access from './access-queries.ts';
import { accountNotEntered, getEmployee } from './employee.ts';

export const findWay = defineAction({
  id: 'portal:FindWay',
  summary: 'Find the way into an account that a link names; none when the person has a choice to make.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({
    uin: z.coerce.number().int().positive().safe(),
    /** The name of a permission configuration or of its CAM role. */
    role: z.string().max(256).default(''),
    asCamUser: z.boolean().default(false),
  }),
  output: z.object({
    way: z
      .union([z.object({ permissionConfigurationId: z.string() }), z.object({ camUserName: z.string() })])
      .nullable(),
  }),

  async run({ db, actor, now }, { uin, role, asCamUser }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    if (asCamUser) {
      const camUser = await access.findCamUserAccess(db, spaceId, { userId, now }, uin);
      if (!camUser) throw accountNotEntered(uin);
      return { way: camUser.camUserName ? { camUserName: camUser.camUserName } : null };
    }
    const granted = await access.listConfigurations(db, spaceId, { userId, now }, uin);
    if (granted.length === 0) throw accountNotFound(uin);
    const named = granted.filter(({ name, roleName }) => role === '' || role === name || role === roleName);
    if (named.length === 0) throw accountNotEntered(uin);
    const [only, ...more] = named;
    return { way: only?.isReady && more.length === 0 ? { permissionConfigurationId: only.id } : null };
  },
});
