import { sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { LoginAttempt, LoginStep, LoginTrace } from './login-attempt.ts';
import type { AuditedLogin } from './login-queries.ts';

export async function insert(db: Transaction, spaceId: string, trace: LoginTrace): Promise<void> {
  await db.insertInto('login_attempts').values(toRow(spaceId, trace)).execute();
}

const toRow = (
  spaceId: string,
  { time, userName, steps, attributes, responseSealed, ...attempt }: LoginTrace,
) => ({
  ...attempt,
  space_id: spaceId,
  user_name: userName,
  occurred_at: time,
  steps: JSON.stringify(steps),
  attributes: JSON.stringify(attributes),
  response_sealed: responseSealed ?? null,
});

/** The attempt and its audit row, in one statement. */
export async function insertAudited(
  db: Transaction,
  spaceId: string,
  trace: LoginTrace,
  { action, actor, auditRequestId, input }: AuditedLogin,
): Promise<void> {
  await db
    .with('audit', (audit) =>
      audit.insertInto('audit_events').values({
        organization_id: sql`(select organization_id from spaces where space_id = ${spaceId})`,
        action,
        outcome: trace.outcome === 'refused' ? 'refused' : 'done',
        code: trace.reason,
        actor: JSON.stringify(actor),
        actor_name: actor.kind,
        address: trace.address,
        request_id: auditRequestId,
        input: JSON.stringify(input),
        occurred_at: trace.time,
      }),
    )
    .insertInto('login_attempts')
    .values(toRow(spaceId, trace))
    .execute();
}

const summary = [
  'reference',
  'purpose',
  'outcome',
  'reason',
  'found',
  'expected',
  'user_name as userName',
  'address',
  'occurred_at as time',
] as const;

export async function list(
  db: Transaction,
  spaceId: string,
  { filter, offset, maxResults }: Listing,
): Promise<Page<LoginAttempt>> {
  const found = db
    .selectFrom('login_attempts')
    .where('space_id', '=', spaceId)
    .where((where) =>
      where.or([
        where('reference', '=', filter.toUpperCase()),
        where('user_name', 'ilike', containing(filter)),
      ]),
    );
  const { total } = await found
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await found
    .select(summary)
    .orderBy('occurred_at', 'desc')
    .orderBy('reference')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}

/** The latest of one person, by the name as it is written. */
export async function listOfUser(
  db: Transaction,
  spaceId: string,
  userName: string,
  most: number,
): Promise<LoginAttempt[]> {
  return db
    .selectFrom('login_attempts')
    .select(summary)
    .where('space_id', '=', spaceId)
    .where('user_name', '=', userName)
    .orderBy('occurred_at', 'desc')
    .orderBy('reference')
    .limit(most)
    .execute();
}

export async function find(
  db: Transaction,
  spaceId: string,
  reference: string,
): Promise<LoginTrace | undefined> {
  const row = await db
    .selectFrom('login_attempts')
    .select([...summary, 'steps', 'attributes', 'response_sealed'])
    .where('space_id', '=', spaceId)
    .where('reference', '=', reference)
    .executeTakeFirst();
  if (!row) return undefined;
  const { steps, attributes, response_sealed, ...attempt } = row;
  return {
    ...attempt,
    steps: steps as LoginStep[],
    attributes: attributes as Record<string, string[]>,
    responseSealed: response_sealed ?? undefined,
  };
}
