import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../action/domain-error.ts';
import type { Execute } from '../../../action/execute.ts';
import { changeRoleConfiguration } from '../../../domain/identity-center/permission-configurations/change-role-configuration.ts';
import { previewRoleConfigurationChange } from '../../../domain/identity-center/permission-configurations/preview-role-configuration-change.ts';
import { updateRoleConfiguration } from '../../../domain/identity-center/permission-configurations/update-role-configuration.ts';
import { errorMapping } from '../../error-mapping.ts';
import { form, toProblem } from '../../form.ts';
import { explainPolicy } from '../../policy-problems.ts';
import { administratorOf } from '../administrator-session.ts';
import { listOf, tagLines, tagsOf } from '../organization/posted.ts';
import {
  configurationHref,
  configurationOf,
  contentOf,
  presetChoices,
  valuesOf,
  whichOf,
} from './configuration-view.ts';
import { changesOnPage } from './shown-changes.ts';

const page = 'console/permission-configurations/edit';

/** An edit: the form, the same with other policies to choose from, what it would change, and saving it. */
export function editPages(execute: Execute): Router {
  const router = Router({ mergeParams: true });

  router.get('/edit', async (req, res) => {
    res.render(page, { ...(await formLocals(execute, req as Request)), problem: null });
  });
  /** Another search among the policies; what is typed stays. */
  router.post('/edit', async (req, res) => {
    const locals = await formLocals(execute, req as Request);
    res.render(page, { ...locals, values: { ...locals.values, ...typed(req as Request) }, problem: null });
  });
  router.post('/changes', (req, res) => showChanges(execute, req as Request, res));

  router.post(
    '/',
    form(execute, {
      action: changeRoleConfiguration,
      actor: administratorOf,
      input: (req) => ({
        ...whichOf(req),
        version: Number(req.body.version),
        content: contentOf(req.body),
      }),
      done: (_result, req, res) => res.redirect(303, configurationHref(String(req.params.id))),
      page,
      locals: (req) => formLocals(execute, req),
    }),
  );
  router.post(
    '/tags',
    form(execute, {
      action: updateRoleConfiguration,
      actor: administratorOf,
      input: (req) => ({ ...whichOf(req), newTags: tagsOf(req.body.tags) }),
      done: (_result, req, res) => res.redirect(303, configurationHref(String(req.params.id))),
      page,
      locals: (req) => formLocals(execute, req),
    }),
  );

  return router;
}

/** What would change, and for whom; or the form again with what is wrong in it. */
async function showChanges(execute: Execute, req: Request, res: Response): Promise<void> {
  const asked = { ...whichOf(req), content: contentOf(req.body) };
  try {
    const preview = await execute(previewRoleConfigurationChange, administratorOf(req), asked);
    res.render('console/permission-configurations/changes', {
      configuration: await configurationOf(execute, req),
      preview: { ...preview, changes: changesOnPage(preview.changes) },
      values: typed(req),
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const locals = await formLocals(execute, req);
    res.status(errorMapping[error.kind].page).render(page, {
      ...{ ...locals, values: { ...locals.values, ...typed(req) }, problem: toProblem(error, res) },
      explained: explainPolicy(req.body.customPolicy, 'permission'),
    });
  }
}

const typed = ({ body }: Request) => ({ ...body, policyIds: listOf(body.policyIds) });

async function formLocals(execute: Execute, req: Request) {
  const configuration = await configurationOf(execute, req);
  const preview = await execute(previewRoleConfigurationChange, administratorOf(req), whichOf(req));
  const values = {
    ...valuesOf(preview.present),
    ...{ tags: tagLines(configuration.tags), version: String(preview.version) },
  };
  const isPosted = req.method === 'POST' && req.body.version !== undefined;
  const policySearch = isPosted ? String(req.body.policySearch ?? '').slice(0, 256) : '';
  const chosen = isPosted ? listOf(req.body.policyIds) : values.policyIds;
  return { configuration, values, policySearch, ...presetChoices(chosen, policySearch), explained: null };
}
