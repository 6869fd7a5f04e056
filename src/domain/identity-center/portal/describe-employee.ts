import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { getEmployee } from './employee.ts';

export const describeEmployee = defineAction({
  id: 'portal:DescribeEmployee',
  summary: 'Tell whom a portal session belongs to; refused once the person is gone or disabled.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({}),
  output: z.object({ spaceName: z.string(), userName: z.string(), displayName: z.string() }),

  async run({ db, actor }) {
    const { spaceId, userName, displayName } = await getEmployee(db, actor);
    const space = await spaces.findById(db, spaceId);
    if (!space) throw spaceNotFound(spaceId);
    return { spaceName: space.name, userName, displayName };
  },
});
