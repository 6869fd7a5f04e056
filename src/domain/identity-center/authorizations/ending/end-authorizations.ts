import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { endDepartmentAuthorization } from '../departments/end-department-authorization.ts';
import * as inheritances from '../departments/inheritance-queries.ts';
import { endAuthorization } from './end-authorization.ts';
import * as ended from './ended-queries.ts';

/** How many are asked for at a time; the next round goes on. */
const most = 500;

export const endAuthorizations = defineAction({
  id: 'organization:EndAuthorizations',
  summary: 'Ours. Ask for the authorizations whose time is over to be taken away. A job.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ count: z.int() }),

  async run({ db, now, later }) {
    const over = await ended.listOver(db, now, most);
    for (const authorization of over) await later(endAuthorization, authorization);
    const inherited = await inheritances.listOver(db, now, most);
    for (const authorization of inherited) await later(endDepartmentAuthorization, authorization);
    return { count: over.length + inherited.length };
  },
});
