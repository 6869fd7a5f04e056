import { type Request, type Response, Router } from 'express';
import type { AnyAction } from '../../action/define-action.ts';
import type { Execute } from '../../action/execute.ts';
import { form } from '../form.ts';
import { principalOf } from './signed-in.ts';

/** A form that changes something: the operation, and what of the form and its address it takes. */
export interface ChangeForm {
  action: AnyAction;
  input(req: Request): unknown;
  /** Where the browser goes afterwards, when it is not where the page says. */
  goTo?(req: Request): string;
}

/** The page that the forms are on: shown again with what was wrong, and where the browser goes otherwise. */
interface ChangedPage {
  view: string;
  locals(req: Request): Promise<object> | object;
  goTo(req: Request): string;
}

/** The forms of one page, by their addresses. */
export function changeForms(
  execute: Execute,
  { view, locals, goTo }: ChangedPage,
  forms: Readonly<Record<string, ChangeForm>>,
): Router {
  const router = Router();
  for (const [path, change] of Object.entries(forms)) {
    const { action, input } = change;
    const done = (_result: unknown, req: Request, res: Response) =>
      res.redirect(303, (change.goTo ?? goTo)(req));
    router.post(path, form(execute, { action, actor: principalOf, input, done, page: view, locals }));
  }
  return router;
}
