import { type Request, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { describeAccount } from '../../domain/organization/accounts/describe-account.ts';
import { acceptOrganizationPermissionChange } from '../../domain/organization/finance-changes/accept-organization-permission-change.ts';
import { denyOrganizationPermissionChange } from '../../domain/organization/finance-changes/deny-organization-permission-change.ts';
import { acceptOrganizationInvitation } from '../../domain/organization/invitations/accept-organization-invitation.ts';
import { denyOrganizationInvitation } from '../../domain/organization/invitations/deny-organization-invitation.ts';
import { listOrganizationInvitations } from '../../domain/organization/invitations/list-organization-invitations.ts';
import { approveOrganizationMemberCreation } from '../../domain/organization/member-creations/approve-organization-member-creation.ts';
import { describeOrganizationMemberCreations } from '../../domain/organization/member-creations/describe-organization-member-creations.ts';
import { rejectOrganizationMemberCreation } from '../../domain/organization/member-creations/reject-organization-member-creation.ts';
import { quitOrganization } from '../../domain/organization/membership/quit-organization.ts';
import { createOrganization } from '../../domain/organization/organizations/create-organization.ts';
import { describeOrganization } from '../../domain/organization/organizations/describe-organization.ts';
import { form } from '../form.ts';
import { principalOf } from './signed-in.ts';

const ownPage = '/account-console/organization';

/** The account's side of an organization: what it is there, its invitations, what it has to decide, its way out. */
export function organizationPages(execute: Execute): Router {
  const router = Router();

  router.get('/organization', async (req, res) => {
    res.render('account-console/organization', { ...(await describe(execute, req)), problem: null });
  });
  router.get('/organization/quitting', async (req, res) => {
    const described = await describe(execute, req);
    if (!described.organization) return res.redirect(303, ownPage);
    res.render('account-console/quit', { ...described, problem: null });
  });

  const post = <I extends z.ZodType, O extends z.ZodType>(
    path: string,
    action: Action<I, O>,
    input: (req: Request) => object,
  ) =>
    router.post(
      `/organization${path}`,
      form(execute, {
        action,
        actor: principalOf,
        input,
        done: (_result, _req, res) => res.redirect(303, ownPage),
        page: 'account-console/organization',
        locals: (req) => describe(execute, req),
      }),
    );
  post('/invitations/:id/acceptance', acceptOrganizationInvitation, idOf);
  post('/invitations/:id/rejection', denyOrganizationInvitation, idOf);
  post('/finance-changes/:id/confirmation', acceptOrganizationPermissionChange, ({ params }) => ({
    changeId: Number(params.id),
  }));
  post('/finance-changes/:id/rejection', denyOrganizationPermissionChange, ({ params }) => ({
    changeId: Number(params.id),
  }));
  post('/creations/:id/approval', approveOrganizationMemberCreation, recordOf);
  post('/creations/:id/rejection', rejectOrganizationMemberCreation, recordOf);
  post('', createOrganization, ({ body }) => ({ name: body.name }));
  post('/quitting', quitOrganization, ({ body }) => ({ orgId: Number(body.orgId) }));
  return router;
}

const idOf = ({ params }: Request) => ({ id: Number(params.id) });
const recordOf = ({ params }: Request) => ({ recordId: Number(params.id) });

/** Which part of the page there is depends on whether the account belongs to an organization. */
async function describe(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const { account } = await execute(describeAccount, principal, {});
  const common = { account, signOutAction: '/account-console/sign-out', values: { name: account.name } };
  if (!account.belongsToOrganization) {
    const received = { invited: 1, limit: 50 };
    const { invitations } = await execute(listOrganizationInvitations, principal, received);
    return { ...common, organization: null, invitations, creations: [] };
  }
  const organization = await execute(describeOrganization, principal, {});
  const { items: creations } = await execute(describeOrganizationMemberCreations, principal, {
    forReview: true,
  });
  return { ...common, organization, invitations: [], creations };
}
