import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationMembers } from '../../../domain/organization/accounts/describe-organization-members.ts';
import { addOrganizationNode } from '../../../domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../domain/organization/departments/delete-organization-nodes.ts';
import { moveOrganizationNodeMembers } from '../../../domain/organization/departments/move-organization-node-members.ts';
import { updateOrganizationNode } from '../../../domain/organization/departments/update-organization-node.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { departmentTree } from './department-tree.ts';
import { numbersOf, tagLines, tagsOf } from './posted.ts';

/** The tree of departments on the left, one of them with its members on the right. */
export function departmentPages(execute: Execute): Router {
  const router = Router();
  const show = async (req: Request, nodeId: number | undefined) => {
    const tree = await departmentTree(execute, req, nodeId, hrefOf);
    const { search, offset, maxResults: limit } = listingOf(req);
    const withSubNodes = req.query.below === 'yes';
    const { items, total } = await execute(describeOrganizationMembers, administratorOf(req), {
      ...{ nodeId: tree.current.nodeId, withSubNodes, searchKey: search, offset, limit },
    });
    return { total, locals: { ...tree, withSubNodes, members: items, href: hrefOf(tree.current.nodeId) } };
  };

  router.get('/departments', async (req, res) => {
    const { total, locals } = await show(req, undefined);
    renderList(req, res, 'console/departments/show', total, locals);
  });

  router.get('/departments/:nodeId', async (req, res) => {
    const { total, locals } = await show(req as Request, idOf(req));
    renderList(req, res, 'console/departments/show', total, locals);
  });

  editing(router, execute);
  deleting(router, execute);
  movingIn(router, execute);
  return router;
}

const hrefOf = (nodeId: number): string => `/console/departments/${nodeId}`;
const idOf = (req: { params: Record<string, string | string[]> }): number => Number(req.params.nodeId);

const fieldsOf = ({ body }: Request) => ({
  name: body.name,
  remark: body.remark ?? '',
  tags: tagsOf(body.tags),
});

async function currentOf(execute: Execute, req: Request) {
  const { current } = await departmentTree(execute, req, idOf(req), hrefOf);
  const { name, remark, tags } = current;
  return {
    current,
    href: hrefOf(current.nodeId),
    isNew: false,
    values: { name, remark, tags: tagLines(tags) },
  };
}

const parentOf = async (execute: Execute, req: Request) => ({
  ...(await currentOf(execute, req)),
  isNew: true,
  values: {},
});

function editing(router: Router, execute: Execute): void {
  router.get('/departments/:nodeId/sub-departments/new', async (req, res) => {
    const locals = await parentOf(execute, req as Request);
    res.render('console/departments/edit', { ...locals, problem: null });
  });
  router.post(
    '/departments/:nodeId/sub-departments',
    form(execute, {
      action: addOrganizationNode,
      actor: administratorOf,
      input: (req) => ({ parentNodeId: idOf(req), ...fieldsOf(req) }),
      done: ({ nodeId }, _req, res) => res.redirect(303, hrefOf(nodeId)),
      page: 'console/departments/edit',
      locals: (req) => parentOf(execute, req),
    }),
  );
  router.get('/departments/:nodeId/edit', async (req, res) => {
    const locals = await currentOf(execute, req as Request);
    res.render('console/departments/edit', { ...locals, problem: null });
  });
  router.post(
    '/departments/:nodeId/edit',
    form(execute, {
      action: updateOrganizationNode,
      actor: administratorOf,
      input: (req) => ({ nodeId: idOf(req), ...fieldsOf(req) }),
      done: (_result, req, res) => res.redirect(303, hrefOf(idOf(req))),
      page: 'console/departments/edit',
      locals: (req) => currentOf(execute, req),
    }),
  );
}

function deleting(router: Router, execute: Execute): void {
  router.get('/departments/:nodeId/deletion', async (req, res) => {
    const locals = await currentOf(execute, req as Request);
    res.render('console/departments/deletion', { ...locals, problem: null });
  });
  router.post(
    '/departments/:nodeId/deletion',
    form(execute, {
      action: deleteOrganizationNodes,
      actor: administratorOf,
      input: (req) => ({ nodeId: [idOf(req)] }),
      done: (_result, req, res) => res.redirect(303, hrefOf(Number(req.body.parentNodeId))),
      page: 'console/departments/deletion',
      locals: (req) => currentOf(execute, req),
    }),
  );
}

/** Members of other departments, to choose who is moved into this one. */
function movingIn(router: Router, execute: Execute): void {
  const candidates = async (req: Request) => {
    const { current, href } = await currentOf(execute, req);
    const { search, offset, maxResults: limit } = listingOf(req);
    const { items, total } = await execute(describeOrganizationMembers, administratorOf(req), {
      ...{ notInNodeId: current.nodeId, searchKey: search, offset, limit },
    });
    return { total, locals: { current, href, members: items } };
  };

  router.get('/departments/:nodeId/members/new', async (req, res) => {
    const { total, locals } = await candidates(req as Request);
    renderList(req, res, 'console/departments/move-in', total, locals);
  });
  router.post('/departments/:nodeId/members', async (req, res) => {
    await execute(moveOrganizationNodeMembers, administratorOf(req as Request), {
      ...{ nodeId: idOf(req), memberUin: numbersOf(req.body.memberUin) },
    });
    res.redirect(303, hrefOf(idOf(req)));
  });
}
