import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as portalLogins from '../logins/portal-login-queries.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { getEmployee, loginRequired } from './employee.ts';

export const describeEmployee = defineAction({
  id: 'portal:DescribeEmployee',
  summary: 'Tell whom a portal session belongs to; refused once it has ended or the person is disabled.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ loginId: z.string() }),
  output: z.object({ spaceName: z.string(), userName: z.string(), displayName: z.string() }),

  async run({ db, actor, now }, { loginId }) {
    const { spaceId, userName, displayName } = await getEmployee(db, actor);
    if (!(await portalLogins.isOpen(db, spaceId, loginId, now))) throw loginRequired();
    const space = await spaces.findById(db, spaceId);
    if (!space) throw spaceNotFound(spaceId);
    return { spaceName: space.name, userName, displayName };
  },
});
