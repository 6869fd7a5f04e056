import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { openIdentityCenter } from '../../domain/identity-center/space/open-identity-center.ts';
import { updateZone } from '../../domain/identity-center/space/update-zone.ts';
import { form } from '../form.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

/** Opening the organization's Identity Center, and what can be changed of its space. */
export function spacePages(execute: Execute): Router {
  const router = Router();

  router.post(
    '/space',
    form(execute, {
      action: openIdentityCenter,
      actor: administratorOf,
      input: ({ body }) => ({ zoneName: body.zoneName }),
      done: (_result, _req, res) => res.redirect(303, '/console'),
      page: 'console/space/open',
    }),
  );

  router.get('/settings/space', (_req, res) => {
    res.render('console/space/settings', { values: { newZoneName: res.locals.space.name }, problem: null });
  });

  router.post(
    '/settings/space',
    form(execute, {
      action: updateZone,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), newZoneName: req.body.newZoneName }),
      done: (_result, _req, res) => res.redirect(303, '/console'),
      page: 'console/space/settings',
    }),
  );

  return router;
}
