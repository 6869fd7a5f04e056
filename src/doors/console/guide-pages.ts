import { readFileSync } from 'node:fs';
import { type Request, type Response, Router } from 'express';
import { lexer } from 'marked';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { describeScimSettings } from '../../domain/identity-center/scim/describe-scim-settings.ts';
import { getZoneSamlServiceProviderInfo } from '../../domain/identity-center/sso/get-zone-saml-service-provider-info.ts';
import { type Vendor, vendors } from '../../domain/identity-center/sso/vendor.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';
import { type ScimGuide, scimGuides } from './scim-guides.ts';
import { servicePolicies } from './service-control-page.ts';

const folders: Record<string, string> = { en: 'docs/guides', 'zh-CN': 'docs/guides/zh-CN' };

/** Guides that are not about an identity provider, each with the page it belongs to. */
const productGuides = {
  'service-control-policies': { section: 'serviceControlPolicies', back: servicePolicies },
} as const;
type ProductGuide = keyof typeof productGuides;

/** The guides of docs/guides, with this space's own addresses filled in. */
export function guidePages(execute: Execute): Router {
  const router = Router();

  router.get('/guides/:name', async (req, res) => {
    const { name } = req.params;
    if (Object.hasOwn(productGuides, name)) return renderProductGuide(name as ProductGuide, res);
    const ofDirectory = scimGuides.find((known) => known === name);
    if (ofDirectory) return renderScimGuide(execute, ofDirectory, req as Request, res);
    const vendor = vendors.find((known) => known === name);
    if (!vendor) throw guideNotFound(name);
    const which = { zoneId: zoneOf(req) };
    const { samlServiceProvider } = await execute(
      getZoneSamlServiceProviderInfo,
      administratorOf(req),
      which,
    );
    const { entityId, acsUrl, metadataUrl, logoutUrl: sloUrl } = samlServiceProvider;
    const { loginUrl, space } = res.locals;
    const values = { entityId, acsUrl, metadataUrl, sloUrl, loginUrl, spaceName: space.name };
    const blocks = lexer(guide(vendor, res.locals.language, values));
    const title = res.locals.t(`vendors.${vendor}`);
    res.render('console/guide', { title, section: 'sso', back: '/console/settings/sso', blocks });
  });

  return router;
}

function renderProductGuide(name: ProductGuide, res: Response): void {
  const { section, back } = productGuides[name];
  const title = res.locals.t(`console.menu.${section}`);
  res.render('console/guide', { title, section, back, blocks: lexer(guide(name, res.locals.language, {})) });
}

async function renderScimGuide(
  execute: Execute,
  name: ScimGuide,
  req: Request,
  res: Response,
): Promise<void> {
  const { baseUrl } = await execute(describeScimSettings, administratorOf(req), { zoneId: zoneOf(req) });
  const blocks = lexer(guide(name, res.locals.language, { baseUrl, spaceName: res.locals.space.name }));
  const title = res.locals.t(`scim.guides.${name}`);
  res.render('console/guide', { title, section: 'scim', back: '/console/settings/scim', blocks });
}

function guide(
  name: Vendor | ProductGuide | ScimGuide,
  language: string,
  values: Record<string, string>,
): string {
  const text = readFileSync(`${folders[language] ?? folders.en}/${name}.md`, 'utf8');
  return text.replace(/{{(\w+)}}/g, (placeholder, value: string) => values[value] ?? placeholder);
}

const guideNotFound = (vendor: string) =>
  new DomainError('not-found', 'GuideNotFound', `There is no guide "${vendor}".`, { details: { vendor } });
