import type { Principal } from '../../src/action/actor.ts';
import { systemActor } from '../../src/action/actor.ts';
import { createExecute } from '../../src/action/execute.ts';
import { createApp } from '../../src/app.ts';
import { catalogue } from '../../src/catalogue.ts';
import { localSite } from '../../src/config.ts';
import { recordAudit } from '../../src/domain/audit/record-audit.ts';
import { setUpIdentityCenter } from '../../src/domain/identity-center/space/set-up-identity-center.ts';
import { recognize } from '../../src/domain/sts/index.ts';
import { performJob } from '../../src/doors/worker/worker.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createVault } from '../../src/platform/secrets.ts';
import { loginRecords } from '../../src/platform/sessions/login-records.ts';
import { sessionRecords } from '../../src/platform/sessions/session-records.ts';
import type { Settings } from '../../src/platform/settings.ts';
import { countingRandom } from './counting-random.ts';
import { emptyDatabase } from './database.ts';

export const rootPassword = 'correct horse battery';

export type World = Awaited<ReturnType<typeof newWorld>>;

/** A fresh product: empty database, stopped clock, countable ids. */
export async function newWorld({
  baseUrl = 'https://login.example.com',
  startsAt = '2026-07-29T16:09:09Z',
} = {}) {
  const { db, jobs } = await emptyDatabase();
  const clock = stoppedClock(startsAt);
  const random = countingRandom();
  const settings = testSettings(baseUrl);
  const logged: string[] = [];
  const log = createLog('trace', { write: (line) => logged.push(line) });
  const execute = createExecute({
    db,
    clock,
    random,
    vault: createVault(Buffer.alloc(32, 7)),
    settings,
    recognize,
    recordAudit,
    enqueue: (context, action, input) =>
      jobs.enqueue(
        context.db,
        { action: action.id, input, requestId: context.origin.requestId },
        action.lane,
      ),
  });
  return {
    db,
    clock,
    settings,
    execute,
    /** Every line of the log so far. */
    logged,
    app: createApp({
      execute,
      clock,
      random,
      log,
      settings,
      records: sessionRecords(db, clock),
      logins: loginRecords(db, clock),
      sessionSecret: 'a secret of at least 32 characters',
      trustProxy: false,
      isReady: async () => true,
    }),
    /** Runs every job that is waiting; returns how many there were. */
    runJobs: () => jobs.drain(performJob({ execute, catalogue, log })),
    /** What was done so far, without what was refused. */
    auditTrail: async () => (await auditOf(db, 'done')).map(({ action }) => action),
    /** What was refused so far: which action, and why. */
    refusals: async () => (await auditOf(db, 'refused')).map(({ action, code }) => `${action} ${code}`),
  };
}

/** In the order in which it was written down, whether it has been chained by now or not. */
const auditOf = (db: Database, outcome: 'done' | 'refused') =>
  db
    .selectFrom('audit_events')
    .select(['event_id', 'action', 'code'])
    .where('outcome', '=', outcome)
    .unionAll(
      db.selectFrom('audit_records').select(['event_id', 'action', 'code']).where('outcome', '=', outcome),
    )
    .orderBy('event_id')
    .execute();

function testSettings(baseUrl: string): Settings {
  const site = (host: string) => ({
    roleAcsUrl: `https://${host}/login/saml`,
    roleAudience: host,
    userAcsUrl: `https://${host}/login/saml`,
    userAudience: host,
    rolePrefix: 'IdentityCenter-',
    providerPrefix: 'IdentityCenter-',
  });
  return {
    baseUrl,
    clockSkewSeconds: 60,
    samlResponseBytes: 262_144,
    samlSecondOpinion: false,
    loginTraceDays: 90,
    metadataRefreshSeconds: 21_600,
    metadataPrivateHosts: [],
    portalSessionSeconds: 28_800,
    loginRequestSeconds: 600,
    createdMembersPerEntity: 2000,
    auditDays: 0,
    trackingFolder: '/nonexistent',
    trackingPrivateHosts: [],
    cloudApiCallsPerSecond: 20,
    // What is expensive for whoever guesses would be the most expensive part of every test.
    passwordCost: 2,
    cloudSites: {
      local: localSite(baseUrl),
      'tencent-cn': { name: 'tencent-cn', ...site('cloud.tencent.com') },
      'tencent-intl': { name: 'tencent-intl', ...site('intl.cloud.tencent.com') },
    },
  };
}

function stoppedClock(start: string) {
  let now = new Date(start);
  return {
    now: () => now,
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}

/** An organization with an open space, and its administrator. */
export async function foundSpace(
  world: World,
  names: { organizationName?: string; spaceName?: string; email?: string } = {},
) {
  const founded = await world.execute(setUpIdentityCenter, systemActor, {
    organizationName: 'Northwind',
    accountName: 'Northwind HQ',
    spaceName: 'northwind',
    email: 'root@northwind.example',
    ...names,
    password: rootPassword,
  });
  const administrator: Principal = {
    kind: 'principal',
    organizationId: founded.organizationId,
    uin: founded.adminUin,
    identity: { type: 'root' },
  };
  return { ...founded, administrator };
}
