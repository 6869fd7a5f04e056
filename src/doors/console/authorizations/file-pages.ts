import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, Router } from 'express';
import type { Principal } from '../../../action/actor.ts';
import type { Execute } from '../../../action/execute.ts';
import { applyAuthorizationImport } from '../../../domain/identity-center/authorizations/files/apply-authorization-import.ts';
import { authorizationColumns } from '../../../domain/identity-center/authorizations/files/authorization-file.ts';
import { createAuthorizationImport } from '../../../domain/identity-center/authorizations/files/create-authorization-import.ts';
import { exportAuthorizations } from '../../../domain/identity-center/authorizations/files/export-authorizations.ts';
import { planAuthorizationImport } from '../../../domain/identity-center/authorizations/files/plan-authorization-import.ts';
import { form } from '../../form.ts';
import { listingOf, pagerOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { sendCsv } from '../csv-file.ts';

const imports = '/authorizations/imports';
const newPage = 'console/authorizations/imports/new';
const planPage = 'console/authorizations/imports/plan';

/** What a file may look like. */
const example = [
  authorizationColumns.join(','),
  'User,alice,100000000001,,,ReadOnly,,2027-01-01T00:00:00Z',
  'Group,developers,,Root / Production,below,ReadOnly,,',
].join('\n');
const locals = () => ({ example });

/** All authorizations as a file, and a file of authorizations: first what it would do, then that. */
export function authorizationFilePages(execute: Execute): Router {
  const router = Router();

  router.get('/authorizations/export.csv', async (req, res) => {
    const pages = everyPage(execute, administratorOf(req), zoneOf(req));
    await sendCsv(res, 'authorizations.csv', authorizationColumns, pages);
  });
  router.get('/authorizations/export.json', async (req, res) => {
    const pages = everyPage(execute, administratorOf(req), zoneOf(req));
    res.attachment('authorizations.json').type('application/json; charset=utf-8');
    await pipeline(Readable.from(asJson(pages)), res);
  });
  router.get(`${imports}/new`, (_req, res) => {
    res.render(newPage, { ...locals(), values: {}, problem: null });
  });
  router.post(
    imports,
    form(execute, {
      ...{ action: createAuthorizationImport, actor: administratorOf, page: newPage, locals },
      input: (req) => ({
        ...{ zoneId: zoneOf(req), file: req.body.file ?? '' },
        mode: req.body.mode === 'exact' ? 'exact' : 'add',
      }),
      done: ({ importId }, _req, res) => res.redirect(303, `/console${imports}/${importId}`),
    }),
  );
  router.get(`${imports}/:importId`, async (req, res) => {
    res.render(planPage, { ...(await describe(execute, req as Request)), problem: null });
  });
  router.post(
    `${imports}/:importId/application`,
    form(execute, {
      ...{ action: applyAuthorizationImport, actor: administratorOf, page: planPage },
      input: (req) => ({
        ...importOf(req),
        ...{ digest: String(req.body.digest), removeCount: Number(req.body.removeCount || 0) },
      }),
      done: ({ submissionId }, _req, res) =>
        res.redirect(303, `/console/authorizations/submissions/${submissionId}`),
      locals: (req) => describe(execute, req),
    }),
  );

  return router;
}

const importOf = (req: Request) => ({ zoneId: zoneOf(req), importId: String(req.params.importId) });

async function describe(execute: Execute, req: Request) {
  const { offset, maxResults } = listingOf(req);
  const asked = { ...importOf(req), offset, maxResults };
  const { totalCounts, ...plan } = await execute(planAuthorizationImport, administratorOf(req), asked);
  const { create, change, remove, error } = plan.counts;
  return {
    ...plan,
    taken: remove + change,
    isNothing: create + change + remove === 0,
    isBlocked: plan.mode === 'exact' && error > 0,
    href: `/console${imports}/${encodeURIComponent(String(req.params.importId))}`,
    page: pagerOf(req, totalCounts),
    values: {},
  };
}

type ExportPage = Awaited<ReturnType<typeof exportAuthorizations.run>>;

async function* everyPage(execute: Execute, administrator: Principal, zoneId: string) {
  let after: ExportPage['next'];
  do {
    const page: ExportPage = await execute(exportAuthorizations, administrator, { zoneId, after });
    yield page.rows;
    after = page.next;
  } while (after);
}

/** One array, a row a line. */
async function* asJson(pages: AsyncIterable<readonly object[]>) {
  let separator = '[\n';
  for await (const rows of pages) {
    for (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
