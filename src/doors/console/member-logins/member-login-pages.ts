import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listMemberLogins } from '../../../domain/sts/member-logins/list-member-logins.ts';
import { logInToMember } from '../../../domain/sts/member-logins/log-in-to-member.ts';
import { form } from '../../form.ts';
import { handOver } from '../../hand-over.ts';
import { renderList } from '../../list-page.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf } from '../administrator-session.ts';
import { numberIn } from './chosen.ts';

const view = 'console/organization/member-logins/index';

/** The members that one may log in to, and the way in. */
export function memberLoginPages(execute: Execute, isSecure: boolean): Router {
  const router = Router();

  router.get('/organization/member-logins', async (req, res) => {
    const { total, logins } = await loginsOf(execute, req);
    renderList(req, res, view, total, { logins, problem: null });
  });

  router.post(
    '/organization/member-logins/:uin/session',
    form(execute, {
      action: logInToMember,
      actor: administratorOf,
      input: ({ params, body }) => ({
        memberUin: numberIn(params.uin),
        identityId: numberIn(body.identityId),
      }),
      done: ({ uin, identity, endsAt }, _req, res) =>
        handOver(execute, res, {
          principal: { kind: 'principal', uin, identity },
          endsAt,
          to: '/account-console',
          isSecure,
        }),
      page: view,
      locals: async (req) => {
        const { total, logins, search } = await loginsOf(execute, req);
        return { logins, search, page: pagerOf(req, total) };
      },
    }),
  );
  return router;
}

async function loginsOf(execute: Execute, req: Request) {
  const { search, offset, maxResults } = listingOf(req);
  const listing = { filter: search, offset, maxResults };
  const { items, total } = await execute(listMemberLogins, administratorOf(req), listing);
  return { logins: items, total, search };
}
