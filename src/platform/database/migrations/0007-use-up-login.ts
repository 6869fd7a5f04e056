import { type Kysely, sql } from 'kysely';

/**
 * A login uses up its request and its assertion, finds its user and leaves login, trace and audit row, all or
 * nothing, in one round trip. It is a function because the server plans the statements of a function once for a
 * connection: as one plain statement it costs the embedded database six times as much.
 *
 * It only carries out; what its answer means is said in `logins/use-up.ts`. Steps that do not hold end it early:
 * what was used up before stays used up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function use_up_login(p jsonb, response_sealed text) returns jsonb language plpgsql as $$
    declare
      person users%rowtype;
      going_to text;
    begin
      perform from sso_settings where space_id = p->>'spaceId' and revision = (p->>'revision')::integer;
      if not found then return jsonb_build_object('isCurrent', false); end if;

      if p->>'requestId' is not null then
        update login_requests set consumed_at = (p->>'now')::timestamptz
          where request_id = p->>'requestId' and space_id = p->>'spaceId' and p->'browserHashes' ? browser_hash
            and purpose = p->>'purpose' and consumed_at is null and expires_at > (p->>'now')::timestamptz
          returning return_to into going_to;
        if not found then return jsonb_build_object('isCurrent', true); end if;
      end if;

      insert into consumed_assertions (audience, assertion_id, expires_at)
        values ('space:' || (p->>'spaceId'), p->>'assertionId', (p->>'usableUntil')::timestamptz)
        on conflict do nothing;
      if not found then
        return jsonb_build_object('isCurrent', true, 'returnTo', going_to, 'isFirstUse', false);
      end if;

      select * into person from users
        where space_id = p->>'spaceId' and lower(user_name) = lower(p->>'nameId') and user_name = p->>'nameId';
      if person.status = 'Enabled' and p->>'purpose' = 'login' then
        insert into portal_logins (login_id, space_id, user_id, name_id, name_id_attributes, session_index,
                                   session_hash, created_at, expires_at)
          values (p->>'loginId', p->>'spaceId', person.user_id, p->>'nameId', p->'nameIdAttributes',
                  p->>'sessionIndex', p->>'sessionHash', (p->>'now')::timestamptz, (p->>'expiresAt')::timestamptz);
        insert into login_attempts (reference, space_id, purpose, outcome, user_name, address, occurred_at, steps,
                                    attributes, response_sealed)
          values (p->>'reference', p->>'spaceId', 'login', 'accepted', p->>'userName', p->>'address',
                  (p->>'now')::timestamptz, p->'steps', p->'attributes', use_up_login.response_sealed);
        insert into audit_events (action, actor, input, occurred_at)
          values (p->>'action', p->'actor', p->'input', (p->>'now')::timestamptz);
      end if;
      return jsonb_build_object(
        'isCurrent', true, 'returnTo', going_to, 'isFirstUse', true, 'userId', person.user_id,
        'userName', person.user_name, 'displayName', person.display_name, 'status', person.status);
    end $$`.execute(db);
  // Sealed bytes do not compress.
  await sql`alter table login_attempts alter column response_sealed set storage external`.execute(db);
}
