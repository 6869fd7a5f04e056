import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { type KeysetPage, type Order, readPage, type Wanted } from '../../../platform/database/keyset.ts';
import { beginningWith, containing } from '../../../platform/database/patterns.ts';
import type { Group } from './group.ts';
import type { GroupNameFilter } from './group-filter.ts';
import { withMemberCount } from './group-queries.ts';

export interface GroupFilter {
  filter?: GroupNameFilter | undefined;
  search: string;
  groupType?: Group['groupType'] | undefined;
}

export const byName: Order = {
  name: 'group-name',
  value: sql`lower(user_groups.group_name)`,
  type: 'text',
  id: sql`user_groups.group_id`,
};

export const byAge = (sortType: 'Asc' | 'Desc'): Order => ({
  name: `group-age-${sortType}`,
  value: sql`user_groups.created_at`,
  type: 'timestamptz',
  id: sql`user_groups.group_id`,
  descending: sortType === 'Desc',
});

export async function count(db: Transaction, spaceId: string, filter: GroupFilter): Promise<number> {
  const { total } = await db
    .selectFrom('user_groups')
    .select((of) => of.fn.countAll<number>().as('total'))
    .where('space_id', '=', spaceId)
    .where(matches(filter))
    .executeTakeFirstOrThrow();
  return total;
}

/** Groups, each with whether one of these users is in it. */
export async function list(
  db: Transaction,
  spaceId: string,
  { filterUsers, ...filter }: GroupFilter & { filterUsers: readonly string[] },
  order: Order,
  wanted: Wanted,
): Promise<KeysetPage<Group & { isSelected: boolean }>> {
  const isSelected = sql<boolean>`exists (
    select from group_members m
    where m.group_id = user_groups.group_id and m.space_id = ${spaceId} and m.user_id = any(${[...filterUsers]}::text[]))`;
  const groups = withMemberCount(db, spaceId).where(matches(filter)).select(isSelected.as('isSelected'));
  return readPage(groups, order, wanted);
}

const matches = ({ filter, search, groupType }: GroupFilter) => sql<boolean>`
  (${search} = '' or user_groups.group_name ilike ${containing(search)} or user_groups.description ilike ${containing(search)})
  and (${groupType ?? ''} = '' or user_groups.source = ${groupType ?? ''})
  and ${filter ? byFilter(filter) : sql`true`}`;

const byFilter = ({ operator, value }: GroupNameFilter) =>
  operator === 'eq'
    ? sql`lower(user_groups.group_name) = lower(${value})`
    : sql`user_groups.group_name ilike ${beginningWith(value)}`;
