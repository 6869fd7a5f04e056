import { type Request, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../../action/define-action.ts';
import type { Execute } from '../../../action/execute.ts';
import { createScimCredential } from '../../../domain/identity-center/scim/create-scim-credential.ts';
import { deleteScimCredential } from '../../../domain/identity-center/scim/delete-scim-credential.ts';
import { updateScimCredentialStatus } from '../../../domain/identity-center/scim/update-scim-credential-status.ts';
import { form } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { scimLocals, scimPage } from './scim-locals.ts';

/** Keys of the directory: a new one is shown in the answer itself, this once. */
export function keyPages(execute: Execute): Router {
  const router = Router();

  router.post(
    '/settings/scim/keys',
    form(execute, {
      action: createScimCredential,
      actor: administratorOf,
      input: (req) => ({
        zoneId: zoneOf(req),
        name: req.body.name || undefined,
        expireDuration: req.body.expireDuration ? Number(req.body.expireDuration) : undefined,
      }),
      done: async (created, req, res) => {
        const { directory } = await scimLocals(execute, req);
        res.status(201).render('console/settings/scim/key', { created, directory });
      },
      page: 'console/settings/scim',
      locals: (req) => scimLocals(execute, req),
    }),
  );
  router.post('/settings/scim/keys/:credentialId/status', change(execute, updateScimCredentialStatus));
  router.post('/settings/scim/keys/:credentialId/deletion', change(execute, deleteScimCredential));

  return router;
}

const change = <I extends z.ZodType, O extends z.ZodType>(execute: Execute, action: Action<I, O>) =>
  form(execute, {
    action,
    actor: administratorOf,
    input: (req: Request) => ({
      zoneId: zoneOf(req),
      credentialId: req.params.credentialId,
      newStatus: req.body.newStatus,
    }),
    done: (_result, _req, res) => res.redirect(303, scimPage),
    page: 'console/settings/scim',
    locals: (req) => scimLocals(execute, req),
  });
