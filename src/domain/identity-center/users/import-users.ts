import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { insertUsers } from './create-users.ts';
import { userFile } from './user-file.ts';
import { importOutcome, planImport } from './user-import.ts';

export const importUsers = defineAction({
  id: 'organization:ImportUsers',
  summary: 'Ours. Create the users of a CSV file; lines that cannot be created are left out and say why.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  // A file is long; the trail says whom it created.
  secret: ['csv'],
  input: z.object({ zoneId: z.string(), csv: userFile }),
  output: z.object(importOutcome),

  async run(context, { zoneId, csv }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const { lines, counts, created } = await planImport(context, space, csv);
    await insertUsers(context, space, created);
    context.changed(null, { ...counts, userNames: created.map(({ userName }) => userName) });
    return { lines, counts };
  },
});
