import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { refreshMetadata } from './refresh-metadata.ts';
import * as sso from './sso-queries.ts';

export const scheduleMetadataRefresh = defineAction({
  id: 'saml:ScheduleMetadataRefresh',
  summary: 'Ask for metadata to be read again wherever that is due.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({}),

  async run({ db, now, later, settings }) {
    const before = new Date(now.getTime() - settings.metadataRefreshSeconds * 1000);
    for (const due of await sso.claimDue(db, before, now)) await later(refreshMetadata, due);
    return {};
  },
});
