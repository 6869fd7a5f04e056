import { type Request, Router } from 'express';
import type { Principal } from '../../action/actor.ts';
import { DomainError } from '../../action/domain-error.ts';
import type { Execute } from '../../action/execute.ts';
import { checkAccess } from '../../domain/sts/authorization/check-access.ts';
import { toProblem } from '../form.ts';
import { principalOf } from './signed-in.ts';

/** A question to the policies, by an address that can be kept and sent to a colleague. Asking changes nothing. */
export function policyCheckPages(execute: Execute): Router {
  const router = Router();

  router.get('/policy-check', async (req, res) => {
    const values = valuesOf(req as Request);
    const page = { values, judgement: null, problem: null };
    if (!values.action) return res.render('account-console/policy-check', page);
    try {
      const judgement = await execute(checkAccess, principalOf(req as Request), {
        ...values,
        resource: values.resource || '*',
        context: circumstances(values.context),
      });
      res.render('account-console/policy-check', { ...page, judgement });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'forbidden') throw error;
      res.status(400).render('account-console/policy-check', { ...page, problem: toProblem(error, res) });
    }
  });

  return router;
}

/** Whoever has not asked yet probably asks for themselves. */
const valuesOf = (req: Request) => {
  const { query } = req;
  const asking = askerOf(principalOf(req));
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '');
  return {
    principalType: text('principalType') || asking.principalType,
    principalName: query.principalName === undefined ? asking.principalName : text('principalName'),
    action: text('action'),
    resource: text('resource'),
    context: text('context'),
  };
};

function askerOf({ identity }: Principal) {
  if (identity.type === 'role') return { principalType: 'role', principalName: identity.roleName };
  if (identity.type === 'cam-user') return { principalType: 'user', principalName: identity.userName };
  return { principalType: 'root', principalName: '' };
}

/** One `key = value` in a line; a key that comes again has several values. */
function circumstances(text: string): Record<string, string | string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [key = '', ...rest] = line.split('=');
    if (key.trim() === '') continue;
    found.set(key.trim(), [...(found.get(key.trim()) ?? []), rest.join('=').trim()]);
  }
  return Object.fromEntries(
    [...found].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
