import { type Selectable, sql } from 'kysely';
import type { Listing, Page } from '../../../action/page.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { containing } from '../../../platform/database/patterns.ts';
import type { ScimRequestLogTable } from '../../../platform/database/tables.ts';
import { type LoggedObject, type LoggedRequest, loggedRequest } from './request-log.ts';

interface LogListing extends Listing {
  resourceType?: 'User' | 'Group' | undefined;
  onlyFailing: boolean;
}

/** The object with the latest request first. */
export async function list(
  db: Transaction,
  spaceId: string,
  { filter, resourceType, onlyFailing, offset, maxResults }: LogListing,
): Promise<Page<LoggedObject>> {
  let query = db.selectFrom('scim_request_log').where('space_id', '=', spaceId);
  if (onlyFailing) query = query.where('is_failing', '=', true);
  if (resourceType) query = query.where('resource_type', '=', resourceType);
  if (filter !== '') {
    const text = containing(filter);
    query = query.where((where) =>
      where.or(
        (['name', 'resource_id', 'external_id'] as const).map((column) => where(column, 'ilike', text)),
      ),
    );
  }
  const { total } = await query
    .select((of) => of.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('last_request_at', 'desc')
    .orderBy('entry_id', 'desc')
    .offset(offset)
    .limit(maxResults)
    .execute();
  return { items: rows.map(toObject), total };
}

export async function find(
  db: Transaction,
  spaceId: string,
  entryId: number,
): Promise<{ object: LoggedObject; requests: LoggedRequest[] } | undefined> {
  const row = await db
    .selectFrom('scim_request_log')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('entry_id', '=', sql<number>`${entryId}::bigint`)
    .executeTakeFirst();
  return row && { object: toObject(row), requests: requestsOf(row) };
}

const requestsOf = (row: Selectable<ScimRequestLogTable>): LoggedRequest[] =>
  (row.requests as unknown[]).map((request) => loggedRequest.parse(request));

function toObject(row: Selectable<ScimRequestLogTable>): LoggedObject {
  const [lastRequest] = requestsOf(row);
  return {
    entryId: row.entry_id,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    name: row.name,
    externalId: row.external_id,
    isFailing: row.is_failing,
    lastError: row.last_error === null ? null : loggedRequest.parse(row.last_error),
    lastRequest: lastRequest as LoggedRequest,
  };
}
