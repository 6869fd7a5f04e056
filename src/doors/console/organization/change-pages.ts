import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeOrganizationChanges } from '../../../domain/organization/changes/describe-organization-changes.ts';
import { describeOrganizationPermissionChanges } from '../../../domain/organization/finance-changes/describe-organization-permission-changes.ts';
import { cancelOrganizationInvitation } from '../../../domain/organization/invitations/cancel-organization-invitation.ts';
import { listOrganizationInvitations } from '../../../domain/organization/invitations/list-organization-invitations.ts';
import { cancelOrganizationMemberCreation } from '../../../domain/organization/member-creations/cancel-organization-member-creation.ts';
import { describeOrganizationMemberCreations } from '../../../domain/organization/member-creations/describe-organization-member-creations.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { byWhom } from '../by-whom.ts';
import { financeValues } from './posted.ts';

const changesPath = '/organization/changes';

/** Everything that happened, and a tab for each kind of it. */
export function changePages(execute: Execute): Router {
  const router = Router();

  for (const category of ['moves', 'departures', 'departments', 'all'] as const) {
    router.get(category === 'all' ? changesPath : `${changesPath}/${category}`, async (req, res) => {
      const { items, total } = await execute(describeOrganizationChanges, administratorOf(req), {
        ...searchOf(req),
        ...(category !== 'all' && { category }),
      });
      renderList(req, res, 'console/organization/changes', total, {
        tab: category,
        changes: items.map(changeOnPage),
      });
    });
  }

  invitationTab(router, execute);
  creationTab(router, execute);
  router.get(`${changesPath}/finance`, async (req, res) => {
    const search = searchOf(req);
    const { items, total } = await execute(
      describeOrganizationPermissionChanges,
      administratorOf(req),
      search,
    );
    const changes = items.map((change) => ({
      ...change,
      former: financeValues(change.former.map(({ id }) => id)),
      present: financeValues(change.present.map(({ id }) => id)),
    }));
    renderList(req, res, 'console/organization/changes/finance', total, { changes });
  });
  return router;
}

function invitationTab(router: Router, execute: Execute): void {
  router.get(`${changesPath}/invitations`, async (req, res) => {
    const { status } = req.query;
    const { invitations, totalCount } = await execute(listOrganizationInvitations, administratorOf(req), {
      ...{ invited: 0, ...searchOf(req), ...(status && { status }) },
    });
    renderList(req, res, 'console/organization/changes/invitations', totalCount, {
      status: status ?? '',
      invitations: invitations.map((invitation) => ({
        ...invitation,
        ...financeValues(invitation.permissionIds),
      })),
    });
  });
  router.post('/organization/invitations/:id/cancellation', async (req, res) => {
    const which = { id: Number(req.params.id) };
    await execute(cancelOrganizationInvitation, administratorOf(req as Request), which);
    res.redirect(303, `/console${changesPath}/invitations`);
  });
}

function creationTab(router: Router, execute: Execute): void {
  router.get(`${changesPath}/creations`, async (req, res) => {
    const { items, total } = await execute(
      describeOrganizationMemberCreations,
      administratorOf(req),
      searchOf(req),
    );
    renderList(req, res, 'console/organization/changes/creations', total, {
      creations: items.map((creation) => ({ ...creation, ...financeValues(creation.permissionIds) })),
    });
  });
  router.post('/organization/creations/:recordId/cancellation', async (req, res) => {
    const which = { recordId: Number(req.params.recordId) };
    await execute(cancelOrganizationMemberCreation, administratorOf(req as Request), which);
    res.redirect(303, `/console${changesPath}/creations`);
  });
}

function searchOf(req: Request) {
  const { search: searchKey, offset, maxResults: limit } = listingOf(req);
  return { searchKey, offset, limit };
}

interface Change {
  kind: string;
  memberUin: number | null;
  memberName: string;
  nodeName: string;
  former: string;
  present: string;
  actor?: unknown;
  time: Date;
}

/** Whom it is about, what was and is, and who did it, ready to be shown. */
export function changeOnPage({
  kind,
  memberUin,
  memberName,
  nodeName,
  former,
  present,
  actor,
  time,
}: Change) {
  const isFinance = kind.startsWith('Finance');
  const toFinance = (ids: string) => financeValues(ids ? ids.split(',').map(Number) : []);
  return {
    ...{ kind, memberUin, memberName, nodeName, time },
    ...(isFinance
      ? { formerFinance: toFinance(former), presentFinance: toFinance(present) }
      : { former, present }),
    by: byWhom(actor, 'clock'),
  };
}
