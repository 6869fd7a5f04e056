import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import type { Grantee } from '../users/grant-queries.ts';
import * as access from './access-queries.ts';
import { getEmployee } from './employee.ts';
import * as entries from './entry-queries.ts';
import { portalAccount } from './portal-account.ts';

const shownEntries = 6;

const recentEntry = z.object({
  account: portalAccount.pick({ uin: true, name: true, isAdmin: true, environment: true }),
  /** Null when it was entered as a CAM user. */
  configuration: z.object({ id: z.string(), name: z.string() }).nullable(),
  camUserName: z.string().nullable(),
  enteredAt: z.date(),
});

export const listRecentEntries = defineAction({
  id: 'portal:ListRecentEntries',
  summary: 'List the ways into accounts that a person took last and may still take.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({}),
  output: z.object({ entries: z.array(recentEntry) }),

  async run({ db, actor, now }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const taken = await entries.listRecent(db, spaceId, userId, 2 * shownEntries);
    const shown: z.output<typeof recentEntry>[] = [];
    for (const entry of taken) {
      const way = await wayInto(db, spaceId, { userId, now }, entry);
      if (way) shown.push({ ...way, enteredAt: entry.enteredAt });
      if (shown.length === shownEntries) break;
    }
    return { entries: shown };
  },
});

/** Undefined when it is closed by now. */
async function wayInto(
  db: ActionContext['db'],
  spaceId: string,
  grantee: Grantee,
  { uin, permissionConfigurationId }: { uin: number; permissionConfigurationId: string },
) {
  const account = await access.findAccount(db, spaceId, uin);
  if (!account) return undefined;
  if (permissionConfigurationId === '') {
    const camUser = await access.findCamUserAccess(db, spaceId, grantee, uin);
    return camUser?.camUserName
      ? { account, configuration: null, camUserName: camUser.camUserName }
      : undefined;
  }
  const granted = await access.listConfigurations(db, spaceId, grantee, uin);
  const configuration = granted.find(({ id, isReady }) => id === permissionConfigurationId && isReady);
  return configuration && { account, configuration, camUserName: null };
}
