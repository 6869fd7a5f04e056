import { Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as organization from './migrations/0001-organization.ts';
import * as cam from './migrations/0002-cam.ts';
import * as identityCenter from './migrations/0003-identity-center.ts';
import * as logins from './migrations/0004-logins.ts';
import * as audit from './migrations/0005-audit.ts';
import * as sso from './migrations/0006-sso.ts';
import * as useUpLogin from './migrations/0007-use-up-login.ts';
import * as useUpLogins from './migrations/0015-use-up-logins.ts';

/** In the order in which they run. A migration that has been released is never changed. */
const migrations = {
  '0001-organization': organization,
  '0002-cam': cam,
  '0003-identity-center': identityCenter,
  '0004-logins': logins,
  '0005-audit': audit,
  '0006-sso': sso,
  '0007-use-up-login': useUpLogin,
  '0015-use-up-logins': useUpLogins,
};

/** Brings the tables up to date, under an advisory lock, so that several nodes may start at once. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
