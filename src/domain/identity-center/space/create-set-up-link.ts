import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { hashSecret } from '../../../platform/secrets.ts';
import { organizations } from '../../organization/index.ts';
import * as setUpLinks from './set-up-link-queries.ts';

export const createSetUpLink = defineAction({
  id: 'organization:CreateSetUpLink',
  summary: 'Make the one-time link that sets up an empty installation; none when it is set up.',
  effect: 'write',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ setUpUrl: z.string().optional() }),

  async run({ db, now, random, settings }) {
    if (!(await organizations.isEmpty(db))) return {};
    const token = random.secret();
    await setUpLinks.replace(db, hashSecret(token), now);
    return { setUpUrl: `${settings.baseUrl}/console/set-up?token=${token}` };
  },
});
