import type { Request, RequestHandler } from 'express';
import type { Actor } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { authenticateRequest } from '../../domain/sts/signed-requests/authenticate-request.ts';
import type { Clock } from '../../platform/clock.ts';
import { networkOf } from '../../platform/network.ts';
import type { Settings } from '../../platform/settings.ts';
import { visitorOf } from '../visitor.ts';
import { type Circumstances, sendRefusal, sendResult } from './answer.ts';
import type { Call, RawCall } from './call.ts';
import { callLimit } from './call-limit.ts';
import { getOperation, type Operation } from './operations.ts';
import { readBody } from './read-body.ts';
import { readTc3Call } from './tc3-call.ts';
import { readV1Call } from './v1-call.ts';
import { WireRefusal } from './wire-refusal.ts';

interface CloudApiParts {
  execute: Execute;
  clock: Clock;
  /** Of these: how clients reach us, as they may have signed our host so; and how often they may call. */
  settings: Pick<Settings, 'baseUrl' | 'cloudApiCallsPerSecond'>;
}

const fixedPath = /^\/cloud-api(?:\/([a-z]+))?\/?$/;

/**
 * The Cloud API, as official clients speak it: they post to `/` of whatever host they are told. A browser gets the
 * home page there, because it names no action. What is no call goes on to the next handler.
 */
export function cloudApi({ execute, clock, settings }: CloudApiParts): RequestHandler {
  const isWithinLimit = callLimit(clock, settings);
  return async (req, res, next) => {
    if (!isCall(req)) return next();
    const circumstances: Circumstances = { language: '' };
    try {
      const call = await readCall(req, settings.baseUrl);
      circumstances.language = call.language;
      const operation = operationOf(req, call);
      circumstances.operation = operation;
      const { actor, counted, isKey } = await callerOf(execute, req, call, operation);
      circumstances.isKey = isKey;
      if (!isWithinLimit(`${operation.action.id} ${counted}`)) throw tooFast(settings);
      const input = operation.input.read(call.parameters);
      sendResult(req, res, operation.output.write(await execute(operation.action, actor, input)));
    } catch (error) {
      if (!res.headersSent) sendRefusal(req, res, error, circumstances);
    }
  };
}

/** Whether a request is for the Cloud API, whatever becomes of it. */
export function isCall({
  method,
  path,
  headers,
  query,
}: Pick<Request, 'method' | 'path' | 'headers' | 'query'>) {
  if (method !== 'POST' && method !== 'GET') return false;
  if (fixedPath.test(path)) return true;
  if (path !== '/') return false;
  return method === 'POST' || headers['x-tc-action'] !== undefined || query.Action !== undefined;
}

async function readCall(req: Request, baseUrl: string): Promise<Call> {
  const [path = '', query = ''] = req.originalUrl.split(/\?(.*)/s);
  const raw: RawCall = {
    method: req.method === 'GET' ? 'GET' : 'POST',
    path,
    query,
    headers: req.headers,
    body: req.method === 'GET' ? Buffer.alloc(0) : await readBody(req),
  };
  const call =
    req.headers['x-tc-action'] === undefined ? readV1Call(raw, baseUrl) : readTc3Call(raw, baseUrl);
  if (call.action === '') throw new WireRefusal('MissingParameter', { name: 'Action' });
  if (call.version === '') throw new WireRefusal('MissingParameter', { name: 'Version' });
  return call;
}

function operationOf(req: Request, { service, version, action }: Call): Operation {
  const [, inPath] = fixedPath.exec(req.path) ?? [];
  return getOperation({ services: [service, inPath], version, action });
}

/** Who asks, and whose calls are counted together: a key's, or a network's. */
interface Caller {
  actor: Actor;
  counted: string;
  /** By an access key, which ends otherwise than a session. */
  isKey: boolean;
}

/** What strangers may ask is asked as a stranger, although many clients sign it. */
async function callerOf(execute: Execute, req: Request, call: Call, { action }: Operation): Promise<Caller> {
  const visitor = visitorOf(req);
  if (action.allowed.includes('visitor')) {
    return { actor: visitor, counted: networkOf(req.ip ?? ''), isKey: false };
  }
  const signature = call.signature();
  if (!signature) throw new WireRefusal('AuthFailure.InvalidAuthorization');
  const { principal } = await execute(authenticateRequest, visitor, signature);
  return { actor: principal, counted: signature.secretId, isKey: signature.token === undefined };
}

const tooFast = ({ cloudApiCallsPerSecond: limit }: CloudApiParts['settings']) =>
  new WireRefusal('RequestLimitExceeded', { limit });
