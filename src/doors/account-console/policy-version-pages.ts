import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { createPolicyVersion } from '../../domain/cam/policies/create-policy-version.ts';
import { deletePolicyVersion } from '../../domain/cam/policies/delete-policy-version.ts';
import { getPolicyVersion } from '../../domain/cam/policies/get-policy-version.ts';
import { setDefaultPolicyVersion } from '../../domain/cam/policies/set-default-policy-version.ts';
import { updateCamPolicy } from '../../domain/cam/policies/update-policy.ts';
import { explainPolicy } from '../policy-problems.ts';
import { type ChangeForm, changeForms } from './change-forms.ts';
import { describePolicy, policyHref, policyIdIn, readable } from './policy-view.ts';
import { principalOf } from './signed-in.ts';

/** The document of a custom policy: written as a new version, rewritten, and which version is in force. */
export function policyVersionPages(execute: Execute): Router {
  const router = Router();

  router.get('/policies/:policyId/versions/new', async (req, res) => {
    const described = await describePolicy(execute, req);
    const values = { policyDocument: described.policy.document };
    res.render('account-console/policies/edit', { ...described, values, problem: null, explained: null });
  });

  router.get('/policies/:policyId/versions/:versionId', async (req, res) => {
    const described = await describePolicy(execute, req);
    const { policyVersion } = await execute(getPolicyVersion, principalOf(req), which(req));
    const version = { ...policyVersion, document: readable(policyVersion.document) };
    res.render('account-console/policies/version', { ...described, version });
  });

  const goTo = (req: Request) => policyHref(policyIdIn(req));
  const editor = async (req: Request) => ({
    ...(await describePolicy(execute, req)),
    explained: explainPolicy(req.body.policyDocument, 'permission'),
  });
  const locals = (req: Request) => describePolicy(execute, req);
  router.use(changeForms(execute, { view: 'account-console/policies/edit', locals: editor, goTo }, edits));
  router.use(changeForms(execute, { view: 'account-console/policies/show', locals, goTo }, changes));
  return router;
}

const which = (req: Request) => ({ policyId: policyIdIn(req), versionId: Number(req.params.versionId) });

const edits: Record<string, ChangeForm> = {
  '/policies/:policyId/versions': {
    action: createPolicyVersion,
    input: (req) => ({
      policyId: policyIdIn(req),
      policyDocument: req.body.policyDocument,
      setAsDefault: req.body.setAsDefault === '1',
    }),
  },
  '/policies/:policyId/document': {
    action: updateCamPolicy,
    input: (req) => ({ policyId: policyIdIn(req), policyDocument: req.body.policyDocument }),
  },
};

const changes: Record<string, ChangeForm> = {
  '/policies/:policyId/versions/:versionId/default': { action: setDefaultPolicyVersion, input: which },
  '/policies/:policyId/versions/:versionId/deletion': {
    action: deletePolicyVersion,
    input: (req) => ({ policyId: policyIdIn(req), versionId: [Number(req.params.versionId)] }),
  },
};
