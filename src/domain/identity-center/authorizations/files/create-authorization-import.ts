import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { draftExpiry, ownerOf } from '../drafts/draft.ts';
import { authorizationFile, readAuthorizationFile } from './authorization-file.ts';
import { importMode } from './authorization-import.ts';
import * as imports from './import-queries.ts';

export const createAuthorizationImport = defineAction({
  id: 'organization:CreateAuthorizationImport',
  summary:
    'Ours. Bring a file of authorizations, CSV or JSON, to see what it would do; nothing is changed yet.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  // A file is long; the trail says what became of it.
  secret: ['file'],
  input: z.object({ zoneId: z.string(), mode: importMode.default('add'), file: authorizationFile }),
  output: z.object({ importId: z.string(), lineCount: z.int() }),

  async run({ db, actor, now, random }, { zoneId, mode, file }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const lines = readAuthorizationFile(file);
    const owner = ownerOf(actor);
    await imports.removeFormer(db, spaceId, { owner, createdUntil: draftExpiry(now) });
    const importId = random.id('ai');
    await imports.insert(db, spaceId, { importId, owner, mode }, lines, now);
    return { importId, lineCount: lines.length };
  },
});
