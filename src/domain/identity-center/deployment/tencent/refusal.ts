import SdkException from 'tencentcloud-sdk-nodejs/tencentcloud/common/exception/tencent_cloud_sdk_exception.js';
import { cloudRefused, cloudUnreachable } from '../cloud-account.ts';

/** What went wrong with a call, as the cloud says it. */
interface ApiRefusal {
  /** Empty when no answer came that could be read. */
  code: string;
  message: string;
  isAnswer: boolean;
}

interface SdkProblem {
  code?: string;
  httpCode?: number;
  message: string;
}

/** The library is CommonJS: what it exports as default is one level deeper for us. */
const Exception = ('default' in SdkException ? SdkException.default : SdkException) as unknown as new (
  ...values: never[]
) => SdkProblem;

export function refusalIn(error: unknown): ApiRefusal {
  if (!(error instanceof Exception)) return { code: '', message: String(error), isAnswer: false };
  const { code = '', httpCode, message } = error;
  return { code, message: message || `HTTP ${httpCode}`, isAnswer: true };
}

const passing = /^(RequestLimitExceeded|InternalError|ServiceUnavailable|ResourceUnavailable)(\.|$)/;
/** Temporary credentials that have ended early are asked for anew. */
const stale = /^AuthFailure\.(TokenFailure|SecretIdNotFound)$/;

/** Too fast, or the cloud's own trouble, or no answer at all; or temporary credentials that have to be renewed. */
export const mayHeal = (error: unknown): boolean =>
  isPassing(error) || (error instanceof Exception && stale.test(error.code ?? ''));

export function isPassing(error: unknown): boolean {
  if (isUnreadable(error)) return true;
  if (!(error instanceof Exception)) return false;
  const { code, httpCode } = error;
  if (code) return passing.test(code);
  return httpCode === undefined || httpCode >= 500 || httpCode === 429;
}

/** An answer that was cut off: node-fetch says so in its own way. */
const isUnreadable = (error: unknown): boolean => error instanceof Error && error.name === 'FetchError';

/** In words for people; what is no answer of the cloud is no refusal. */
export function explain(operation: string, error: unknown): unknown {
  const { code, message, isAnswer } = refusalIn(error);
  if (!isAnswer && !mayHeal(error)) return error;
  const reason = code ? `${code}: ${message}` : message;
  return mayHeal(error) ? cloudUnreachable(operation, reason) : cloudRefused(operation, reason);
}
