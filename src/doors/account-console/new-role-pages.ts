import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createRole } from '../../domain/cam/roles/create-role.ts';
import { trustAccount, trustSamlProvider, trustService } from '../../domain/cam/roles/trust-policy.ts';
import { listSamlProviders } from '../../domain/cam/saml-providers/list-saml-providers.ts';
import { samlProviderArn } from '../../domain/cam/saml-providers/saml-provider.ts';
import { form } from '../form.ts';
import { explainPolicy } from '../policy-problems.ts';
import { ifAllowed } from './inside-account.ts';
import { roleHref } from './role-view.ts';
import { principalOf } from './signed-in.ts';

/** Whom a new role is for; each has a form of its own. */
const kinds = ['account', 'service', 'provider', 'document'] as const;
type Kind = (typeof kinds)[number];

export function newRolePages(execute: Execute, roleAcsUrl: string): Router {
  const router = Router();

  router.get('/roles/new', async (req, res) => {
    res.render('account-console/roles/new', {
      ...(await newRoleLocals(execute, req, req.query.for)),
      values: { accountUin: principalOf(req).uin },
      problem: null,
      explained: null,
    });
  });

  router.post(
    '/roles',
    form(execute, {
      action: createRole,
      actor: principalOf,
      input: (req) => ({
        roleName: req.body.roleName,
        description: req.body.description,
        consoleLogin: req.body.consoleLogin ? 1 : 0,
        policyDocument: trustPolicyOf(req, roleAcsUrl),
      }),
      done: (_result, req, res) => res.redirect(303, roleHref(req.body.roleName)),
      page: 'account-console/roles/new',
      locals: async (req) => ({
        ...(await newRoleLocals(execute, req, req.body.kind)),
        explained: req.body.kind === 'document' ? explainPolicy(req.body.policyDocument, 'trust') : null,
      }),
    }),
  );

  return router;
}

/** What the form says, as the trust policy that it means. */
function trustPolicyOf(req: Request, roleAcsUrl: string): string {
  const { kind, accountUin, service, provider, policyDocument } = req.body;
  if (kind === 'document') return String(policyDocument ?? '');
  if (kind === 'service') return JSON.stringify(trustService(String(service ?? '').trim()));
  if (kind === 'provider') {
    const arn = samlProviderArn(principalOf(req).uin, String(provider ?? ''));
    return JSON.stringify(trustSamlProvider(arn, roleAcsUrl));
  }
  return JSON.stringify(trustAccount(Number(accountUin)));
}

async function newRoleLocals(execute: Execute, req: Request, asked: unknown) {
  const kind: Kind = kinds.find((known) => known === asked) ?? 'account';
  const providers =
    kind === 'provider' ? await ifAllowed(execute(listSamlProviders, principalOf(req), {})) : undefined;
  return { kind, kinds, providers: (providers?.samlProviderSet ?? []).map((provider) => provider.name) };
}
