import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { Draft } from './draft.ts';

const columns = sql`
  draft_id as "draftId", revision, uins,
  case when department_id is not null then jsonb_build_object('departmentId', department_id, 'name', (select name from departments d where d.department_id = authorization_drafts.department_id), 'withBelow', with_below,
                                                              'includesAdmin', includes_admin) end as place,
  user_ids as "userIds", group_ids as "groupIds",
  permission_configuration_ids as "roleConfigurationIds", starts_at as "startTime", ends_at as "endTime",
  created_at as "createTime", updated_at as "updateTime"`;

export async function insert(
  db: Transaction,
  spaceId: string,
  draft: { draftId: string; owner: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('authorization_drafts')
    .values({
      draft_id: draft.draftId,
      space_id: spaceId,
      owner: draft.owner,
      starts_at: null,
      ends_at: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

/** The latest first; those of others and those left alone for long are not there. */
export async function list(
  db: Transaction,
  spaceId: string,
  { owner, changedSince }: { owner: string; changedSince: Date },
): Promise<Draft[]> {
  const { rows } = await sql<Draft>`
    select ${columns} from authorization_drafts
    where space_id = ${spaceId} and owner = ${owner} and updated_at > ${changedSince}
    order by updated_at desc, draft_id`.execute(db);
  return rows;
}

/** Locked, so that what is submitted is what was reviewed. */
export async function lock(
  db: Transaction,
  spaceId: string,
  { draftId, owner, changedSince }: { draftId: string; owner: string; changedSince: Date },
): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`
    select ${columns} from authorization_drafts
    where space_id = ${spaceId} and owner = ${owner} and draft_id = ${draftId} and updated_at > ${changedSince}
    for update`.execute(db);
  return rows[0];
}

export async function update(db: Transaction, spaceId: string, draft: Draft, now: Date): Promise<void> {
  await sql`
    update authorization_drafts
    set revision = revision + 1, uins = ${draft.uins}::bigint[], department_id = ${draft.place?.departmentId ?? null}::bigint,
        with_below = ${draft.place?.withBelow ?? true}, includes_admin = ${draft.place?.includesAdmin ?? false}, user_ids = ${draft.userIds}::text[],
        group_ids = ${draft.groupIds}::text[], permission_configuration_ids = ${draft.roleConfigurationIds}::text[],
        starts_at = ${draft.startTime}, ends_at = ${draft.endTime}, updated_at = ${now}
    where space_id = ${spaceId} and draft_id = ${draft.draftId}`.execute(db);
}

export async function remove(db: Transaction, spaceId: string, draftId: string): Promise<void> {
  await db
    .deleteFrom('authorization_drafts')
    .where('space_id', '=', spaceId)
    .where('draft_id', '=', draftId)
    .execute();
}

/** Those that nobody went on with. */
export async function removeExpired(db: Transaction, spaceId: string, changedUntil: Date): Promise<void> {
  await db
    .deleteFrom('authorization_drafts')
    .where('space_id', '=', spaceId)
    .where('updated_at', '<=', changedUntil)
    .execute();
}
