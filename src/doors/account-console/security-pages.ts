import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { deleteAccessKey } from '../../domain/cam/access-keys/delete-access-key.ts';
import { listAccessKeys } from '../../domain/cam/access-keys/list-access-keys.ts';
import { updateAccessKey } from '../../domain/cam/access-keys/update-access-key.ts';
import { describeSafeAuthFlag } from '../../domain/cam/mfa/describe-safe-auth-flag.ts';
import { disableVirtualMfaDevice } from '../../domain/cam/mfa/disable-virtual-mfa-device.ts';
import { enableVirtualMfaDevice } from '../../domain/cam/mfa/enable-virtual-mfa-device.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { ifAllowed } from './inside-account.ts';
import { newSecretPages } from './new-secret-pages.ts';
import { principalOf } from './signed-in.ts';

const security = '/account-console/security';

/** How one signs in oneself: password, MFA device, access keys. */
export function securityPages(execute: Execute): Router {
  const router = Router();
  const view = 'account-console/security/index';
  const locals = (req: Request) => describeSecurity(execute, req);
  const goTo = () => security;

  router.get('/security', async (req, res) => {
    res.render(view, { ...(await locals(req)), values: {}, problem: null });
  });
  router.use(newSecretPages(execute, { view, locals, href: security }));
  router.use(changeForms(execute, { view, locals, goTo }, changes));
  // The page sends what it shows along, because nobody can read the secret again for a second try.
  const device = { view: 'account-console/security/mfa-device', locals: () => ({}), goTo };
  router.use(changeForms(execute, device, confirmation));
  return router;
}

async function describeSecurity(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const flags = await ifAllowed(execute(describeSafeAuthFlag, principal, {}));
  const keys = flags?.isPerson ? await ifAllowed(execute(listAccessKeys, principal, {})) : undefined;
  return { flags, keys: keys?.accessKeys, href: security, hidden: {} };
}

const changes: Record<string, ChangeForm> = {
  '/security/mfa-device/deletion': {
    action: disableVirtualMfaDevice,
    input: ({ body }) => ({ code: body.code }),
  },
  '/security/access-keys/:accessKeyId': {
    action: updateAccessKey,
    input: ({ params: { accessKeyId }, body: { status } }) => ({ accessKeyId, status }),
  },
  '/security/access-keys/:accessKeyId/deletion': {
    action: deleteAccessKey,
    input: ({ params: { accessKeyId } }) => ({ accessKeyId }),
  },
};

const confirmation: Record<string, ChangeForm> = {
  '/security/mfa-device/confirmation': {
    action: enableVirtualMfaDevice,
    input: ({ body }) => ({ code: body.code }),
  },
};
