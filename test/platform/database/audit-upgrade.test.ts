import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { systemActor } from '../../../src/action/actor.ts';
import { createExecute } from '../../../src/action/execute.ts';
import { listAfter } from '../../../src/domain/audit/chained-record-queries.ts';
import { recordAudit } from '../../../src/domain/audit/record-audit.ts';
import { verifyChain } from '../../../src/domain/audit/verify-chain.ts';
import { recognize } from '../../../src/domain/sts/index.ts';
import { sealAll } from '../../../src/doors/worker/audit-rounds.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Database, Transaction } from '../../../src/platform/database/database.ts';
import { migrate, migrations } from '../../../src/platform/database/migrate.ts';
import { openEmbedded } from '../../../src/platform/database/open-embedded.ts';
import { secureRandom } from '../../../src/platform/random.ts';
import { createVault } from '../../../src/platform/secrets.ts';
import type { Settings } from '../../../src/platform/settings.ts';

it('an audit trail of release 0.2 is kept whole, understood and chained', async () => {
  const { db, close } = await openEmbedded();
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('0007-use-up-login');
  await fillAsRelease02(db);
  await migrate(db);

  const execute = createExecute({
    db,
    clock: systemClock,
    random: secureRandom,
    vault: createVault(Buffer.alloc(32, 7)),
    settings: {} as Settings,
    recognize,
    recordAudit,
    enqueue: async () => {},
  });
  expect(await sealAll(execute)).toBe(6);
  const { broken, verified } = await execute(verifyChain, systemActor, {});
  const records = await listAfter(db as unknown as Transaction, 0, 10);

  expect({ broken, verified }).toEqual({ broken: undefined, verified: 6 });
  expect(
    records.map(({ action, actorName, organizationId, uins, outcome, code, address }) => ({
      ...{ action, actorName, organizationId, uins, outcome, code, address },
    })),
  ).toEqual([
    event('organization:SetUpIdentityCenter', 'system'),
    event('organization:CreateUser', '100000000001/root', { uins: [100000000001] }),
    event('portal:EnterAccountAsRole', 'alice'),
    event('sts:Something', '100000000001/role/Admin/alice', { uins: [100000000001] }),
    event('saml:CompleteLogin', 'visitor', { address: '203.0.113.1' }),
    event('saml:CompleteLogin', 'visitor', {
      address: '203.0.113.2',
      outcome: 'refused',
      code: 'user-unknown',
    }),
  ]);
  await close();
});

const event = (action: string, actorName: string, rest = {}) => ({
  ...{ action, actorName, organizationId: 1, uins: [], outcome: 'done', code: '', address: '' },
  ...rest,
});

/** Rows as that release wrote them. */
async function fillAsRelease02(db: Database): Promise<void> {
  const now = '2026-07-29T16:09:09.123Z';
  await sql`insert into organizations (organization_id, name, admin_uin, created_at) overriding system value
    values (1, 'Northwind', 100000000001, ${now})`.execute(db);
  await sql`insert into departments (department_id, organization_id, name, description, created_at)
    overriding system value values (1, 1, 'Root', '', ${now})`.execute(db);
  await sql`insert into accounts (uin, organization_id, department_id, name, kind, cloud_site, description, joined_at)
    values (100000000001, 1, 1, 'HQ', 'admin', 'local', '', ${now})`.execute(db);
  await sql`insert into spaces (space_id, organization_id, name, created_at, updated_at)
    values ('z-1', 1, 'northwind', ${now}, ${now})`.execute(db);
  await sql`insert into users (user_id, space_id, user_name, first_name, last_name, display_name, description, email,
    status, source, created_at, updated_at)
    values ('u-1', 'z-1', 'alice', '', '', '', '', '', 'Enabled', 'Manual', ${now}, ${now})`.execute(db);
  await sql`insert into login_attempts (reference, space_id, outcome, reason, found, expected, user_name, address,
    occurred_at) values ('R-1', 'z-1', 'refused', 'user-unknown', '', '', '', '203.0.113.2', ${now})`.execute(
    db,
  );
  const rows: [string, object, object][] = [
    ['organization:SetUpIdentityCenter', { kind: 'system' }, {}],
    [
      'organization:CreateUser',
      { kind: 'administrator', organizationId: 1, uin: 100000000001 },
      { zoneId: 'z-1', userName: 'alice' },
    ],
    ['portal:EnterAccountAsRole', { kind: 'employee', spaceId: 'z-1', userId: 'u-1' }, {}],
    [
      'sts:Something',
      { kind: 'role-session', uin: 100000000001, roleName: 'Admin', sessionName: 'alice' },
      {},
    ],
    ['saml:CompleteLogin', { kind: 'visitor', address: '203.0.113.1' }, { spaceName: 'northwind' }],
    ['saml:CompleteLogin', { kind: 'visitor', address: '203.0.113.2' }, { spaceName: 'northwind' }],
  ];
  for (const [action, actor, input] of rows) {
    await sql`insert into audit_events (action, actor, input, occurred_at)
      values (${action}, ${JSON.stringify(actor)}::jsonb, ${JSON.stringify(input)}::jsonb, ${now})`.execute(
      db,
    );
  }
}
