import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createCamPolicy } from '../../domain/cam/policies/create-policy.ts';
import { deleteCamPolicy } from '../../domain/cam/policies/delete-policy.ts';
import { listCamPolicies } from '../../domain/cam/policies/list-policies.ts';
import { updateCamPolicy } from '../../domain/cam/policies/update-policy.ts';
import { form } from '../form.ts';
import { renderList } from '../list-page.ts';
import { explainPolicy } from '../policy-problems.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { askedOf } from './page-of-list.ts';
import { describePolicy, policyHref, policyIdIn } from './policy-view.ts';
import { principalOf } from './signed-in.ts';

/** Which policies a list is about: all, the account's own, the preset ones. */
const scopes = { all: 'All', custom: 'Local', preset: 'QCS' } as const;

/** To begin with: it reads one bucket, and shows every part that a statement has. */
const example = `{
  "version": "2.0",
  "statement": [
    {
      "effect": "allow",
      "action": ["cos:GetBucket", "cos:GetObject"],
      "resource": ["qcs::cos:ap-guangzhou:uid/1250000000:example-1250000000/*"]
    }
  ]
}
`;

export function policyPages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/policies/show';
  const locals = (req: Request) => describePolicy(execute, req);

  router.get('/policies', async (req, res) => {
    const tab = scopeOf(req);
    const asked = { ...askedOf(req), scope: scopes[tab] };
    const { list, totalNum } = await execute(listCamPolicies, principalOf(req), asked);
    renderList(req, res, 'account-console/policies/index', totalNum, {
      tab,
      tabs: Object.keys(scopes),
      policies: list.map((policy) => ({ ...policy, href: policyHref(policy.policyId) })),
    });
  });

  router.get('/policies/new', (_req, res) => {
    const values = { policyDocument: example };
    res.render('account-console/policies/new', { values, problem: null, explained: null });
  });

  router.post(
    '/policies',
    form(execute, {
      action: createCamPolicy,
      actor: principalOf,
      input: ({ body }) => ({ ...body, policyDocument: String(body.policyDocument ?? '') }),
      done: ({ policyId }, _req, res) => res.redirect(303, policyHref(policyId)),
      page: 'account-console/policies/new',
      locals: ({ body }) => ({ explained: explainPolicy(body.policyDocument, 'permission') }),
    }),
  );

  router.get('/policies/:policyId', async (req, res) => {
    res.render(view, { ...(await locals(req)), problem: null });
  });

  router.use(changeForms(execute, { view, locals, goTo: (req) => policyHref(policyIdIn(req)) }, changes));
  return router;
}

const changes: Record<string, ChangeForm> = {
  '/policies/:policyId': {
    action: updateCamPolicy,
    input: (req) => ({ policyId: policyIdIn(req), description: req.body.description }),
  },
  '/policies/:policyId/deletion': {
    action: deleteCamPolicy,
    input: (req) => ({ policyId: [policyIdIn(req)] }),
    goTo: () => '/account-console/policies',
  },
};

function scopeOf({ query }: Request): keyof typeof scopes {
  return query.scope === 'custom' || query.scope === 'preset' ? query.scope : 'all';
}
