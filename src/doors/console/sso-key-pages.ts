import { type Request, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { activateSamlSigningKey } from '../../domain/identity-center/sso/keys/activate-saml-signing-key.ts';
import { listSamlSigningKeys } from '../../domain/identity-center/sso/keys/list-saml-signing-keys.ts';
import { prepareSamlSigningKey } from '../../domain/identity-center/sso/keys/prepare-saml-signing-key.ts';
import { removeSamlSigningKey } from '../../domain/identity-center/sso/keys/remove-saml-signing-key.ts';
import { form } from '../form.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

const keysPage = '/console/settings/sso/keys';

/** Our own keys towards the identity provider, and how they are changed without anybody noticing. */
export function ssoKeyPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/sso/keys', async (req, res) => {
    res.render('console/settings/keys', { ...(await keysOf(execute, req)), problem: null });
  });
  router.post('/settings/sso/keys', change(execute, prepareSamlSigningKey));
  router.post('/settings/sso/keys/activation', change(execute, activateSamlSigningKey));
  router.post('/settings/sso/keys/:keyId/removal', change(execute, removeSamlSigningKey));

  return router;
}

const change = <I extends z.ZodType, O extends z.ZodType>(execute: Execute, action: Action<I, O>) =>
  form(execute, {
    action,
    actor: administratorOf,
    input: (req) => ({ zoneId: zoneOf(req), keyId: req.params.keyId }),
    done: (_result, _req, res) => res.redirect(303, keysPage),
    page: 'console/settings/keys',
    locals: (req) => keysOf(execute, req),
  });

const keysOf = (execute: Execute, req: Request) =>
  execute(listSamlSigningKeys, administratorOf(req), { zoneId: zoneOf(req) });
