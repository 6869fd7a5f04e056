import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { describeSamlConfiguration } from '../../domain/identity-center/sso/describe-saml-configuration.ts';
import { getZoneSamlServiceProviderInfo } from '../../domain/identity-center/sso/get-zone-saml-service-provider-info.ts';
import { listSamlConfigurationRevisions } from '../../domain/identity-center/sso/list-saml-configuration-revisions.ts';
import { proposeSamlConfiguration } from '../../domain/identity-center/sso/propose-saml-configuration.ts';
import { rollBackSamlConfiguration } from '../../domain/identity-center/sso/roll-back-saml-configuration.ts';
import { vendors } from '../../domain/identity-center/sso/vendor.ts';
import { form } from '../form.ts';
import { allowFormsTo } from '../security-headers.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

const candidatePage = '/console/settings/sso/candidate';

/** Settings > SSO: what is in use, ways to change it (each prepares a candidate), and what it was before. */
export function ssoPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/sso', async (req, res) => {
    const sso = await describeSso(execute, req);
    if (sso.configuration.loginUrl) allowFormsTo(res, sso.configuration.loginUrl);
    res.render('console/settings/sso', { ...sso, vendors, values: {}, problem: null });
  });

  router.get('/settings/sso/change', async (req, res) => {
    res.render('console/settings/change', { ...(await changeLocals(execute, req)), problem: null });
  });

  router.post(
    '/settings/sso/proposals',
    form(execute, {
      action: proposeSamlConfiguration,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), proposal: proposalOf(req.body ?? {}) }),
      done: (_result, _req, res) => res.redirect(303, candidatePage),
      page: 'console/settings/change',
      locals: (req) => changeLocals(execute, req),
    }),
  );

  router.get('/settings/sso/history', async (req, res) => {
    res.render('console/settings/history', { ...(await historyLocals(execute, req)), problem: null });
  });

  router.post(
    '/settings/sso/history/:revision/candidate',
    form(execute, {
      action: rollBackSamlConfiguration,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), revision: req.params.revision }),
      done: (_result, _req, res) => res.redirect(303, candidatePage),
      page: 'console/settings/history',
      locals: (req) => historyLocals(execute, req),
    }),
  );

  return router;
}

const texts = [
  'metadata',
  'metadataUrl',
  'entityId',
  'loginUrl',
  'logoutUrl',
  'logoutBinding',
  'addCertificate',
  'removeCertificateId',
];
const choices = ['isEnabled', 'allowsIdpInitiated', 'allowsCbc'];

/** The fields that the form has. An empty text is not given, unless its form says that it may be emptied. */
function proposalOf(body: Record<string, unknown>) {
  const mayBeEmpty = String(body.mayBeEmpty ?? '').split(' ');
  const given = texts.filter(
    (name) => body[name] !== undefined && (body[name] !== '' || mayBeEmpty.includes(name)),
  );
  return Object.fromEntries([
    ...given.map((name) => [name, body[name]]),
    ...choices.filter((name) => body[name] !== undefined).map((name) => [name, body[name] === 'true']),
  ]);
}

/** The form shows the prepared settings, if there are any: a proposal builds on them. */
async function changeLocals(execute: Execute, req: Request) {
  const sso = await describeSso(execute, req);
  return { ...sso, values: sso.candidate?.configuration ?? sso.configuration };
}

async function historyLocals(execute: Execute, req: Request) {
  return execute(listSamlConfigurationRevisions, administratorOf(req), { zoneId: zoneOf(req) });
}

/** Both sides of single sign-on: what we tell the identity provider, and what we know of it. */
export async function describeSso(execute: Execute, req: Request) {
  const administrator = administratorOf(req);
  const zoneId = zoneOf(req);
  const { samlServiceProvider } = await execute(getZoneSamlServiceProviderInfo, administrator, { zoneId });
  const described = await execute(describeSamlConfiguration, administrator, { zoneId });
  return { serviceProvider: samlServiceProvider, ...described, candidate: described.candidate ?? null };
}
