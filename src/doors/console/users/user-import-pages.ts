import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Execute } from '../../../action/execute.ts';
import { importUsers } from '../../../domain/identity-center/users/import-users.ts';
import { planUserImport } from '../../../domain/identity-center/users/plan-user-import.ts';
import { userColumns } from '../../../domain/identity-center/users/user-file.ts';
import { form } from '../../form.ts';
import { fieldProblem } from '../../language.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';

/** What a file may look like. */
const example = [
  userColumns.join(','),
  'alice,Alice,Liddell,Alice Liddell,alice@example.com,"Purchasing, Berlin",Enabled',
].join('\n');
const locals = () => ({ example });

/** Lines that the page shows; the refused ones come first. */
const shownLines = 1000;

/** Users from a file: first what would happen, then the same file once more. */
export function userImportPages(execute: Execute): Router {
  const router = Router();
  const page = 'console/users/import';
  const input = (req: Request) => ({ zoneId: zoneOf(req), csv: req.body.csv ?? '' });

  router.get('/users/import', (_req, res) => {
    res.render(page, { ...locals(), values: {}, problem: null });
  });
  router.post(
    '/users/import/plan',
    form(execute, {
      ...{ action: planUserImport, actor: administratorOf, input, page, locals },
      done: (planned, { body }, res) =>
        res.render('console/users/import-plan', { ...describe(planned, res), csv: body.csv }),
    }),
  );
  router.post(
    '/users/import',
    form(execute, {
      ...{ action: importUsers, actor: administratorOf, input, page, locals },
      done: (imported, _req, res) => res.render('console/users/imported', describe(imported, res)),
    }),
  );

  return router;
}

const order = { refused: 0, create: 1, unchanged: 2 };

function describe(
  { lines, counts }: z.output<typeof importUsers.output>,
  { locals: { language } }: Response,
) {
  const sorted = [...lines].sort((one, other) => order[one.outcome] - order[other.outcome]);
  const shown = sorted.slice(0, shownLines).map(({ problems, ...line }) => ({
    ...line,
    problems: problems.map(({ field, problem }) => ({ field, text: fieldProblem(language, problem) })),
  }));
  return { lines: shown, more: lines.length - shown.length, counts };
}
