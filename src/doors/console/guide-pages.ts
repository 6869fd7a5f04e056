import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { lexer } from 'marked';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { getZoneSamlServiceProviderInfo } from '../../domain/identity-center/sso/get-zone-saml-service-provider-info.ts';
import { type Vendor, vendors } from '../../domain/identity-center/sso/vendor.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

const folders: Record<string, string> = { en: 'docs/guides', 'zh-CN': 'docs/guides/zh-CN' };

/** The guides of docs/guides, with this space's own addresses filled in. */
export function guidePages(execute: Execute): Router {
  const router = Router();

  router.get('/guides/:vendor', async (req, res) => {
    const vendor = vendors.find((known) => known === req.params.vendor);
    if (!vendor) throw guideNotFound(req.params.vendor);
    const which = { zoneId: zoneOf(req) };
    const { samlServiceProvider } = await execute(
      getZoneSamlServiceProviderInfo,
      administratorOf(req),
      which,
    );
    const { entityId, acsUrl, metadataUrl, logoutUrl: sloUrl } = samlServiceProvider;
    const { loginUrl, space } = res.locals;
    const values = { entityId, acsUrl, metadataUrl, sloUrl, loginUrl, spaceName: space.name };
    res.render('console/guide', { vendor, blocks: lexer(guide(vendor, res.locals.language, values)) });
  });

  return router;
}

function guide(vendor: Vendor, language: string, values: Record<string, string>): string {
  const text = readFileSync(`${folders[language] ?? folders.en}/${vendor}.md`, 'utf8');
  return text.replace(/{{(\w+)}}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

const guideNotFound = (vendor: string) =>
  new DomainError('not-found', 'GuideNotFound', `There is no guide "${vendor}".`, { details: { vendor } });
