import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { openServer } from '../../src/platform/database/open-server.ts';

/** Two checkouts may be tested at once on one server. */
const checkout = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8);

/** A database on the server, made anew; returns its address. */
export async function makeServerDatabase(purpose: string): Promise<string> {
  const server = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres');
  const name = `identity_center_test_${checkout}_${purpose}`;
  const admin = await openServer(server.href, 1);
  await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin.db);
  await sql`create database ${sql.id(name)}`.execute(admin.db);
  await admin.close();
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}
