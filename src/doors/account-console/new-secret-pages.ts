import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createAccessKey } from '../../domain/cam/access-keys/create-access-key.ts';
import { createVirtualMfaDevice } from '../../domain/cam/mfa/create-virtual-mfa-device.ts';
import { form } from '../form.ts';
import { principalOf } from './signed-in.ts';

interface SecurityPage {
  view: string;
  locals(req: Request): Promise<object>;
  href: string;
}

/** New secrets of one's own. They are shown this once, so they are in the answer itself and not behind a link. */
export function newSecretPages(execute: Execute, { view, locals, href }: SecurityPage): Router {
  const router = Router();

  router.post(
    '/security/mfa-device',
    form(execute, {
      action: createVirtualMfaDevice,
      actor: principalOf,
      input: () => ({}),
      done: (device, _req, res) =>
        res.status(201).render('account-console/security/mfa-device', { values: device, problem: null }),
      page: view,
      locals,
    }),
  );

  router.post(
    '/security/access-keys',
    form(execute, {
      action: createAccessKey,
      actor: principalOf,
      input: ({ body }) => ({ description: body.description }),
      done({ accessKey: { accessKeyId, secretAccessKey } }, _req, res) {
        const { name } = res.locals.identity;
        const secrets = { accessKeyId, secretAccessKey };
        res.status(201).render('account-console/secrets', { name, href, section: 'security', secrets });
      },
      page: view,
      locals,
    }),
  );

  return router;
}
