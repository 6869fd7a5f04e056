import { type Request, type RequestHandler, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { batchCreateUser } from '../../../domain/identity-center/users/batch-create-user.ts';
import { form } from '../../form.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';

/** Up to ten users in one form. Rows that are left empty are no users. */
const rows = 10;
const columns = ['userName', 'displayName', 'lastName', 'firstName', 'email', 'description'] as const;

export function newUserPages(execute: Execute): Router {
  const router = Router();

  router.get('/users/new', (_req, res) => {
    res.render('console/users/new', { rows, filledRows: 1, values: {}, problem: null });
  });
  router.post(
    '/users',
    closeUp,
    form(execute, {
      action: batchCreateUser,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), users: usersIn(req.body) }),
      done: ({ users: [first, ...others] }, _req, res) =>
        res.redirect(303, first && others.length === 0 ? `/console/users/${first.userId}` : '/console/users'),
      page: 'console/users/new',
      locals: ({ body }) => ({ rows, filledRows: Math.max(1, usersIn(body).length) }),
    }),
  );

  return router;
}

type Body = Record<string, unknown>;

const nameOf = (row: number, column: string) => `users.${row}.${column}`;

/** Moves filled rows together, so that what is wrong is said at the row where it stands. */
const closeUp: RequestHandler = (req, _res, next) => {
  const body = req.body as Body;
  const filled = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    columns.some((column) => String(body[nameOf(row, column)] ?? '').trim() !== ''),
  );
  const moved = filled.flatMap((from, row) =>
    columns.map((column) => [nameOf(row, column), String(body[nameOf(from, column)] ?? '').trim()]),
  );
  req.body = { _csrf: body._csrf, ...Object.fromEntries(moved) };
  next();
};

/** The users of a form whose rows were moved together; an empty form asks for one user without a name. */
function usersIn(body: Request['body']): object[] {
  const places = Array.from({ length: rows }, (_, row) => row);
  const filled = places.filter((row) => nameOf(row, 'userName') in body);
  return (filled.length === 0 ? [0] : filled).map((row) =>
    Object.fromEntries(columns.map((column) => [column, body[nameOf(row, column)] ?? ''])),
  );
}
