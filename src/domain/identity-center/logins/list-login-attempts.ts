import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { loginAttempt } from './login-attempt.ts';
import * as loginAttempts from './login-attempt-queries.ts';

export const listLoginAttempts = defineAction({
  id: 'organization:ListLoginAttempts',
  summary: 'List logins and refusals, the latest first; found by reference code or user name.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), filter: z.string().max(256).default(''), ...pageInput }),
  output: z.object({ loginAttempts: z.array(loginAttempt), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await loginAttempts.list(db, spaceId, listing);
    return { loginAttempts: items, totalCounts: total };
  },
});
