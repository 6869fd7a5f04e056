import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { type KeysetPage, type Order, readPage, type Wanted } from '../../../platform/database/keyset.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { User } from './user.ts';
import { toUser } from './user-queries.ts';

export interface UserFilter {
  filter: string;
  userStatus?: User['userStatus'] | undefined;
  userType?: User['userType'] | undefined;
}

export const byName: Order = {
  name: 'user-name',
  value: sql`lower(users.user_name)`,
  type: 'text',
  id: sql`users.user_id`,
};

export const byAge = (sortType: 'Asc' | 'Desc'): Order => ({
  name: `user-age-${sortType}`,
  value: sql`users.created_at`,
  type: 'timestamptz',
  id: sql`users.user_id`,
  descending: sortType === 'Desc',
});

export async function count(db: Transaction, spaceId: string, filter: UserFilter): Promise<number> {
  const { total } = await found(db, spaceId, filter)
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Users, each with whether it is in one of these groups. */
export async function list(
  db: Transaction,
  spaceId: string,
  { filterGroups, ...filter }: UserFilter & { filterGroups: readonly string[] },
  order: Order,
  wanted: Wanted,
): Promise<KeysetPage<User & { isSelected: boolean }>> {
  const isSelected = sql<boolean>`exists (
    select from group_members m
    where m.user_id = users.user_id and m.space_id = ${spaceId} and m.group_id = any(${[...filterGroups]}::text[]))`;
  const users = found(db, spaceId, filter).selectAll().select(isSelected.as('is_selected'));
  const { rows, ...page } = await readPage(users, order, wanted);
  return { ...page, rows: rows.map((row) => ({ ...toUser(row), isSelected: row.is_selected })) };
}

const found = (db: Transaction, spaceId: string, { filter, userStatus, userType }: UserFilter) =>
  db
    .selectFrom('users')
    .where('space_id', '=', spaceId)
    .$if(filter !== '', (query) => query.where(matches(filter)))
    .$if(userStatus !== undefined, (query) => query.where('status', '=', userStatus ?? 'Enabled'))
    .$if(userType !== undefined, (query) => query.where('source', '=', userType ?? 'Manual'));

/** As the index on it has it, line by line. */
const text = sql`users.user_name || E'\\n' || users.display_name || E'\\n' || users.first_name || E'\\n' || users.last_name
  || E'\\n' || users.email || E'\\n' || users.user_id || E'\\n' || users.description`;

/** In one of these; what is typed on one line is found in one line. */
const matches = (filter: string) => sql<boolean>`(${text}) ilike ${containing(filter)}`;
