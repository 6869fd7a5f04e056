import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createSamlProvider } from '../../domain/cam/saml-providers/create-saml-provider.ts';
import { deleteSamlProvider } from '../../domain/cam/saml-providers/delete-saml-provider.ts';
import { getSamlProvider } from '../../domain/cam/saml-providers/get-saml-provider.ts';
import { listSamlProviders } from '../../domain/cam/saml-providers/list-saml-providers.ts';
import { samlProviderArn } from '../../domain/cam/saml-providers/saml-provider.ts';
import { updateSamlProvider } from '../../domain/cam/saml-providers/update-saml-provider.ts';
import { describeUserSamlConfig } from '../../domain/cam/user-sso/describe-user-saml-config.ts';
import { renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { ifAllowed } from './inside-account.ts';
import { principalOf } from './signed-in.ts';

const providerHref = (name: unknown): string =>
  `/account-console/identity-providers/${encodeURIComponent(String(name))}`;

/** Identity providers that roles may trust; and through which one CAM users come, if any. */
export function identityProviderPages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/identity-providers/show';
  const locals = (req: Request) => describeProvider(execute, req);

  router.get('/identity-providers', async (req, res) => {
    const { samlProviderSet } = await execute(listSamlProviders, principalOf(req), {});
    const { search } = listingOf(req);
    const found = samlProviderSet.filter(({ name, entityId }) =>
      `${name}\n${entityId}`.toLowerCase().includes(search.toLowerCase()),
    );
    renderList(req, res, 'account-console/identity-providers/index', found.length, {
      providers: found.map((provider) => ({ ...provider, href: providerHref(provider.name) })),
      userSso: await ifAllowed(execute(describeUserSamlConfig, principalOf(req), {})),
    });
  });

  router.get('/identity-providers/new', (_req, res) => {
    res.render('account-console/identity-providers/new', { values: {}, problem: null });
  });

  router.get('/identity-providers/:name', async (req, res) => {
    res.render(view, { ...(await locals(req)), problem: null });
  });

  const newPage = { view: 'account-console/identity-providers/new', locals: () => ({}) };
  router.use(changeForms(execute, { ...newPage, goTo: ({ body }) => providerHref(body.name) }, creation));
  router.use(
    changeForms(execute, { view, locals, goTo: ({ params }) => providerHref(params.name) }, changes),
  );
  return router;
}

async function describeProvider(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const provider = await execute(getSamlProvider, principal, { name: req.params.name });
  const { name, description } = provider;
  return {
    provider,
    href: providerHref(name),
    arn: samlProviderArn(principal.uin, name),
    values: { description },
  };
}

/** People paste the document itself; the operation takes it in base64. */
const encoded = (document: unknown): string => Buffer.from(String(document ?? '')).toString('base64');

const creation: Record<string, ChangeForm> = {
  '/identity-providers': {
    action: createSamlProvider,
    input: ({ body: { name, description, samlMetadataDocument } }) => ({
      name,
      description,
      samlMetadataDocument: encoded(samlMetadataDocument),
    }),
  },
};

const changes: Record<string, ChangeForm> = {
  '/identity-providers/:name': {
    action: updateSamlProvider,
    input: ({ params: { name }, body: { description, samlMetadataDocument } }) => ({
      name,
      description,
      samlMetadataDocument: samlMetadataDocument && encoded(samlMetadataDocument),
    }),
  },
  '/identity-providers/:name/deletion': {
    action: deleteSamlProvider,
    input: ({ params: { name } }) => ({ name }),
    goTo: () => '/account-console/identity-providers',
  },
};
