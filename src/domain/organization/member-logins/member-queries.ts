import type { Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';

/** A member of the organization; until the transaction ends, it stays one. */
export async function hold(
  db: Transaction,
  organizationId: number,
  uin: number,
): Promise<{ uin: number; name: string; cloudSite: string; memberType: 'Create' | 'Invite' } | undefined> {
  return db
    .selectFrom('accounts')
    .select(['uin', 'name', 'cloud_site as cloudSite', 'member_type as memberType'])
    .where('organization_id', '=', organizationId)
    .where('uin', '=', uin)
    .where('kind', '=', 'member')
    .forShare()
    .executeTakeFirst();
}

interface Search {
  search: string;
  /** Only these accounts. */
  among?: readonly number[] | undefined;
  offset: number;
  limit: number;
}

/** The organization's members, with or without permissions, by name. */
export async function list(
  db: Transaction,
  organizationId: number,
  { search, among, offset, limit }: Search,
): Promise<Page<{ uin: number; name: string; cloudSite: string }>> {
  const members = db
    .selectFrom('accounts')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'member')
    .$if(among !== undefined, (of) => of.where('uin', 'in', [...(among ?? []), 0]))
    .where((where) =>
      where.or([
        where('name', 'ilike', containing(search)),
        where(where.cast<string>('uin', 'text'), 'like', containing(search)),
      ]),
    );
  const { total } = await members
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = await members
    .select(['uin', 'name', 'cloud_site as cloudSite'])
    .orderBy('name')
    .offset(offset)
    .limit(limit)
    .execute();
  return { items, total };
}
