import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationMembers } from '../../../domain/organization/accounts/describe-organization-members.ts';
import { getOrganizationMember } from '../../../domain/organization/accounts/get-organization-member.ts';
import { updateOrganizationMember } from '../../../domain/organization/accounts/update-organization-member.ts';
import { describeOrganizationChanges } from '../../../domain/organization/changes/describe-organization-changes.ts';
import { cancelOrganizationPermissionChange } from '../../../domain/organization/finance-changes/cancel-organization-permission-change.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { changeOnPage } from './change-pages.ts';
import { departmentChoices } from './department-tree.ts';
import { financeOf, financeValues, memberOf, tagLines } from './posted.ts';

/** The accounts of the organization: the list, one of them, and its edit form. */
export function memberPages(execute: Execute): Router {
  const router = Router();

  router.get('/members', async (req, res) => {
    const { search, offset, maxResults: limit } = listingOf(req);
    const filters = filtersOf(req);
    const { items, total } = await execute(describeOrganizationMembers, administratorOf(req), {
      ...{ ...filters, withSubNodes: true, searchKey: search, offset, limit },
    });
    const departments = await departmentChoices(execute, req);
    renderList(req, res, 'console/members/index', total, { members: items, filters, departments });
  });

  router.get('/members/:uin', async (req, res) => {
    const { member, recent } = await describe(execute, req as Request);
    res.render('console/members/show', { member, recent });
  });

  router.get('/members/:uin/edit', async (req, res) => {
    const locals = await editPage(execute, req as Request);
    res.render('console/members/edit', { ...locals, problem: null });
  });
  router.post(
    '/members/:uin/edit',
    form(execute, {
      action: updateOrganizationMember,
      actor: administratorOf,
      input: editOf,
      done: (_result, req, res) => res.redirect(303, `/console/members/${uinOf(req)}`),
      page: 'console/members/edit',
      locals: (req) => editPage(execute, req),
    }),
  );

  router.post('/members/:uin/finance-change/cancellation', async (req, res) => {
    const which = { memberUin: uinOf(req) };
    await execute(cancelOrganizationPermissionChange, administratorOf(req as Request), which);
    res.redirect(303, `/console/members/${uinOf(req)}`);
  });

  return router;
}

const uinOf = (req: { params: Record<string, string | string[]> }): number => Number(req.params.uin);

/** What the address narrows the list to; what is not chosen is empty there. */
const filtersOf = ({ query }: Request) => ({
  memberType: query.memberType || undefined,
  paymentMode: query.paymentMode || undefined,
  permissionStatus: query.permissionStatus || undefined,
  nodeId: query.nodeId ? Number(query.nodeId) : undefined,
});

async function describe(execute: Execute, req: Request) {
  const which = { memberUin: uinOf(req) };
  const { member } = await execute(getOrganizationMember, administratorOf(req), which);
  const { items } = await execute(describeOrganizationChanges, administratorOf(req), which);
  return { member, recent: items.map(changeOnPage) };
}

/** The admin account has neither finance permissions nor a way to quit. */
function editOf(req: Request) {
  const { body } = req;
  const ofMember = body.isManager !== 'yes' && {
    ...financeOf(body),
    isAllowQuit: body.isAllowQuit === 'Allow' ? 'Allow' : 'Denied',
  };
  return {
    memberUin: uinOf(req),
    ...memberOf(body),
    ...ofMember,
    isModifyNickName: body.isModifyNickName === '1' ? 1 : 0,
  };
}

async function editPage(execute: Execute, req: Request) {
  const which = { memberUin: uinOf(req) };
  const { member } = await execute(getOrganizationMember, administratorOf(req), which);
  const { name, nodeId, remark, tags, isAllowQuit, orgPermission } = member;
  return {
    member,
    departments: await departmentChoices(execute, req),
    values: {
      ...{ name, nodeId: String(nodeId), remark, tags: tagLines(tags), isAllowQuit },
      ...financeValues(orgPermission.map(({ id }) => id)),
    },
  };
}
