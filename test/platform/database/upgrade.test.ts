import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as members from '../../../src/domain/organization/accounts/member-queries.ts';
import * as entities from '../../../src/domain/organization/verified-entities/verified-entity-queries.ts';
import type { OpenDatabase, Transaction } from '../../../src/platform/database/database.ts';
import * as organization from '../../../src/platform/database/migrations/0001-organization.ts';
import * as cam from '../../../src/platform/database/migrations/0002-cam.ts';
import * as identityCenter from '../../../src/platform/database/migrations/0003-identity-center.ts';
import * as membership from '../../../src/platform/database/migrations/0011-organization.ts';
import { openEmbedded } from '../../../src/platform/database/open-embedded.ts';

/** An organization as version 0.2 left it. */
describe('a database of version 0.2', () => {
  let database: OpenDatabase;
  let db: Transaction;
  beforeAll(async () => {
    database = await openEmbedded();
    const old = database.db as unknown as Kysely<unknown>;
    for (const migration of [organization, cam, identityCenter]) await migration.up(old);
    await sql`insert into organizations (name, admin_uin, created_at) values ('Northwind', 1, now())`.execute(
      old,
    );
    await sql`insert into departments (organization_id, name, created_at) values (100001, 'Root', now())`.execute(
      old,
    );
    for (const [uin, name, kind] of [
      [1, 'HQ', 'admin'],
      [2, 'web', 'member'],
    ]) {
      await sql`insert into accounts (uin, organization_id, department_id, name, kind, joined_at)
                values (${uin}, 100001, 1001, ${name}, ${kind}, now())`.execute(old);
    }
    await membership.up(old);
    db = database.db as unknown as Transaction;
  });
  afterAll(() => database.close());

  it('knows its members as created ones that the admin account pays for, all of one entity', async () => {
    const { items } = await members.page(db, 100001, { text: '', tags: [], offset: 0, limit: 10 });

    expect(items).toMatchObject([
      { uin: 1, kind: 'admin', permissionIds: [], payUin: null, verifiedEntity: 'Northwind' },
      {
        ...{ uin: 2, nickName: 'web', memberType: 'Create', permissionIds: [1, 2, 7], payUin: 1 },
        ...{ verifiedEntity: 'Northwind', allowsQuitting: false, tags: [] },
      },
    ]);
    expect(await entities.findOwn(db, 100001)).toMatchObject({ name: 'Northwind', kind: 'admin' });
  });

  it('keeps an account in its organization whole, or out of it', async () => {
    const half = sql`update accounts set organization_id = null where uin = 2`.execute(db);

    await expect(half).rejects.toThrow(/account_belongs_or_not/);
  });
});
