import { type Kysely, sql } from 'kysely';

/** What a person keeps of the portal, and where each login came from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table portal_logins add column address text not null default ''`.execute(db);
  await sql`
    create table portal_favourites (
      space_id   text not null references spaces on delete cascade,
      user_id    text not null references users on delete cascade,
      uin        bigint not null references accounts on delete cascade,
      created_at timestamptz not null,
      primary key (space_id, user_id, uin)
    )`.execute(db);
  await sql`
    create table portal_entries (
      space_id                    text not null references spaces on delete cascade,
      user_id                     text not null references users on delete cascade,
      uin                         bigint not null references accounts on delete cascade,
      permission_configuration_id text not null,
      entered_at                  timestamptz not null,
      primary key (space_id, user_id, uin, permission_configuration_id)
    )`.execute(db);
  await sql`create index portal_entries_recent on portal_entries (space_id, user_id, entered_at desc)`.execute(
    db,
  );
  await useUpLogin(db);
}

/** As it was, and it keeps the address with the login. */
async function useUpLogin(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function use_up_login(p jsonb, response_sealed text) returns jsonb language plpgsql as $$
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
                                   session_hash, created_at, expires_at, address)
          values (p->>'loginId', p->>'spaceId', person.user_id, p->>'nameId', p->'nameIdAttributes',
                  p->>'sessionIndex', p->>'sessionHash', (p->>'now')::timestamptz, (p->>'expiresAt')::timestamptz,
                  p->>'address');
        insert into login_attempts (reference, space_id, purpose, outcome, user_name, address, occurred_at, steps,
                                    attributes, response_sealed)
          values (p->>'reference', p->>'spaceId', 'login', 'accepted', p->>'userName', p->>'address',
                  (p->>'now')::timestamptz, p->'steps', p->'attributes', use_up_login.response_sealed);
        insert into audit_events (organization_id, action, actor, actor_name, address, request_id, input, occurred_at)
          values ((p->>'organizationId')::bigint, p->>'action', p->'actor', person.user_name, p->>'address',
                  p->>'auditRequestId', p->'input', (p->>'now')::timestamptz);
      end if;
      return jsonb_build_object(
        'isCurrent', true, 'returnTo', going_to, 'isFirstUse', true, 'userId', person.user_id,
        'userName', person.user_name, 'displayName', person.display_name, 'status', person.status);
    end $$`.execute(db);
}
