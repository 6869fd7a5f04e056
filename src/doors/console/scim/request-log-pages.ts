import { type Request, Router } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { deleteScimRequestLog } from '../../../domain/identity-center/scim/delete-scim-request-log.ts';
import { getScimRequestLog } from '../../../domain/identity-center/scim/get-scim-request-log.ts';
import { listScimRequestLog } from '../../../domain/identity-center/scim/list-scim-request-log.ts';
import type { LoggedObject, LoggedRequest } from '../../../domain/identity-center/scim/request-log.ts';
import { form } from '../../form.ts';
import { renderList } from '../../list-page.ts';
import { listingOf } from '../../pager.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { adviceFor } from './advice.ts';

const logPage = '/console/settings/scim/log';

/** What the directory asked for, by user and group, and what it should change where it was refused. */
export function requestLogPages(execute: Execute): Router {
  const router = Router();

  router.get('/settings/scim/log', async (req, res) => {
    const { search, offset, maxResults } = listingOf(req);
    const type = (['User', 'Group'] as const).find((value) => value === req.query.type);
    const onlyFailing = req.query.state === 'failing';
    const { objects, totalCounts } = await execute(listScimRequestLog, administratorOf(req), {
      ...{ zoneId: zoneOf(req), filter: search, resourceType: type, onlyFailing, offset, maxResults },
    });
    renderList(req, res, 'console/settings/scim/log', totalCounts, {
      objects: objects.map((object) => ({ ...object, ...problemOf(object) })),
      filters: { type: type ?? '', state: onlyFailing ? 'failing' : '' },
    });
  });

  router.get('/settings/scim/log/:entryId', async (req, res) => {
    res.render('console/settings/scim/log/show', {
      ...(await entryLocals(execute, req as Request)),
      problem: null,
    });
  });

  router.post(
    '/settings/scim/log/:entryId/deletion',
    form(execute, {
      action: deleteScimRequestLog,
      actor: administratorOf,
      input: (req) => ({ zoneId: zoneOf(req), entryId: Number(req.params.entryId) }),
      done: (_result, _req, res) => res.redirect(303, logPage),
      page: 'console/settings/scim/log/show',
      locals: (req) => entryLocals(execute, req),
    }),
  );

  return router;
}

async function entryLocals(execute: Execute, req: Request) {
  const which = { zoneId: zoneOf(req), entryId: Number(req.params.entryId) };
  const { object, requests } = await execute(getScimRequestLog, administratorOf(req), which);
  return {
    object: { ...object, ...problemOf(object) },
    requests: requests.map((request) => ({ ...request, isRefused: request.status >= 400 })),
    href: objectHref(object),
    back: logPage,
  };
}

/** The last error, what the directory should change, and whether it still stands: nothing mends what was about no object. */
const problemOf = ({ isFailing, lastError, resourceId, name, externalId }: LoggedObject) => ({
  error: lastError && errorOf(lastError),
  stands: isFailing || `${resourceId}${name}${externalId}` === '',
});

const errorOf = (request: LoggedRequest) => ({
  ...{ time: request.time, status: request.status, method: request.method, path: request.path },
  ...{ scimType: request.error?.scimType ?? '', detail: request.error?.detail ?? '' },
  advice: adviceFor(request),
});

/** The page of the user or group, while it has an id. */
function objectHref({ resourceType, resourceId }: LoggedObject): string {
  if (resourceId === '' || resourceType === '') return '';
  return `/console/${resourceType === 'User' ? 'users' : 'groups'}/${encodeURIComponent(resourceId)}`;
}
