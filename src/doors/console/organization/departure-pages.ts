import { type Request, type Response, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationMembers } from '../../../domain/organization/accounts/describe-organization-members.ts';
import { moveOrganizationNodeMembers } from '../../../domain/organization/departments/move-organization-node-members.ts';
import { checkOrganizationMemberRemoval } from '../../../domain/organization/membership/check-organization-member-removal.ts';
import { deleteOrganizationMembers } from '../../../domain/organization/membership/delete-organization-members.ts';
import { form, refusalText } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';
import { departmentChoices } from './department-tree.ts';
import { listOf, numbersOf } from './posted.ts';

/** What is done with several members that were chosen from a list: remove them, or move them. */
export function departurePages(execute: Execute): Router {
  const router = Router();

  router.get('/members/removal', async (req, res) => {
    if (listOf(req.query.memberUin).length === 0) return res.redirect(303, '/console/members');
    res.render('console/members/removal', {
      ...(await removalPage(execute, req, numbersOf(req.query.memberUin), res)),
      problem: null,
    });
  });
  router.post(
    '/members/removal',
    form(execute, {
      action: deleteOrganizationMembers,
      actor: administratorOf,
      input: ({ body }) => ({ memberUin: numbersOf(body.memberUin) }),
      done: ({ removed, failures }, _req, res) => {
        if (failures.length === 0) return res.redirect(303, '/console/members');
        const explained = failures.map((failure) => ({ ...failure, text: refusalText(failure, res) }));
        res.status(409).render('console/members/removed', { removed, failures: explained });
      },
      page: 'console/members/removal',
      locals: (req) => removalPage(execute, req, numbersOf(req.body.memberUin), req.res as Response),
    }),
  );

  router.get('/members/moves/new', async (req, res) => {
    if (listOf(req.query.memberUin).length === 0) return res.redirect(303, '/console/members');
    const locals = await movePage(execute, req, numbersOf(req.query.memberUin));
    res.render('console/members/move', { ...locals, problem: null });
  });
  router.post(
    '/members/moves',
    form(execute, {
      action: moveOrganizationNodeMembers,
      actor: administratorOf,
      input: ({ body }) => ({ nodeId: Number(body.nodeId), memberUin: numbersOf(body.memberUin) }),
      done: (_result, req, res) => res.redirect(303, `/console/departments/${Number(req.body.nodeId)}`),
      page: 'console/members/move',
      locals: (req) => movePage(execute, req, numbersOf(req.body.memberUin)),
    }),
  );

  return router;
}

async function removalPage(execute: Execute, req: Request, memberUin: number[], res: Response) {
  const { items } = await execute(checkOrganizationMemberRemoval, administratorOf(req), { memberUin });
  return {
    removable: items.filter(({ reason }) => !reason),
    staying: items.flatMap(({ reason, ...member }) =>
      reason ? [{ ...member, text: refusalText(reason, res) }] : [],
    ),
  };
}

async function movePage(execute: Execute, req: Request, memberUins: number[]) {
  const search = { memberUins, limit: 50 };
  const { items } = await execute(describeOrganizationMembers, administratorOf(req), search);
  return { members: items, departments: await departmentChoices(execute, req), values: {} };
}
