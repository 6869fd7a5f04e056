import { sql } from 'kysely';
import type { Transaction } from '../../../../platform/database/database.ts';
import type { FileLine } from './authorization-file.ts';

export type ImportMode = 'add' | 'exact';

/** How many lines one statement writes. */
const atOnce = 10_000;

export async function insert(
  db: Transaction,
  spaceId: string,
  { importId, owner, mode }: { importId: string; owner: string; mode: ImportMode },
  lines: readonly FileLine[],
  now: Date,
): Promise<void> {
  await db
    .insertInto('authorization_imports')
    .values({ import_id: importId, space_id: spaceId, owner, mode, created_at: now })
    .execute();
  for (let from = 0; from < lines.length; from += atOnce) {
    await sql`
      insert into authorization_import_lines
      select ${importId}, l.line, l.problem, l."principalType", l."principalName", l.uin, l.department,
             l."departmentScope", l."configurationName", l."startTime", l."endTime"
      from jsonb_to_recordset(${JSON.stringify(lines.slice(from, from + atOnce))}::jsonb) l(
        line int, problem text, "principalType" text, "principalName" text, uin bigint, department text,
        "departmentScope" text, "configurationName" text, "startTime" timestamptz, "endTime" timestamptz)`.execute(
      db,
    );
  }
}

interface Asked {
  importId: string;
  owner: string;
  createdSince: Date;
}

/** Locked, so that what is applied is what was planned, and once. */
export async function lock(
  db: Transaction,
  spaceId: string,
  { importId, owner, createdSince }: Asked,
): Promise<{ importId: string; mode: ImportMode; createTime: Date } | undefined> {
  const { rows } = await sql<{ importId: string; mode: ImportMode; createTime: Date }>`
    select import_id as "importId", mode, created_at as "createTime" from authorization_imports
    where space_id = ${spaceId} and import_id = ${importId} and owner = ${owner} and created_at > ${createdSince}
    for update`.execute(db);
  return rows[0];
}

export async function remove(db: Transaction, spaceId: string, importId: string): Promise<void> {
  await sql`delete from authorization_imports where space_id = ${spaceId} and import_id = ${importId}`.execute(
    db,
  );
}

/** What the same person brought before, and what nobody went on with: a file is kept once. */
export async function removeFormer(
  db: Transaction,
  spaceId: string,
  { owner, createdUntil }: { owner: string; createdUntil: Date },
): Promise<void> {
  await sql`
    delete from authorization_imports
    where space_id = ${spaceId} and (owner = ${owner} or created_at <= ${createdUntil})`.execute(db);
}

/** Whom and what the lines name is not deleted while this transaction lasts. */
export async function holdNamed(db: Transaction, spaceId: string, importId: string): Promise<void> {
  const named = (column: 'principal_name' | 'configuration_name') => sql`
    (select lower(${sql.ref(column)}) from authorization_import_lines where import_id = ${importId})`;
  await sql`
    select from permission_configurations where space_id = ${spaceId} and lower(name) in ${named('configuration_name')}
    order by permission_configuration_id for share`.execute(db);
  await sql`
    select from users where space_id = ${spaceId} and lower(user_name) in ${named('principal_name')}
    order by user_id for share`.execute(db);
  await sql`
    select from user_groups where space_id = ${spaceId} and lower(group_name) in ${named('principal_name')}
    order by group_id for share`.execute(db);
}
