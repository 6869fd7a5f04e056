import { sql } from 'kysely';

/** Every department of an organization with those below it: `top` stands above `department_id`, and above itself. */
export const below = (organizationId: number) => sql`
  below as (
    select department_id as top, department_id from departments where organization_id = ${organizationId}
    union all
    select b.top, d.department_id from below b join departments d on d.parent_id = b.department_id
  )`;

/** The accounts (`uin`) that a department stands for, with those below it or without, and with the admin account or without. */
export const accountsFor = (
  place: { departmentId: unknown; withBelow: unknown; includesAdmin: unknown } = {
    departmentId: sql`d.department_id`,
    withBelow: sql`d.with_below`,
    includesAdmin: sql`d.includes_admin`,
  },
) => sql`
  accounts a join below b on a.department_id = b.department_id
    and b.top = ${place.departmentId} and (${place.withBelow} or b.department_id = b.top)
    and (${place.includesAdmin} or a.kind = 'member')`;
