import { type Request, Router } from 'express';
import type { Principal } from '../../../action/actor.ts';
import type { Execute } from '../../../action/execute.ts';
import { exportUsers } from '../../../domain/identity-center/users/export-users.ts';
import { listUsers } from '../../../domain/identity-center/users/list-users.ts';
import { userColumns } from '../../../domain/identity-center/users/user-file.ts';
import { cursorListingOf, cursorPagerOf } from '../../cursor-pager.ts';
import { renderList } from '../../list-page.ts';
import { parametersOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { sendCsv } from '../csv-file.ts';

/** The list of users, and the same as a file. */
export function userListPages(execute: Execute): Router {
  const router = Router();

  router.get('/users', async (req, res) => {
    const { search, page: _page, ...listing } = cursorListingOf(req);
    const filters = filtersOf(req);
    const { users, totalCounts, ...tokens } = await execute(listUsers, administratorOf(req), {
      ...{ zoneId: zoneOf(req), filter: search, ...listing },
      ...{ userStatus: filters.status, userType: filters.source, ...sortOf(filters.sort) },
    });
    renderList(req, res, 'console/users/index', totalCounts, {
      users,
      filters,
      isNarrowed: search !== '' || filters.status !== undefined || filters.source !== undefined,
      page: cursorPagerOf(req, totalCounts, tokens),
      exportHref: `/console/users/export?${parametersOf(req.originalUrl)}`,
    });
  });

  router.get('/users/export', async (req, res) => {
    const { search } = cursorListingOf(req);
    const { status, source } = filtersOf(req);
    const asked = { zoneId: zoneOf(req), filter: search, userStatus: status, userType: source };
    await sendCsv(res, 'users.csv', userColumns, everyPage(execute, administratorOf(req), asked));
  });

  return router;
}

async function* everyPage(execute: Execute, administrator: Principal, asked: object) {
  for (let nextToken: string | undefined = ''; nextToken !== undefined; ) {
    const page: Awaited<ReturnType<typeof exportUsers.run>> = await execute(exportUsers, administrator, {
      ...asked,
      nextToken,
    });
    yield page.users;
    nextToken = page.nextToken;
  }
}

/** What is not one of the choices narrows nothing. */
function filtersOf({ query }: Pick<Request, 'query'>) {
  return {
    status: ['Enabled', 'Disabled'].find((value) => value === query.status),
    source: ['Manual', 'Synchronized'].find((value) => value === query.source),
    sort: ['oldest', 'newest'].find((value) => value === query.sort),
  };
}

const sortOf = (sort: string | undefined) =>
  sort ? { sortField: 'CreateTime', sortType: sort === 'newest' ? 'Desc' : 'Asc' } : {};
