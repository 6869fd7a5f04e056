import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Directory } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { acceptScimKey } from '../../domain/identity-center/scim/accept-scim-key.ts';
import { recordScimRequest } from '../../domain/identity-center/scim/record-scim-request.ts';
import type { Settings } from '../../platform/settings.ts';
import { visitorOf } from '../visitor.ts';
import { type Answer, challenge, refusalOf, ScimProblem, send } from './answer.ts';
import { askedBy } from './asked.ts';
import { readText } from './body.ts';
import { discovery } from './discovery-endpoints.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';
import { everything, searchOf, searchOfEverything } from './list-endpoints.ts';
import { collection, namesIn, single } from './resource-endpoints.ts';

interface ScimParts {
  execute: Execute;
  settings: Pick<Settings, 'baseUrl'>;
}

/**
 * SCIM 2.0 (RFC 7643, RFC 7644) for the directory of a space. The key says which space it is; nothing else does. Whoever has none
 * learns nothing, and no body of theirs is read.
 */
export function scimEndpoints({ execute, settings }: ScimParts): Router {
  const router = Router();
  router.use('/v2', keyHolder(execute));
  const routes: Record<string, Endpoints> = {
    '/v2/.search': searchOfEverything,
    '/v2/Users': collection('User'),
    '/v2/Users/.search': searchOf('User'),
    '/v2/Users/:id': single('User'),
    '/v2/Groups': collection('Group'),
    '/v2/Groups/.search': searchOf('Group'),
    '/v2/Groups/:id': single('Group'),
    '/v2': everything,
    ...Object.fromEntries(
      Object.entries(discovery(settings.baseUrl)).map(([path, is]) => [`/v2${path}`, is]),
    ),
  };
  for (const [path, endpoints] of Object.entries(routes).map(withHead))
    router.all(path, allowed(endpoints), readText, perform(execute, endpoints));
  router.all(['/v2/Me', '/v2/Bulk'], () => {
    throw new ScimProblem(501, 'This endpoint is optional, and not offered here.');
  });
  router.use((req) => {
    throw new ScimProblem(
      404,
      `There is no endpoint "${req.path.slice(0, 200)}"; there are /Users and /Groups.`,
    );
  });
  router.use(refuse(execute));
  return router;
}

/** Where there is GET there is HEAD, which says the same without the body (RFC 9110 §9.3.2). */
const withHead = ([path, { GET, ...others }]: [string, Endpoints]): [string, Endpoints] =>
  GET ? [path, { GET, HEAD: GET, ...others }] : [path, others];

const keyHolder =
  (execute: Execute): RequestHandler =>
  async (req, res, next) => {
    const [, key] = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '') ?? [];
    if (!key)
      throw new ScimProblem(401, 'A SCIM key is needed, as a bearer token.', {
        headers: { 'WWW-Authenticate': challenge() },
      });
    const { spaceId, credentialId, name } = await execute(acceptScimKey, visitorOf(req), { key });
    res.locals.directory = { kind: 'directory', spaceId, credentialId, name } satisfies Directory;
    next();
  };

const allowed =
  (endpoints: Endpoints): RequestHandler =>
  ({ method }, _res, next) => {
    if (Object.hasOwn(endpoints, method)) return next();
    const methods = Object.keys(endpoints).join(', ');
    throw new ScimProblem(405, `${method} is not allowed here; allowed are ${methods}.`, {
      headers: { Allow: methods },
    });
  };

const perform =
  (execute: Execute, endpoints: Endpoints): RequestHandler =>
  async (req, res) => {
    const endpoint = endpoints[req.method] as Endpoint;
    const directory = res.locals.directory as Directory;
    const asked = askedBy(req, execute, directory);
    res.locals.about = { id: asked.id, ...namesIn(asked.body) };
    res.locals.isDryRun = asked.isDryRun;
    const answer = await endpoint(asked);
    if (!['GET', 'HEAD'].includes(req.method)) await record(execute, req, res, answer);
    send(res, answer);
  };

/** The last stop of everything that goes wrong below /scim. */
const refuse =
  (execute: Execute): ErrorRequestHandler =>
  async (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const refusal = refusalOf(error);
    if (refusal.status >= 500 && !(error instanceof ScimProblem))
      req.log.error({ err: error }, 'the request failed');
    const { scimType = '', detail, code } = refusal;
    await record(execute, req, res, { ...refusal, about: res.locals.about }, { scimType, detail, code });
    send(res, refusal);
  };

/** For the administrator, who sees what the directory wanted and why it was refused. What cannot be kept keeps no answer back. */
async function record(
  execute: Execute,
  req: Request,
  res: Response,
  answer: Answer,
  error?: object,
): Promise<void> {
  const directory = res.locals.directory as Directory | undefined;
  if (!directory) return;
  const path = req.originalUrl.split('?')[0] ?? '';
  const [, type] = /\/v2\/(User|Group)s(?:\/|$)/i.exec(path) ?? [];
  const { id, ...names } = answer.about ?? {};
  const request = {
    method: req.method,
    path,
    status: answer.status,
    isDryRun: res.locals.isDryRun === true,
    ...(type && { resourceType: /^user$/i.test(type) ? 'User' : 'Group' }),
    ...(id && { resourceId: id }),
    ...names,
    ...(error && { error }),
  };
  try {
    await execute(recordScimRequest, directory, storable(request));
  } catch (problem) {
    req.log.error({ err: problem }, 'a request of the directory could not be kept');
  }
}

/** Without what no text may hold, which is refused, and whose refusal is to be kept. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, storable(part)]));
}
