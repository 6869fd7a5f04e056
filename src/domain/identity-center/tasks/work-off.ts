import { sql } from 'kysely';
import type { ActionContext } from '../../../action/define-action.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { inParallel } from '../../../platform/in-parallel.ts';
import { accountNotFound, accounts, organizations } from '../../organization/index.ts';
import { planRelease, planSynchronization } from '../cam-user-synchronizations/synchronization-work.ts';
import type { CloudAccount } from '../deployment/cloud-account.ts';
import { connectCloudAccount, isLocal, siteOf } from '../deployment/connect-cloud-account.ts';
import { planDeployment } from '../deployment/deployment-work.ts';
import * as spaces from '../space/space-queries.ts';
import type { Lease } from './lease.ts';
import * as tasks from './waiting-task-queries.ts';
import { isIndependent, type Target, type Unit, unitsOf, type Work, type WorkContext } from './work.ts';

/** How many tasks are taken up together, and how long an account is worked on before others get their turn. */
const tasksTogether = 500;
const turnMilliseconds = 10_000;

/** Independent units of one account that wait for the cloud at the same time. */
const unitsAtOnce = 4;

/** Works until nothing is left or the turn is over; returns how many tasks were taken up. */
export async function workOff(context: ActionContext, lease: Lease): Promise<number> {
  const begun = performance.now();
  let worked = 0;
  for (;;) {
    const units = await takeUp(context, lease);
    if (units.length === 0) return worked;
    const account = await findAccount(context, lease);
    if (isLocal(account.site)) await workLocally(context, lease, account, units);
    else await workRemotely(context, lease, account, units);
    worked += units.reduce((sum, unit) => sum + unit.tasks.length, 0);
    if (performance.now() - begun > turnMilliseconds) return worked;
  }
}

async function takeUp({ db, now }: ActionContext, { spaceId, uin }: Lease): Promise<Unit[]> {
  await tasks.giveUp(db, spaceId, uin, now);
  await tasks.failAbandonedDeployments(db, spaceId, uin, now);
  return unitsOf(await tasks.takeUp(db, spaceId, uin, tasksTogether, now));
}

type FoundAccount = Target & { adminUin: number; refusal?: DomainError };

/** An account that has left is worked on too: its tasks end. */
async function findAccount(context: ActionContext, { spaceId, uin }: Lease): Promise<FoundAccount> {
  const { db, settings } = context;
  const space = await spaces.findById(db, spaceId);
  if (!space) throw new Error(`There is no space ${spaceId}.`);
  const organization = await organizations.find(db, space.organizationId);
  const account = await accounts.find(db, space.organizationId, uin);
  const local = settings.cloudSites.local as Target['site'];
  const target = { space, uin, adminUin: organization?.adminUin ?? 0 };
  if (!account) return { ...target, site: local, refusal: accountNotFound(uin) };
  try {
    return { ...target, site: siteOf(context, account) };
  } catch (error) {
    if (error instanceof DomainError) return { ...target, site: local, refusal: error };
    throw error;
  }
}

/**
 * Our own accounts: all of it is one transaction, so nothing is ever half done. What is refused is undone for itself.
 */
async function workLocally(context: ActionContext, lease: Lease, account: FoundAccount, units: Unit[]) {
  const failed = await context.inTransaction(async (db) => {
    await lease.holdIn(db);
    // An account that leaves meanwhile waits, and takes out of the account what is put there now.
    await accounts.hold(db, account.space.organizationId, account.uin);
    const within = { ...context, db };
    const errors: unknown[] = [];
    for (const unit of units) {
      const cloud = () => connectCloudAccount(within, account.site, idsOf(account), lease.keep);
      await inSavepoint(db, async () => {
        const work = await planOf(within, account, unit);
        const failure = await refusalOf(account, () => inSavepoint(db, () => work.act(cloud(), db)));
        await work.record(within, failure);
      }).catch((error: unknown) => errors.push(error));
    }
    return errors;
  });
  if (failed.length > 0) throw failed[0];
}

const idsOf = ({ uin, space, adminUin }: FoundAccount) => ({ uin, spaceId: space.spaceId, adminUin });

async function inSavepoint(db: Transaction, work: () => Promise<void>): Promise<void> {
  await sql`savepoint unit`.execute(db);
  try {
    await work();
    await sql`release savepoint unit`.execute(db);
  } catch (error) {
    await sql`rollback to savepoint unit`.execute(db);
    await sql`release savepoint unit`.execute(db);
    throw error;
  }
}

/** A real cloud: no transaction is open while it is waited for. */
async function workRemotely(context: ActionContext, lease: Lease, account: FoundAccount, units: Unit[]) {
  const errors: unknown[] = [];
  const perform = (unit: Unit) =>
    performRemotely(context, lease, account, unit).catch((error: unknown) => errors.push(error));
  await inParallel(units.filter(isIndependent), unitsAtOnce, perform);
  for (const unit of units.filter((other) => !isIndependent(other))) await perform(unit);
  if (errors.length > 0) throw errors[0];
}

async function performRemotely(
  context: ActionContext,
  lease: Lease,
  account: FoundAccount,
  unit: Unit,
): Promise<void> {
  await lease.keep();
  const cloud = (): CloudAccount => connectCloudAccount(context, account.site, idsOf(account), lease.keep);
  const work = await context.inTransaction((db) => planOf({ ...context, db }, account, unit));
  const failure = await refusalOf(account, async () => work.act(cloud(), context.db));
  await context.inTransaction(async (db) => {
    await lease.holdIn(db);
    await accounts.hold(db, account.space.organizationId, account.uin);
    await work.record({ ...context, db }, failure);
  });
}

function planOf(context: WorkContext, target: Target, unit: Unit): Promise<Work> {
  if (unit.kind === 'deployment') return planDeployment(context, target, unit);
  if (unit.kind === 'synchronization') return planSynchronization(context, target, unit);
  return planRelease(context, target, unit);
}

/** Why it cannot be done, in words; anything else that goes wrong is no outcome and is tried again. */
async function refusalOf(
  { refusal }: FoundAccount,
  act: () => Promise<void>,
): Promise<DomainError | undefined> {
  if (refusal) return refusal;
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
