import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../action/actor.ts';
import type { Action } from '../action/define-action.ts';
import { DomainError } from '../action/domain-error.ts';
import type { Execute } from '../action/execute.ts';
import { errorMapping } from './error-mapping.ts';
import { fieldProblem } from './language.ts';

interface Form<I extends z.ZodType, O extends z.ZodType> {
  action: Action<I, O>;
  actor(req: Request): Actor;
  input(req: Request): unknown;
  /** What happens when it worked: usually a redirect with 303. */
  done(result: z.output<O>, req: Request, res: Response): unknown;
  /** The page to show again, with the typed values and what was wrong with them. */
  page: string;
  /** What the page needs besides `values` and `problem`. */
  locals?(req: Request): Promise<object> | object;
}

/** A form post: run the action, then go on; or show the same page with the problem. */
export function form<I extends z.ZodType, O extends z.ZodType>(
  execute: Execute,
  spec: Form<I, O>,
): RequestHandler {
  return async (req, res) => {
    try {
      const result = await execute(spec.action, spec.actor(req), spec.input(req));
      await spec.done(result, req, res);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const locals = await spec.locals?.(req);
      res.status(errorMapping[error.kind].page).render(spec.page, {
        ...locals,
        values: { ...presentValues(locals), ...req.body },
        problem: toProblem(error, res),
      });
    }
  };
}

/** What a page's fields hold anyway, where it has more forms than the one that was posted. */
const presentValues = (locals: object | undefined): object =>
  locals && 'values' in locals ? (locals.values as object) : {};

/** A refusal in the reader's language, by its code. */
export const refusalText = (
  { code, details, message }: Pick<DomainError, 'code' | 'details' | 'message'>,
  { locals: { t } }: Response,
): string => t(`refusals.${code}`, { ...details, defaultValue: message });

/** The same with the sentence of each field. */
export function toProblem(error: DomainError, res: Response) {
  const { language } = res.locals;
  const message = refusalText(error, res);
  const fields = Object.entries(error.fields).flatMap(([field, problem]) => {
    const sentence = fieldProblem(language, problem);
    // A form knows its fields by their own names, wherever the action has them; rows are known by their whole place.
    return [
      [field.split('.').at(-1), sentence],
      [field, sentence],
    ];
  });
  return { code: error.code, message, fields: Object.fromEntries(fields) };
}
