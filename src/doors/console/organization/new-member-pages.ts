import { type Request, type RequestHandler, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../../action/define-action.ts';
import type { Execute } from '../../../action/execute.ts';
import { createOrganizationMember } from '../../../domain/organization/accounts/create-organization-member.ts';
import { registerOrganizationMember } from '../../../domain/organization/accounts/register-organization-member.ts';
import { inviteOrganizationMember } from '../../../domain/organization/invitations/invite-organization-member.ts';
import { describeOrganizationAuthNode } from '../../../domain/organization/verified-entities/describe-organization-auth-node.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';
import { departmentChoices } from './department-tree.ts';
import { financeOf, memberOf } from './posted.ts';

const ways = ['create', 'invite', 'register'] as const;
type Way = (typeof ways)[number];

/** Three ways to add an account: create one, invite one that exists here, register one of a real cloud. */
export function newMemberPages(execute: Execute): Router {
  const router = Router();
  const page = <I extends z.ZodType, O extends z.ZodType>(
    way: Way,
    action: Action<I, O>,
    input: (req: Request) => object,
    goTo: string | ((result: z.output<O>) => string),
  ): RequestHandler =>
    form(execute, {
      action,
      actor: administratorOf,
      input,
      done: (result, _req, res) => res.redirect(303, typeof goTo === 'string' ? goTo : goTo(result)),
      page: 'console/members/new',
      locals: (req) => choices(execute, req, way),
    });

  router.get('/members/new', async (req, res) => {
    const way = ways.find((known) => known === req.query.way) ?? 'create';
    const locals = await choices(execute, req, way);
    const { nodeId, authRelationId } = req.query;
    res.render('console/members/new', {
      ...locals,
      values: { ...locals.values, ...(nodeId && { nodeId }), ...(authRelationId && { authRelationId }) },
      problem: null,
    });
  });
  router.post(
    '/members',
    page('create', createOrganizationMember, createdOf, ({ uin, status }) =>
      status === 'Created' ? `/console/members/${uin}` : '/console/organization/changes/creations',
    ),
  );
  router.post(
    '/members/invitations',
    page('invite', inviteOrganizationMember, invitedOf, '/console/organization/changes/invitations'),
  );
  router.post(
    '/members/registrations',
    page('register', registerOrganizationMember, registeredOf, ({ uin }) => `/console/members/${uin}`),
  );

  return router;
}

const createdOf = ({ body }: Request) => ({
  ...memberOf(body),
  ...financeOf(body),
  ...(body.authRelationId && { authRelationId: Number(body.authRelationId) }),
});

const invitedOf = ({ body }: Request) => ({
  ...memberOf(body),
  ...financeOf(body),
  memberUin: Number(body.memberUin),
  isAllowQuit: body.isAllowQuit === 'Allow' ? 'Allow' : 'Denied',
});

const registeredOf = ({ body }: Request) => ({
  ...memberOf(body),
  ...financeOf(body),
  memberUin: Number(body.memberUin),
  cloudSite: body.cloudSite,
  relationAuthName: body.relationAuthName || undefined,
});

/** What the form offers. Only an entity with an admin account can have accounts created under it. */
async function choices(execute: Execute, req: Request, way: Way) {
  const { items: entities } = await execute(describeOrganizationAuthNode, administratorOf(req), {
    limit: 50,
  });
  const departments = await departmentChoices(execute, req);
  return {
    way,
    ways,
    departments,
    entities: entities.filter(({ isOwn, manager }) => way !== 'create' || isOwn || manager),
    values: {
      nodeId: departments[0]?.value,
      permissionIds: ['1', '2'],
      paymentMode: way === 'create' ? 'PayOnBehalf' : 'SelfPay',
      cloudSite: 'tencent-cn',
    },
  };
}
