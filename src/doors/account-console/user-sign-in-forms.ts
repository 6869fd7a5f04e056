import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createAccessKey } from '../../domain/cam/access-keys/create-access-key.ts';
import { deleteAccessKey } from '../../domain/cam/access-keys/delete-access-key.ts';
import { updateAccessKey } from '../../domain/cam/access-keys/update-access-key.ts';
import { deleteVirtualMfaDevice } from '../../domain/cam/mfa/delete-virtual-mfa-device.ts';
import { updateCamUser } from '../../domain/cam/users/update-user.ts';
import { form } from '../form.ts';
import type { ChangeForm } from './change-forms.ts';
import { principalOf } from './signed-in.ts';
import { describeUser, userHref } from './user-view.ts';

/** How a CAM user signs in: console access, password, MFA device, access keys. */
export const signInChanges: Record<string, ChangeForm> = {
  '/users/:name/console-access': {
    action: updateCamUser,
    input: ({ params: { name }, body }) => ({ name, consoleLogin: Number(body.consoleLogin) }),
  },
  '/users/:name/password': {
    action: updateCamUser,
    input: ({ params: { name }, body }) => ({
      name,
      consoleLogin: 1,
      password: body.password,
      needResetPassword: body.needResetPassword ? 1 : 0,
    }),
  },
  '/users/:name/mfa-device/deletion': {
    action: deleteVirtualMfaDevice,
    input: ({ body }) => ({ targetUin: Number(body.uin) }),
  },
  '/users/:name/access-keys/:accessKeyId': {
    action: updateAccessKey,
    input: ({ params: { accessKeyId }, body: { uin, status } }) => ({
      accessKeyId,
      status,
      targetUin: Number(uin),
    }),
  },
  '/users/:name/access-keys/:accessKeyId/deletion': {
    action: deleteAccessKey,
    input: ({ params: { accessKeyId }, body }) => ({ accessKeyId, targetUin: Number(body.uin) }),
  },
};

/** A new key is shown with its secret, this once. */
export function newUserKeyPage(execute: Execute): Router {
  const router = Router();
  router.post(
    '/users/:name/access-keys',
    form(execute, {
      action: createAccessKey,
      actor: principalOf,
      input: ({ body }) => ({ targetUin: Number(body.uin), description: body.description }),
      done({ accessKey: { accessKeyId, secretAccessKey } }, { params: { name } }, res) {
        const href = userHref(String(name));
        const secrets = { accessKeyId, secretAccessKey };
        res.status(201).render('account-console/secrets', { name, href, section: 'users', secrets });
      },
      page: 'account-console/users/show',
      locals: (req) => describeUser(execute, req),
    }),
  );
  return router;
}
