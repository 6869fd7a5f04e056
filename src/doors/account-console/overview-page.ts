import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getAccountSummary } from '../../domain/cam/account/get-account-summary.ts';
import type { Clock } from '../../platform/clock.ts';
import { ifAllowed } from './inside-account.ts';
import { principalOf } from './signed-in.ts';

/** Who one is in the account, for how long, with which policies; and what the account holds. */
export function overviewPage(execute: Execute, clock: Clock): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    const { account: opened, endsAt = 0 } = req.session;
    const summary = await ifAllowed(execute(getAccountSummary, principalOf(req), {}));
    res.render('account-console/index', {
      policies: req.consoleSession?.policies.map((policy) => ({
        ...policy,
        document: JSON.stringify(policy.document, null, 2),
      })),
      startedAt: new Date(opened?.startedAt ?? 0),
      expiresAt: new Date(endsAt),
      secondsLeft: Math.max(0, Math.floor((endsAt - clock.now().getTime()) / 1000)),
      startPage: opened?.startPage,
      counts: summary ? countsOf(summary) : [],
    });
  });

  return router;
}

type Summary = Record<'user' | 'group' | 'roles' | 'policies' | 'identityProviders', number>;

const countsOf = ({ quotas, ...present }: Summary & { quotas: Summary }) =>
  (
    [
      ['users', 'user'],
      ['groups', 'group'],
      ['roles', 'roles'],
      ['policies', 'policies'],
      ['identity-providers', 'identityProviders'],
    ] as const
  ).map(([name, field]) => ({
    name,
    count: present[field],
    quota: quotas[field],
    href: `/account-console/${name}`,
  }));
