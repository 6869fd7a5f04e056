import { systemActor } from '../../action/actor.ts';
import type { AnyAction } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { forgetRecords } from '../../domain/audit/forget-records.ts';
import { endAuthorizations } from '../../domain/identity-center/authorizations/ending/end-authorizations.ts';
import { sweepExpired } from '../../domain/identity-center/logins/sweep-expired.ts';
import { sweepScimRequestLog } from '../../domain/identity-center/scim/sweep-scim-request-log.ts';
import { scheduleMetadataRefresh } from '../../domain/identity-center/sso/schedule-metadata-refresh.ts';
import { sweepExpiredSessions } from '../../domain/sts/sessions/sweep-expired-sessions.ts';
import type { Job, JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Log } from '../../platform/log.ts';
import { withOrigin } from '../../platform/origin.ts';
import { accountsAtOnce, openRoom, takeOverWaiting } from './account-workers.ts';
import { deliverAll, sealAll } from './audit-rounds.ts';
import { inheritAll } from './inheritance-round.ts';
import { inRounds } from './rounds.ts';

interface WorkerParts {
  execute: Execute;
  catalogue: ReadonlyMap<string, AnyAction>;
  log: Log;
}

interface WorkerStart extends WorkerParts {
  /** What the database wants done now and then. */
  keepUp(): Promise<unknown>;
}

const sweepEveryMilliseconds = 10 * 60_000;
const sealEveryMilliseconds = 1000;
const deliverEveryMilliseconds = 2000;
const inheritEveryMilliseconds = 1000;
const takeOverEveryMilliseconds = 5000;
const keepUpEveryMilliseconds = 15_000;
/** How long a session may outlive the authorization that it stands on; nobody enters anew in that time. */
const endEveryMilliseconds = 20_000;

/** Translates a job back into an action. A name that the catalogue lost is logged and dropped. */
export function performJob({ execute, catalogue, log }: WorkerParts): (job: Job) => Promise<void> {
  return async ({ action: id, input, requestId = '' }) => {
    const action = catalogue.get(id);
    if (!action) return log.error({ action: id }, 'a job asks for an action that does not exist');
    await withOrigin({ address: '', requestId }, () => execute(action, systemActor, input));
  };
}

const endOver = ({ execute }: WorkerParts) => execute(endAuthorizations, systemActor, {});

/** Works on jobs as they come and sweeps now and then; `stop` waits for what is running. */
export async function startWorker(queue: JobQueue, parts: WorkerStart): Promise<{ stop(): Promise<void> }> {
  const failed = (what: string) => (error: unknown) => parts.log.error({ err: error }, what);
  await queue.work('actions', async (job) => {
    try {
      await performJob(parts)(job);
    } catch (error) {
      parts.log.error({ err: error, action: job.action }, 'a job failed and will be tried again');
      throw error;
    }
  });
  // These jobs only wake somebody: what there is to do stands in the tasks, and is found again without them.
  const room = openRoom(accountsAtOnce);
  const accountFailed = failed('an account could not be worked on and will be tried again');
  await queue.work('accounts', (job) => room.enter(() => performJob(parts)(job).catch(accountFailed)));
  const sweeping = sweepNowAndThen(parts);
  const rounds = beginRounds(parts, room, accountFailed, failed);

  return {
    async stop() {
      clearInterval(sweeping);
      await Promise.all(rounds.map((round) => round.stop()));
      await queue.stop();
      await room.empty();
    },
  };
}

type OnError = (error: unknown) => void;

/** What is looked for again and again, on every node alike. */
function beginRounds(
  parts: WorkerStart,
  room: ReturnType<typeof openRoom>,
  accountFailed: OnError,
  failed: (what: string) => OnError,
) {
  return [
    inRounds(
      takeOverEveryMilliseconds,
      () => takeOverWaiting(parts.execute, room, accountFailed),
      failed('tasks that wait could not be looked up'),
    ),
    inRounds(
      sealEveryMilliseconds,
      () => sealAll(parts.execute),
      failed('audit events could not be chained'),
    ),
    inRounds(
      deliverEveryMilliseconds,
      () => deliverAll(parts.execute),
      failed('tracking sets could not be delivered'),
    ),
    inRounds(
      inheritEveryMilliseconds,
      () => inheritAll(parts.execute),
      failed('accounts could not inherit authorizations'),
    ),
    inRounds(endEveryMilliseconds, () => endOver(parts), failed('authorizations could not be ended')),
    inRounds(keepUpEveryMilliseconds, () => parts.keepUp(), failed('the database could not be kept up')),
  ];
}

function sweepNowAndThen({ execute, log }: WorkerParts): NodeJS.Timeout {
  const sweeps = [
    sweepExpired,
    sweepExpiredSessions,
    sweepScimRequestLog,
    scheduleMetadataRefresh,
    forgetRecords,
  ];
  const sweeping = setInterval(() => {
    for (const action of sweeps) {
      execute(action, systemActor, {}).catch((error: unknown) =>
        log.error({ err: error, action: action.id }, 'a regular job failed'),
      );
    }
  }, sweepEveryMilliseconds);
  return sweeping.unref();
}
