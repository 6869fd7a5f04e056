import type { ErrorKind } from '../action/domain-error.ts';

/** How each door says "no". One row per kind of refusal, one column per door. */
export const errorMapping: Record<ErrorKind, { page: number; scim: number }> = {
  'invalid-input': { page: 400, scim: 400 },
  unauthenticated: { page: 401, scim: 401 },
  forbidden: { page: 403, scim: 403 },
  'not-found': { page: 404, scim: 404 },
  conflict: { page: 409, scim: 409 },
  'limit-exceeded': { page: 409, scim: 403 },
  'failed-precondition': { page: 409, scim: 412 },
};
