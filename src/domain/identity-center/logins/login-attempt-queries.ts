import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { LoginAttempt } from './login-attempt.ts';

export async function insert(
  db: Transaction,
  spaceId: string,
  { time, userName, ...attempt }: LoginAttempt,
): Promise<void> {
  await db
    .insertInto('login_attempts')
    .values({ ...attempt, space_id: spaceId, user_name: userName, occurred_at: time })
    .execute();
}

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
    .select([
      'reference',
      'outcome',
      'reason',
      'found',
      'expected',
      'user_name as userName',
      'address',
      'occurred_at as time',
    ])
    .orderBy('occurred_at', 'desc')
    .orderBy('reference')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items, total };
}
