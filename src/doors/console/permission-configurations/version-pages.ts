import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { listRoleConfigurationVersions } from '../../../domain/identity-center/permission-configurations/list-role-configuration-versions.ts';
import { previewRoleConfigurationChange } from '../../../domain/identity-center/permission-configurations/preview-role-configuration-change.ts';
import { rollBackRoleConfiguration } from '../../../domain/identity-center/permission-configurations/roll-back-role-configuration.ts';
import { form } from '../../form.ts';
import { administratorOf } from '../administrator-session.ts';
import { byWhom } from '../by-whom.ts';
import { numberIn } from '../member-logins/chosen.ts';
import { configurationHref, configurationOf, whichOf } from './configuration-view.ts';
import { changesOnPage } from './shown-changes.ts';

/** What a configuration said before: who changed what, and going back to it. */
export function versionPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });
  const locals = (req: Request) => rollBackLocals(execute, req);

  router.get('/versions', async (req, res) => {
    const before = Number(req.query.before) || undefined;
    const asked = { ...whichOf(req as Request), before };
    const { versions, isTruncated } = await execute(
      listRoleConfigurationVersions,
      administratorOf(req as Request),
      asked,
    );
    res.render('console/permission-configurations/versions', {
      configuration: await configurationOf(execute, req as Request),
      versions: versions.map(({ actor, changes, ...version }) => ({
        ...{ ...version, by: byWhom(actor), changes: changesOnPage(changes) },
      })),
      earlierBefore: isTruncated ? versions.at(-1)?.version : null,
    });
  });

  router.get('/versions/:version', async (req, res) => {
    res.render('console/permission-configurations/roll-back', {
      ...(await locals(req as Request)),
      problem: null,
    });
  });
  router.post(
    '/versions/:version',
    form(execute, {
      action: rollBackRoleConfiguration,
      actor: administratorOf,
      input: (req) => ({
        ...whichOf(req),
        toVersion: numberIn(req.params.version),
        version: Number(req.body.version),
      }),
      done: (_result, req, res) => res.redirect(303, `${configurationHref(String(req.params.id))}/versions`),
      page: 'console/permission-configurations/roll-back',
      locals,
    }),
  );

  return router;
}

async function rollBackLocals(execute: Execute, req: Request) {
  const toVersion = numberIn(req.params.version);
  const asked = { ...whichOf(req), toVersion };
  const preview = await execute(previewRoleConfigurationChange, administratorOf(req), asked);
  return {
    configuration: await configurationOf(execute, req),
    toVersion,
    preview: { ...preview, changes: changesOnPage(preview.changes) },
  };
}
