import { Router } from 'express';
import type { Principal } from '../../../action/actor.ts';
import type { Execute } from '../../../action/execute.ts';
import { createGroup } from '../../../domain/identity-center/groups/create-group.ts';
import { exportGroups } from '../../../domain/identity-center/groups/export-groups.ts';
import { listGroups } from '../../../domain/identity-center/groups/list-groups.ts';
import { cursorListingOf, cursorPagerOf } from '../../cursor-pager.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { parametersOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { sendCsv } from '../csv-file.ts';
import { groupHref } from './one-group-pages.ts';

const columns = ['groupName', 'description', 'groupType', 'memberCount', 'createTime'];

/** The list of user groups, the same as a file, and a new one. */
export function groupListPages(execute: Execute): Router {
  const router = Router();

  router.get('/groups', async (req, res) => {
    const { search, page: _page, ...listing } = cursorListingOf(req);
    const source = ['Manual', 'Synchronized'].find((value) => value === req.query.source);
    const { groups, totalCounts, ...tokens } = await execute(listGroups, administratorOf(req), {
      ...{ zoneId: zoneOf(req), search, groupType: source, ...listing },
    });
    renderList(req, res, 'console/groups/index', totalCounts, {
      groups: groups.map((group) => ({ ...group, href: groupHref(group.groupId) })),
      filters: { source },
      isNarrowed: search !== '' || source !== undefined,
      page: cursorPagerOf(req, totalCounts, tokens),
      exportHref: `/console/groups/export?${parametersOf(req.originalUrl)}`,
    });
  });

  router.get('/groups/export', async (req, res) => {
    const { search } = cursorListingOf(req);
    const asked = { zoneId: zoneOf(req), search };
    await sendCsv(res, 'user-groups.csv', columns, everyPage(execute, administratorOf(req), asked));
  });

  router.get('/groups/new', (_req, res) => {
    res.render('console/groups/new', { values: {}, problem: null });
  });
  router.post(
    '/groups',
    form(execute, {
      action: createGroup,
      actor: administratorOf,
      input: (req) => ({
        zoneId: zoneOf(req),
        groupName: (req.body.groupName ?? '').trim(),
        description: req.body.description,
      }),
      done: ({ groupInfo }, _req, res) => res.redirect(303, groupHref(groupInfo.groupId)),
      page: 'console/groups/new',
    }),
  );

  return router;
}

async function* everyPage(execute: Execute, administrator: Principal, asked: object) {
  for (let nextToken: string | undefined = ''; nextToken !== undefined; ) {
    const page: Awaited<ReturnType<typeof exportGroups.run>> = await execute(exportGroups, administrator, {
      ...asked,
      nextToken,
    });
    yield page.groups.map((group) => ({ ...group, createTime: group.createTime.toISOString() }));
    nextToken = page.nextToken;
  }
}
