import { sql } from 'kysely';
import { z } from 'zod';
import type { Transaction } from '../../../../platform/database/database.ts';
import { departmentPaths } from '../../portal/portal-queries.ts';
import type { FileRow } from './authorization-file.ts';

/** Where a page of the export ends: permission configuration, account, principal. */
export const key = z.object({
  configurationId: z.string(),
  uin: z.int(),
  principalType: z.string(),
  principalId: z.string(),
});
export type Key = z.infer<typeof key>;

interface Row extends Omit<FileRow, 'startTime' | 'endTime'> {
  startTime: Date | null;
  endTime: Date | null;
}

const toFileRow = ({ startTime, endTime, ...row }: Row): FileRow => ({
  ...row,
  startTime: startTime?.toISOString() ?? '',
  endTime: endTime?.toISOString() ?? '',
});

/** Those to departments that are not over. */
export async function listOfDepartments(db: Transaction, spaceId: string, now: Date): Promise<FileRow[]> {
  const { rows } = await sql<Row>`
    with recursive ${departmentPaths(spaceId)}
    select d.principal_type as "principalType", coalesce(u.user_name, g.group_name) as "principalName",
           '' as "accountUin", p.path as department,
           case when d.with_below then 'below' else 'this' end || case when d.includes_admin then '+admin' else '' end
             as "departmentScope",
           c.name as "roleConfiguration", d.starts_at as "startTime", d.ends_at as "endTime"
    from department_authorizations d
    join paths p using (department_id)
    join permission_configurations c using (permission_configuration_id)
    left join users u on d.principal_type = 'User' and u.user_id = d.principal_id
    left join user_groups g on d.principal_type = 'Group' and g.group_id = d.principal_id
    where d.space_id = ${spaceId} and (d.ends_at is null or d.ends_at > ${now})
    order by p.path, "principalName", c.name`.execute(db);
  return rows.map(toFileRow);
}

/** The next of the accounts' own that are not over. */
export async function listOfAccounts(
  db: Transaction,
  spaceId: string,
  now: Date,
  { after, limit }: { after: Key | undefined; limit: number },
): Promise<{ rows: FileRow[]; next: Key | undefined }> {
  const later = after
    ? sql`(a.permission_configuration_id, a.uin, a.principal_type, a.principal_id)
          > (${after.configurationId}, ${after.uin}, ${after.principalType}, ${after.principalId})`
    : sql`true`;
  const { rows } = await sql<Row & { at: Key }>`
    select a.principal_type as "principalType", coalesce(u.user_name, g.group_name) as "principalName",
           a.uin::text as "accountUin", '' as department, '' as "departmentScope", c.name as "roleConfiguration",
           a.starts_at as "startTime", a.ends_at as "endTime",
           jsonb_build_object('configurationId', a.permission_configuration_id, 'uin', a.uin,
                              'principalType', a.principal_type, 'principalId', a.principal_id) as at
    from authorizations a
    join permission_configurations c using (permission_configuration_id)
    left join users u on a.principal_type = 'User' and u.user_id = a.principal_id
    left join user_groups g on a.principal_type = 'Group' and g.group_id = a.principal_id
    where a.space_id = ${spaceId} and a.department_authorization_id is null
      and (a.ends_at is null or a.ends_at > ${now}) and ${later}
    order by a.permission_configuration_id, a.uin, a.principal_type, a.principal_id
    limit ${limit}`.execute(db);
  const next = rows.length === limit ? rows.at(-1)?.at : undefined;
  return { rows: rows.map(({ at, ...row }) => toFileRow(row)), next };
}
