import type { Request, Response } from 'express';
import { DomainError } from '../../action/domain-error.ts';
import { fieldProblem, type Language, translator } from '../language.ts';
import { officialCode } from './official-code.ts';
import type { Operation } from './operations.ts';
import { WireRefusal } from './wire-refusal.ts';

/** Status 200 in every case, and a type without a charset: official clients look for nothing else. */
export function sendResult(req: Request, res: Response, response: object): void {
  const body = Buffer.from(JSON.stringify({ Response: { ...response, RequestId: String(req.id) } }), 'utf8');
  const trace = req.headers['x-tc-traceid'];
  res.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(typeof trace === 'string' && /^[\w-]{1,64}$/.test(trace) && { 'X-TC-TraceId': trace }),
  });
  res.end(body);
}

/** How far a call was understood when it was refused. */
export interface Circumstances {
  language: string;
  operation?: Operation | undefined;
  /** Signed by an access key, not by temporary keys. */
  isKey?: boolean;
}

export function sendRefusal(req: Request, res: Response, error: unknown, circumstances: Circumstances): void {
  const language: Language = circumstances.language === 'zh-CN' ? 'zh-CN' : 'en';
  const { operation, isKey } = circumstances;
  const { code, message } = toError(isKey ? asKeyRefusal(error) : error, language, operation);
  const about = { action: operation?.action.id, code };
  if (code === 'InternalError') req.log.error({ ...about, err: error }, 'the call failed');
  else req.log.info(about, 'the call was refused');
  sendResult(req, res, { Error: { Code: code, Message: message } });
}

/** A key that is gone, or switched off, since it was looked up. */
const asKeyRefusal = (error: unknown): unknown =>
  error instanceof DomainError && error.code === 'SessionEnded'
    ? new WireRefusal('AuthFailure.SecretIdNotFound')
    : error;

function toError(error: unknown, language: Language, operation: Operation | undefined) {
  const t = translator(language);
  if (error instanceof WireRefusal) {
    return { code: error.code, message: t(`cloudApi.${error.words}`, error.details) };
  }
  if (error instanceof DomainError) {
    return {
      code: officialCode(operation?.service ?? '', operation?.name ?? '', error),
      message: wordsOf(error, language, operation),
    };
  }
  return { code: 'InternalError', message: t('cloudApi.InternalError') };
}

/** In English what the rule itself says, which is the most exact; which fields were wrong, by their official names. */
function wordsOf(error: DomainError, language: Language, operation: Operation | undefined): string {
  const fields = Object.entries(error.fields);
  if (error.code === 'InvalidParameterValue' && fields.length > 0) {
    return fields
      .map(([path, problem]) => {
        const name = operation?.input.wirePath(path) ?? path;
        return `${name}: ${language === 'en' ? problem : fieldProblem(language, problem)}`;
      })
      .join('; ');
  }
  if (language === 'en') return error.message;
  return translator(language)(`refusals.${error.code}`, { defaultValue: error.message, ...error.details });
}
