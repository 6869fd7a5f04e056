import { sql } from 'kysely';
import type { Transaction } from '../../../platform/database/database.ts';
import { type LoggedRequest, objectsPerSpace, requestsPerObject, type ScimRequest } from './request-log.ts';

interface NewEntry extends ScimRequest {
  key: string;
  /** What the object went by before it had an id: what was refused under its name is its history. */
  nameKey: string | null;
  outcome: 'failed' | 'done' | 'nothing';
  /** Requests about none in particular fail by themselves: nothing that comes later mends them. */
  isAboutObject: boolean;
  logged: LoggedRequest;
}

const kept = `$[0 to ${requestsPerObject - 1}]`;

/**
 * Puts a request in front of the others of its object, of which the last few stay. What was refused before the object had
 * an id, under its name or its external id, becomes its history.
 */
export async function add(db: Transaction, spaceId: string, entry: NewEntry): Promise<void> {
  const { resourceId, resourceType = '', name, externalId, key, nameKey, outcome, logged } = entry;
  const request = JSON.stringify(logged);
  const lastError = outcome === 'failed' ? request : null;
  const isFailing = entry.isAboutObject ? { failed: true, done: false, nothing: null }[outcome] : false;
  await sql`
    with earlier as (
      delete from scim_request_log
      where space_id = ${spaceId} and resource_id = '' and object_key <> ${key} and (object_key = ${nameKey}
        or (${resourceId}::text <> '' and ${externalId}::text <> '' and external_id = ${externalId} and resource_type = ${resourceType}))
      returning requests, is_failing, last_error
    ), history as (
      select coalesce(jsonb_agg(request order by request ->> 'time' desc), '[]') as requests
      from earlier, jsonb_array_elements(earlier.requests) as request
    ), state as (
      select bool_or(is_failing) as is_failing,
             (array_agg(last_error order by last_error ->> 'time' desc nulls last))[1] as last_error
      from earlier
    )
    insert into scim_request_log as log
      (space_id, object_key, resource_type, resource_id, name, external_id, requests, is_failing, last_error, last_request_at)
    select ${spaceId}, ${key}, ${resourceType}, ${resourceId}, ${name}, ${externalId},
           jsonb_path_query_array(jsonb_build_array(${request}::jsonb) || history.requests, ${kept}::jsonpath),
           coalesce(${isFailing}::boolean, state.is_failing, false),
           coalesce(${lastError}::jsonb, state.last_error), ${logged.time}::timestamptz
    from history, state
    on conflict (space_id, object_key) do update set
      name = coalesce(nullif(excluded.name, ''), log.name),
      external_id = coalesce(nullif(excluded.external_id, ''), log.external_id),
      requests = jsonb_path_query_array(excluded.requests || log.requests, ${kept}::jsonpath),
      is_failing = coalesce(${isFailing}::boolean, log.is_failing),
      last_error = coalesce(excluded.last_error, log.last_error),
      last_request_at = excluded.last_request_at`.execute(db);
}

/** Returns what it was about; undefined when there is no such entry. */
export async function remove(
  db: Transaction,
  spaceId: string,
  entryId: number,
): Promise<{ name: string; resourceId: string } | undefined> {
  return db
    .deleteFrom('scim_request_log')
    .where('space_id', '=', spaceId)
    .where('entry_id', '=', entryId)
    .returning(['name', 'resource_id as resourceId'])
    .executeTakeFirst();
}

/** In every space alike: forgets what is old, and of the rest what is beyond the limit; what still fails last. */
export async function sweep(db: Transaction, before: Date): Promise<void> {
  await db.deleteFrom('scim_request_log').where('last_request_at', '<', before).execute();
  await sql`
    delete from scim_request_log using (
      select entry_id, row_number() over (
        partition by space_id order by is_failing desc, last_request_at desc, entry_id desc) as place
      from scim_request_log) ranked
    where scim_request_log.entry_id = ranked.entry_id and place > ${objectsPerSpace}`.execute(db);
}
