import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { batchAddUserToGroup } from '../../../domain/identity-center/groups/batch-add-user-to-group.ts';
import { batchRemoveUserFromGroup } from '../../../domain/identity-center/groups/batch-remove-user-from-group.ts';
import { listGroupMembers } from '../../../domain/identity-center/groups/list-group-members.ts';
import { listUsers } from '../../../domain/identity-center/users/list-users.ts';
import { cursorListingOf, cursorPagerOf } from '../../cursor-pager.ts';
import { form, refusalText } from '../../form.ts';
import { listLocals } from '../../list-page.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { listOf } from '../organization/posted.ts';
import { describeGroup, groupHref, whichGroup } from './one-group-pages.ts';

/** Who is in a group: the tab, people to choose, and the way out for several at once. */
export function groupMemberPages(execute: Execute): Router {
  const router = Router();
  const input = (req: Request) => ({ ...whichGroup(req), userIds: listOf(req.body.userId) });

  router.get('/groups/:groupId', async (req, res) => {
    res.render('console/groups/show', { ...(await membersTab(execute, req as Request)), problem: null });
  });
  router.get('/groups/:groupId/members/new', async (req, res) => {
    res.render('console/groups/choose-members', {
      ...(await choice(execute, req as Request)),
      problem: null,
    });
  });
  router.post(
    '/groups/:groupId/members',
    form(execute, {
      ...{ action: batchAddUserToGroup, actor: administratorOf, input },
      done: ({ added, failures }, req, res) => showOutcome(execute, req, res, 'added', added, failures),
      page: 'console/groups/choose-members',
      locals: (req) => choice(execute, req),
    }),
  );
  router.post(
    '/groups/:groupId/members/removal',
    form(execute, {
      ...{ action: batchRemoveUserFromGroup, actor: administratorOf, input },
      done: ({ removed, failures }, req, res) => showOutcome(execute, req, res, 'removed', removed, failures),
      page: 'console/groups/show',
      locals: (req) => membersTab(execute, req),
    }),
  );

  return router;
}

interface Failure {
  userId: string;
  code: string;
  message: string;
  details: Record<string, string | number>;
}

/** Back to the group; when somebody was left out, by way of a page that says who and why. */
async function showOutcome(
  execute: Execute,
  req: Request,
  res: Response,
  change: 'added' | 'removed',
  changed: string[],
  failures: Failure[],
): Promise<void> {
  if (failures.length === 0) return res.redirect(303, groupHref(req.params.groupId));
  const described = await describeGroup(execute, req);
  const explained = failures.map((failure) => ({ ...failure, text: refusalText(failure, res) }));
  res.status(409).render('console/groups/outcome', {
    ...described,
    change,
    count: changed.length,
    failures: explained,
  });
}

async function membersTab(execute: Execute, req: Request) {
  const { search, page: _page, ...listing } = cursorListingOf(req);
  const described = await describeGroup(execute, req);
  const { groupMembers, totalCounts, ...tokens } = await execute(listGroupMembers, administratorOf(req), {
    ...{ ...whichGroup(req), search, ...listing },
  });
  const page = cursorPagerOf(req, totalCounts, tokens);
  return { ...described, ...listLocals(req, { total: totalCounts }), page, members: groupMembers };
}

async function choice(execute: Execute, req: Request) {
  const { search, page: _page, ...listing } = cursorListingOf(req);
  const described = await describeGroup(execute, req);
  const { groupId, groupType } = described.group;
  const { users, totalCounts, ...tokens } = await execute(listUsers, administratorOf(req), {
    ...{ zoneId: zoneOf(req), filter: search, userType: groupType, filterGroups: [groupId], ...listing },
  });
  const page = cursorPagerOf(req, totalCounts, tokens);
  return { ...described, ...listLocals(req, { total: totalCounts }), page, users };
}
