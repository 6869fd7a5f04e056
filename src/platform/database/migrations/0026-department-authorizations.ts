import { type Kysely, sql } from 'kysely';

/** Authorizations to departments, which their accounts inherit; and files of authorizations to import. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await departmentAuthorizations(db);
  await inheritance(db);
  await drafts(db);
  await imports(db);
}

async function departmentAuthorizations(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table department_authorizations (
      department_authorization_id text primary key,
      space_id       text not null references spaces,
      department_id  bigint not null references departments,
      -- Also for the accounts of the departments below.
      with_below     boolean not null,
      -- The admin account inherits nothing unless somebody wanted exactly that.
      includes_admin boolean not null,
      permission_configuration_id text not null references permission_configurations,
      principal_type text not null check (principal_type in ('User', 'Group')),
      principal_id   text not null,
      starts_at      timestamptz,
      ends_at        timestamptz,
      created_at     timestamptz not null,
      unique (department_id, permission_configuration_id, principal_type, principal_id),
      check (starts_at < ends_at)
    )`.execute(db);
  await sql`create index department_authorizations_of_principal
            on department_authorizations (space_id, principal_id)`.execute(db);
  await sql`create index department_authorizations_that_end
            on department_authorizations (ends_at) where ends_at is not null`.execute(db);
  await sql`
    alter table authorizations
      -- What an account inherits names where it comes from; null is an authorization of the account's own.
      add column department_authorization_id text references department_authorizations,
      drop constraint authorizations_pkey,
      add constraint authorizations_once unique nulls not distinct
        (permission_configuration_id, uin, principal_type, principal_id, department_authorization_id)`.execute(
    db,
  );
  await sql`create index authorizations_inherited on authorizations (department_authorization_id, uin)
            where department_authorization_id is not null`.execute(db);
}

/**
 * Whoever moves an account: what it does not inherit any more ends in that very statement, and a job tidies up and
 * gives what it inherits now. The domain of organizations does not know Identity Center (docs/decisions/0030).
 */
async function inheritance(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inheritances_due (
      uin      bigint primary key references accounts on delete cascade,
      space_id text not null references spaces
    )`.execute(db);
  await sql`
    create function inherited_in(place bigint, account_kind text) returns setof text language sql stable as $$
      with recursive above as (
        select department_id, parent_id from departments where department_id = place
        union all
        select d.department_id, d.parent_id from departments d join above on d.department_id = above.parent_id
      )
      select department_authorization_id from department_authorizations join above using (department_id)
      where (with_below or department_id = place) and (includes_admin or account_kind = 'member')
    $$`.execute(db);
  await sql`
    create function inherit_in_new_place() returns trigger language plpgsql as $$
    begin
      if new.department_id is null then
        delete from inheritances_due where uin = new.uin;
        return null;
      end if;
      update authorizations set starts_at = null, ends_at = new.updated_at
      where uin = new.uin and department_authorization_id is not null
        and department_authorization_id not in (select inherited_in(new.department_id, new.kind));
      if found or exists (select inherited_in(new.department_id, new.kind)) then
        insert into inheritances_due (uin, space_id)
        select new.uin, space_id from spaces where organization_id = new.organization_id
        on conflict (uin) do update set space_id = excluded.space_id;
      end if;
      return null;
    end $$`.execute(db);
  await sql`create trigger inherit_in_first_place after insert on accounts
            for each row when (new.department_id is not null)
            execute function inherit_in_new_place()`.execute(db);
  await sql`create trigger inherit_in_new_place after update of department_id, kind on accounts
            for each row when (old.department_id is distinct from new.department_id
                               or old.kind is distinct from new.kind)
            execute function inherit_in_new_place()`.execute(db);
}

async function drafts(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table authorization_drafts
      -- Instead of accounts: a department, whose accounts inherit what is authorized.
      add column department_id  bigint references departments on delete set null,
      add column with_below     boolean not null default true,
      add column includes_admin boolean not null default false`.execute(db);
}

async function imports(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table authorization_imports (
      import_id  text primary key,
      space_id   text not null references spaces,
      -- Whoever brought the file; nobody else sees or applies it.
      owner      text not null,
      mode       text not null check (mode in ('add', 'exact')),
      created_at timestamptz not null
    )`.execute(db);
  await sql`create index authorization_imports_of_owner on authorization_imports (space_id, owner)`.execute(
    db,
  );
  await sql`
    create table authorization_import_lines (
      import_id  text not null references authorization_imports on delete cascade,
      line       integer not null,
      -- What cannot be read by itself, as a code; the rest is held against the space whenever it is looked at.
      problem    text,
      principal_type     text not null,
      principal_name     text not null,
      uin                bigint,
      department         text not null,
      department_scope   text not null,
      configuration_name text not null,
      starts_at  timestamptz,
      ends_at    timestamptz,
      primary key (import_id, line)
    )`.execute(db);
}
