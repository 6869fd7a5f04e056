import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as administrators from './administrator-queries.ts';

export const getAdministrator = defineAction({
  id: 'organization:GetAdministrator',
  summary: 'Find whom a console session belongs to; nobody when the root user is gone.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({ uin: z.int() }),
  output: z.object({
    administrator: z
      .object({ uin: z.int(), organizationId: z.int(), email: z.string(), accountName: z.string() })
      .optional(),
  }),

  async run({ db }, { uin }) {
    return { administrator: await administrators.find(db, uin) };
  },
});
