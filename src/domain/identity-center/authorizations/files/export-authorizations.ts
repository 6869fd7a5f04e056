import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { authorizationColumns } from './authorization-file.ts';
import * as exported from './export-queries.ts';

const rowsAtOnce = 5000;

export const exportAuthorizations = defineAction({
  id: 'organization:ExportAuthorizations',
  summary:
    'Ours. Read the next five thousand authorizations for a file, those to departments first; inherited ones follow from these.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListRoleAssignments',
  input: z.object({
    zoneId: z.string(),
    /** The key of the last row of the page before. */
    after: exported.key.optional(),
  }),
  output: z.object({
    rows: z.array(z.record(z.enum(authorizationColumns), z.string())),
    next: exported.key.optional(),
  }),

  async run({ db, actor, now }, { zoneId, after }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const departments = after ? [] : await exported.listOfDepartments(db, spaceId, now);
    const { rows, next } = await exported.listOfAccounts(db, spaceId, now, { after, limit: rowsAtOnce });
    return { rows: [...departments, ...rows], ...(next && { next }) };
  },
});
