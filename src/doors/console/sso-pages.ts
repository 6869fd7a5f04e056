import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getExternalSamlIdentityProvider } from '../../domain/identity-center/sso/get-external-saml-identity-provider.ts';
import { getZoneSamlServiceProviderInfo } from '../../domain/identity-center/sso/get-zone-saml-service-provider-info.ts';
import { setExternalSamlIdentityProvider } from '../../domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { form } from '../form.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

export function ssoPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/sso', async (req, res) => {
    res.render('console/settings/sso', { ...(await describeSso(execute, req)), values: {}, problem: null });
  });

  router.post(
    '/settings/sso',
    form(execute, {
      action: setExternalSamlIdentityProvider,
      actor: administratorOf,
      input: (req) => ({
        zoneId: zoneOf(req),
        encodedMetadataDocument: Buffer.from(String(req.body.metadata ?? ''), 'utf8').toString('base64'),
        ssoStatus: 'Enabled',
      }),
      done: (_result, _req, res) => res.redirect(303, '/console/settings/sso'),
      page: 'console/settings/sso',
      locals: (req) => describeSso(execute, req),
    }),
  );

  return router;
}

/** Both sides of single sign-on: what we tell the identity provider, and what we know of it. */
export async function describeSso(execute: Execute, req: Request) {
  const administrator = administratorOf(req);
  const zoneId = zoneOf(req);
  const { samlServiceProvider } = await execute(getZoneSamlServiceProviderInfo, administrator, { zoneId });
  const { samlIdentityProviderConfiguration: provider, certificates } = await execute(
    getExternalSamlIdentityProvider,
    administrator,
    { zoneId },
  );
  return {
    serviceProvider: samlServiceProvider,
    identityProvider: provider
      ? {
          entityId: provider.entityId,
          loginUrl: provider.loginUrl,
          enabled: provider.ssoStatus === 'Enabled',
          certificates,
        }
      : null,
  };
}
