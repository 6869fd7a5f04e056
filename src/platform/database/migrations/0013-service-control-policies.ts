import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await tables(db);
  await defaultBindings(db);
  await levels(db);
}

async function tables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_control (
      -- Service control policies are enabled where there is a row. Whoever changes policies or bindings locks it.
      organization_id bigint primary key references organizations on delete cascade,
      enabled_at      timestamptz not null
    )`.execute(db);
  await sql`
    create table service_control_policies (
      policy_id       bigint primary key generated always as identity (start with 200001),
      organization_id bigint not null references organizations on delete cascade,
      kind            text not null check (kind in ('system', 'custom')),
      name            text not null,
      description     text not null,
      -- As it was written, so that it is read again as it was written.
      document        text not null,
      created_at      timestamptz not null,
      updated_at      timestamptz not null,
      unique (organization_id, name)
    )`.execute(db);
  await sql`
    create table service_control_bindings (
      organization_id bigint not null references organizations on delete cascade,
      policy_id       bigint not null references service_control_policies on delete cascade,
      -- A department or an account. Whatever removes it unbinds it.
      department_id   bigint references departments on delete cascade,
      uin             bigint references accounts on delete cascade,
      bound_at        timestamptz not null,
      check (num_nonnulls(department_id, uin) = 1),
      unique nulls not distinct (policy_id, department_id, uin)
    )`.execute(db);
  await sql`create index service_control_of_department on service_control_bindings (department_id)
            where department_id is not null`.execute(db);
  await sql`create index service_control_of_account on service_control_bindings (uin)
            where uin is not null`.execute(db);
}

/**
 * While service control policies are enabled, a department or member without any is denied everything. So every
 * new one is bound to the system policies by the database itself, whatever statement of whatever feature made it;
 * and an account that leaves loses its bindings in the statement that takes it out.
 *
 * Enabling locks the organization's row for update. That waits for everybody who is adding something and has
 * therefore a share of that row (the foreign key), and makes later ones wait: nothing falls in between.
 */
async function defaultBindings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function bind_system_service_control(organization bigint, department bigint, account bigint, at timestamptz)
    returns void language plpgsql as $$
    begin
      perform from organizations where organization_id = organization for key share;
      perform from service_control where organization_id = organization for share;
      if not found then return; end if;
      insert into service_control_bindings (organization_id, policy_id, department_id, uin, bound_at)
        select organization, policy_id, department, account, at
        from service_control_policies where organization_id = organization and kind = 'system'
        on conflict do nothing;
    end $$`.execute(db);
  await sql`
    create function service_control_of_new_department() returns trigger language plpgsql as $$
    begin
      perform bind_system_service_control(new.organization_id, new.department_id, null, new.created_at);
      return null;
    end $$`.execute(db);
  await sql`
    create function service_control_of_new_account() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        delete from service_control_bindings where uin = new.uin;
      end if;
      if new.organization_id is not null and new.kind = 'member' then
        perform bind_system_service_control(new.organization_id, null, new.uin, new.joined_at);
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger service_control_of_new_department after insert on departments
            for each row execute function service_control_of_new_department()`.execute(db);
  await sql`create trigger service_control_of_new_account after insert on accounts
            for each row execute function service_control_of_new_account()`.execute(db);
  await sql`create trigger service_control_of_moved_account after update of organization_id on accounts
            for each row when (old.organization_id is distinct from new.organization_id)
            execute function service_control_of_new_account()`.execute(db);
}

/**
 * The policies of a member and of each department above it, the member first and the root last; each level begins
 * with a row without a policy. Nothing when nothing holds the account back.
 *
 * It is asked with every request of a member account. It is a function because the server plans the statements of a
 * function once for a connection: as one plain statement it takes twice as long.
 */
async function levels(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function service_control_levels(account bigint)
    returns table (kind text, id bigint, name text, policy_id bigint, policy_name text, document text)
    language plpgsql stable as $$
    begin
      perform from accounts a join service_control using (organization_id)
        where a.uin = account and a.kind = 'member';
      if not found then return; end if;
      return query
        with recursive line as (
          select 0 as depth, 'account' as kind, a.uin as id, a.name, a.department_id as above
            from accounts a where a.uin = account
          union all
          select line.depth + 1, case when d.parent_id is null then 'root' else 'department' end,
              d.department_id, d.name, d.parent_id
            from line join departments d on d.department_id = line.above
            -- Departments are five levels deep; this ends a circle that should not be there.
            where line.depth < 16
        ), bound as (
          select line.*, null::bigint as policy_id from line
          union all
          select line.*, b.policy_id from line
            join service_control_bindings b on line.kind = 'account' and b.uin = line.id
          union all
          select line.*, b.policy_id from line
            join service_control_bindings b on line.kind <> 'account' and b.department_id = line.id
        )
        select bound.kind, bound.id, bound.name, bound.policy_id, p.name, p.document
          from bound left join service_control_policies p on p.policy_id = bound.policy_id
          order by bound.depth, bound.policy_id nulls first;
    end $$`.execute(db);
}
