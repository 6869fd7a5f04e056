import { sql } from 'kysely';
import * as portal from '../src/domain/identity-center/portal/portal-queries.ts';
import * as access from '../src/domain/identity-center/users/access-queries.ts';
import type { Transaction } from '../src/platform/database/database.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { openEmbedded } from '../src/platform/database/open-embedded.ts';
import { measure, ratioOf, say } from './measure.ts';

/**
 * What somebody may enter, in the portal and on the administrator's page, in a space of a million effective
 * authorizations and in one of a thousand. The person has as many in both, half of them by groups.
 */
const accounts = 1000;
const eachHas = { directly: 50, byGroups: 50 };
const target = { atMost: 2 };
const spaceId = 'z-bench';
const now = new Date('2026-07-01T00:00:00Z');
const grantee = { userId: 'u-1', now };

const [few, many] = [await open(10), await open(10_000)];
console.log(`\n${(await effective(many)).toLocaleString('en')} and ${await effective(few)} authorizations`);
await compare('portal', (db) =>
  portal.listRoleAccounts(db, spaceId, grantee, { search: '', offset: 0, maxResults: 50 }),
);
await compare('permissions of a user', (db) =>
  access.listPermissions(db, spaceId, grantee, { filter: '', offset: 0, maxResults: 50, managed: undefined }),
);
process.exit();

async function compare(name: string, read: (db: Transaction) => Promise<{ total: number }>): Promise<void> {
  const [small, large] = await measure(
    [
      { name: 'few', run: () => read(few) },
      { name: 'many', run: () => read(many) },
    ],
    { rounds: 15 },
  );
  if (!small || !large) return;
  console.log(`  ${name} (${(await read(many)).total} rows): ${say(ratioOf(large, small), target)}`);
}

async function open(people: number): Promise<Transaction> {
  const database = await openEmbedded();
  await migrate(database.db);
  const db = database.db as unknown as Transaction;
  await sql`set session_replication_role = replica`.execute(db);
  await fillOrganization(db, people);
  await fillAuthorizations(db, people);
  await sql`set session_replication_role = default`.execute(db);
  await sql`analyze`.execute(db);
  return db;
}

async function fillOrganization(db: Transaction, people: number): Promise<void> {
  await sql`insert into departments (department_id, organization_id, name, created_at, updated_at)
            overriding system value values (1, 1, 'Root', ${now}, ${now})`.execute(db);
  await sql`insert into spaces (space_id, organization_id, name, saml_name, created_at, updated_at)
            values (${spaceId}, 1, 'bench', 'bench', ${now}, ${now})`.execute(db);
  await sql`
    insert into accounts (uin, organization_id, department_id, name, kind, cloud_site, joined_at, pay_uin, nick_name,
                          verified_entity, description, updated_at)
    select 200000000000 + n, 1, 1, 'account ' || n, 'member', 'local', ${now}, 200000000000 + n, '', '', '', ${now}
    from generate_series(1, ${accounts}::int) n`.execute(db);
  await sql`
    insert into users (user_id, space_id, user_name, status, source, created_at, updated_at)
    select 'u-' || n, ${spaceId}, 'user' || n, 'Enabled', 'Manual', ${now}, ${now}
    from generate_series(1, ${people}::int) n`.execute(db);
  await sql`
    insert into permission_configurations (permission_configuration_id, space_id, name, session_seconds, created_at,
                                           updated_at)
    values ('rc-1', ${spaceId}, 'Reader', 3600, ${now}, ${now})`.execute(db);
  await sql`
    insert into deployments (permission_configuration_id, uin, space_id, status, role_name, provider_name, failure_reason,
                             created_at, updated_at)
    select 'rc-1', uin, ${spaceId}, 'Deployed', 'Reader', 'p', '', ${now}, ${now} from accounts`.execute(db);
}

/** Ten people are a group; everybody has the same number of accounts, spread over all of them. */
async function fillAuthorizations(db: Transaction, people: number): Promise<void> {
  const { directly, byGroups } = eachHas;
  await sql`
    insert into user_groups (group_id, space_id, group_name, source, created_at, updated_at)
    select 'g-' || n, ${spaceId}, 'group' || n, 'Manual', ${now}, ${now}
    from generate_series(1, ${people / 10}::int) n`.execute(db);
  await sql`
    insert into group_members (group_id, user_id, space_id, joined_at)
    select 'g-' || (1 + (n - 1) / 10), 'u-' || n, ${spaceId}, ${now} from generate_series(1, ${people}::int) n`.execute(
    db,
  );
  const grant = (type: 'User' | 'Group', id: string, count: number, each: number, offset: number) => sql`
    insert into authorizations (permission_configuration_id, uin, principal_type, principal_id, space_id, created_at)
    select 'rc-1', 200000000001 + (n * 7 + a + ${offset}::int) % ${accounts}::int, ${type}, ${id} || n, ${spaceId}, ${now}
    from generate_series(1, ${count}::int) n, generate_series(1, ${each}::int) a`;
  await grant('User', 'u-', people, directly, 0).execute(db);
  await grant('Group', 'g-', people / 10, byGroups, 500).execute(db);
}

async function effective(db: Transaction): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select (select count(*) from authorizations where principal_type = 'User')
         + (select count(*) from authorizations a join group_members m on m.group_id = a.principal_id
             where a.principal_type = 'Group') as total`.execute(db);
  return rows[0]?.total ?? 0;
}
