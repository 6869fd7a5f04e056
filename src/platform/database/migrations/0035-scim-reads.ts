import { type Kysely, sql } from 'kysely';

/**
 * What every request of a directory asks, as functions: the embedded database plans a statement anew each time, and
 * the plan of a function once for a connection.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function scim_key(hash text, at timestamptz, used_every interval)
    returns table (space_id text, credential_id text, name text, is_accepted boolean, is_adopting boolean, is_noted boolean)
    language plpgsql stable as $$
    #variable_conflict use_column
    begin
      return query
        select found.space_id, found.credential_id, found.name, found.is_accepted, found.is_adopting,
               coalesce(case when found.is_accepted then found.last_used_at else found.refused_at end >= at - used_every, false)
        from (
          select c.*, s.is_adopting,
                 c.status = 'Enabled' and c.expires_at > at and s.is_synchronizing and o.ended_at is null as is_accepted
          from scim_credentials c join spaces s using (space_id) join organizations o using (organization_id)
          where c.key_hash = hash) found;
    end $$`.execute(db);
  await sql`
    create function scim_users(space text, ids text[], with_groups boolean) returns table (person users, groups jsonb)
    language plpgsql stable as $$
    begin
      return query
        select u, case when with_groups then (
          select coalesce(jsonb_agg(jsonb_build_object('value', g.group_id, 'display', g.group_name)
                                    order by lower(g.group_name), g.group_id), '[]')
          from group_members m join user_groups g on g.group_id = m.group_id
          where m.space_id = u.space_id and m.user_id = u.user_id and g.source = 'Synchronized') else '[]' end
        from users u
        where u.space_id = space and u.source = 'Synchronized' and u.user_id = any (ids);
    end $$`.execute(db);
}
