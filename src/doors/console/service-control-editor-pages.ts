import { type Request, Router } from 'express';
import type { z } from 'zod';
import type { Action } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { createPolicy } from '../../domain/organization/service-control-policies/create-policy.ts';
import { describePolicy } from '../../domain/organization/service-control-policies/describe-policy.ts';
import { updatePolicy } from '../../domain/organization/service-control-policies/update-policy.ts';
import { form } from '../form.ts';
import {
  changeEditor,
  newPolicy,
  openEditor,
  type PolicyEditor,
  readEditor,
  textIn,
} from '../policy-editor.ts';
import { showEditor } from '../policy-editor-view.ts';
import { textOf } from '../policy-form.ts';
import { administratorOf } from './administrator-session.ts';
import { policyHref, policyIdOf, servicePolicies, serviceViews } from './service-control-page.ts';

const view = `${serviceViews}/edit`;

/** Writing a service control policy, with fields or as JSON. The draft is in the form until it is saved. */
export function serviceControlEditorPages(execute: Execute): Router {
  const router = Router();

  router.get('/new', (req, res) => {
    res.render(view, { ...page(req, newPolicy), values: {}, problem: null });
  });
  router.post('/drafts', (req, res) => {
    res.render(view, { ...draft(req), values: req.body, problem: null });
  });
  router.post(
    '/',
    save(
      execute,
      createPolicy,
      ({ policyId }) => policyId,
      async () => ({}),
    ),
  );

  router.get('/:policyId/edit', async (req, res) => {
    const policy = await policyOf(execute, req);
    const values = { name: policy.policyName, description: policy.description };
    res.render(view, { ...page(req, openEditor(policy.policyDocument)), policy, values, problem: null });
  });
  router.post('/:policyId/drafts', async (req, res) => {
    const policy = await policyOf(execute, req);
    res.render(view, { ...draft(req), policy, values: req.body, problem: null });
  });
  router.post(
    '/:policyId',
    save(
      execute,
      updatePolicy,
      (_result, req) => policyIdOf(req),
      async (req) => ({ policy: await policyOf(execute, req) }),
    ),
  );

  return router;
}

const save = <I extends z.ZodType, O extends z.ZodType>(
  execute: Execute,
  action: Action<I, O>,
  savedAs: (result: z.output<O>, req: Request) => number,
  locals: (req: Request) => Promise<object>,
) =>
  form(execute, {
    action,
    actor: administratorOf,
    input: (req) => ({
      ...(req.params.policyId && { policyId: policyIdOf(req) }),
      name: textOf(req.body ?? {}, 'name'),
      description: textOf(req.body ?? {}, 'description'),
      content: textIn(readEditor(req.body ?? {})),
    }),
    done: (result, req, res) => res.redirect(303, policyHref(savedAs(result, req))),
    page: view,
    locals: async (req) => ({ ...page(req, readEditor(req.body ?? {}), true), ...(await locals(req)) }),
  });

/** The posted draft after what the button asked for. */
function draft(req: Request) {
  const body = req.body ?? {};
  const change = textOf(body, 'change');
  return page(req, changeEditor(readEditor(body), change), change === 'check');
}

function page(req: Request, editor: PolicyEditor, isChecked = false) {
  const language = req.res?.locals.language;
  return {
    policy: null,
    href: req.params.policyId ? policyHref(policyIdOf(req)) : servicePolicies,
    editor: showEditor(editor, { use: 'service-control', language, isChecked }),
  };
}

async function policyOf(execute: Execute, req: Request) {
  const policy = await execute(describePolicy, administratorOf(req), { policyId: policyIdOf(req) });
  return { ...policy, href: policyHref(policy.policyId) };
}
