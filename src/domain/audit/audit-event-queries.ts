import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../action/actor.ts';
import type { Transaction } from '../../platform/database/database.ts';
import type { AuditEvent } from './audit-event.ts';

export async function insert(db: Transaction, event: AuditEvent): Promise<void> {
  const { actor } = event;
  await db
    .insertInto('audit_events')
    .values({
      organization_id: event.organizationId ?? organizationOf(event),
      uins: event.uins,
      action: event.action,
      effect: event.effect,
      outcome: event.outcome,
      code: event.code,
      reason: event.reason,
      actor: JSON.stringify(actor),
      actor_name: actor.kind === 'employee' ? userName(actor.userId) : event.actorName,
      address: event.address,
      request_id: event.requestId,
      input: event.input,
      before: event.before,
      after: event.after,
      details: event.details,
      occurred_at: event.time,
    })
    .execute();
}

/** A copy of what the user is called now: names of people who are gone are still found in the trail. */
const userName = (userId: string): RawBuilder<string> =>
  sql`coalesce((select user_name from users where user_id = ${userId}), ${userId})`;

/**
 * By whoever did it, else by what it was about; an installation with one organization needs no more. The first
 * that is known counts.
 */
function organizationOf({ actor, input, uins }: AuditEvent): Expression<number | null> {
  const { spaceId, zoneId, spaceName } = (JSON.parse(input) ?? {}) as Record<string, unknown>;
  const ownUin = actor.kind === 'principal' ? actor.uin : null;
  return sql<number | null>`coalesce(
    (select organization_id from accounts where uin = ${ownUin}::bigint),
    (select organization_id from spaces where space_id = ${spaceOf(actor) ?? textOf(spaceId) ?? textOf(zoneId)}::text),
    (select organization_id from spaces join space_names using (space_id) where space_names.name = ${textOf(spaceName)}::text),
    (select min(organization_id) from accounts where uin = any(${uins}::bigint[])),
    (select min(organization_id) from organizations having count(*) = 1))`;
}

const spaceOf = (actor: Actor): string | null => ('spaceId' in actor ? actor.spaceId : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
