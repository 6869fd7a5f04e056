import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createUserSamlConfig } from '../../domain/cam/user-sso/create-user-saml-config.ts';
import { describeUserSamlConfig } from '../../domain/cam/user-sso/describe-user-saml-config.ts';
import { disableUserSso } from '../../domain/cam/user-sso/disable-user-sso.ts';
import { updateUserSamlConfig } from '../../domain/cam/user-sso/update-user-saml-config.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { principalOf } from './signed-in.ts';

/** The one identity provider through which CAM users come, instead of by password. */
export function userSsoPages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/user-sso';
  const locals = async (req: Request) => ({
    userSso: await execute(describeUserSamlConfig, principalOf(req), {}),
  });

  router.get('/user-sso', async (req, res) => {
    res.render(view, { ...(await locals(req)), values: {}, problem: null });
  });
  router.use(changeForms(execute, { view, locals, goTo: () => '/account-console/user-sso' }, changes));
  return router;
}

/** People paste the document itself; the operations take it in base64. */
const documentIn = ({ body }: Request): string =>
  Buffer.from(String(body.samlMetadataDocument ?? '')).toString('base64');

const changes: Record<string, ChangeForm> = {
  '/user-sso': {
    action: createUserSamlConfig,
    input: (req) => ({ samlMetadataDocument: documentIn(req) }),
  },
  '/user-sso/metadata': {
    action: updateUserSamlConfig,
    input: (req) => ({ operate: 'updateSAML', samlMetadataDocument: documentIn(req) }),
  },
  '/user-sso/deletion': { action: disableUserSso, input: () => ({}) },
};
