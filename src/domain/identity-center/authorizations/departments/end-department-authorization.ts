import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import * as spaces from '../../space/space-queries.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';
import { inherit } from './inherit.ts';

export const endDepartmentAuthorization = defineAction({
  id: 'organization:EndDepartmentAuthorization',
  summary: 'Ours. Take away an authorization to a department whose time is over. A job; may run again.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({ spaceId: z.string(), departmentAuthorizationId: z.string() }),
  output: z.object({ removedCount: z.int() }),

  async run(context, { spaceId, departmentAuthorizationId: id }) {
    const { db, now } = context;
    const space = await spaces.findById(db, spaceId);
    if (!space) throw new Error(`There is no space ${spaceId}.`);
    await organizations.lock(db, space.organizationId);
    const present = await departmentAuthorizations.lock(db, spaceId, id);
    // Removed, or authorized for longer meanwhile.
    if (!present?.endTime || present.endTime > now) return { removedCount: 0 };
    const { removedCount } = await inherit(context, space, { departmentAuthorizationIds: [id] });
    await departmentAuthorizations.remove(db, spaceId, [id]);
    return { removedCount };
  },
});
