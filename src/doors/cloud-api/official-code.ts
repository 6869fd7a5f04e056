import type { DomainError, ErrorKind } from '../../action/domain-error.ts';
import codes from './official-codes.json' with { type: 'json' };

/**
 * What the second part of a code comes after, for each service: `UserNotExist` after `ResourceNotFound`. A few actions
 * say it otherwise: `AddUserToGroup.UserNotExist` after `InvalidParameter`.
 */
const officialMajors = codes as Record<string, Record<string, string>>;

/** Where the official lists have no such code. */
const majors: Record<ErrorKind, string> = {
  'invalid-input': 'InvalidParameter',
  unauthenticated: 'AuthFailure',
  forbidden: 'UnauthorizedOperation',
  'not-found': 'ResourceNotFound',
  conflict: 'FailedOperation',
  'limit-exceeded': 'LimitExceeded',
  'failed-precondition': 'FailedOperation',
};

/** Codes of one part, and refusals for which the gateway of the real service speaks. */
const whole: Record<string, string> = {
  InvalidParameterValue: 'InvalidParameterValue',
  MissingParameter: 'MissingParameter',
  UnsupportedOperation: 'UnsupportedOperation',
  AuthFailure: 'AuthFailure.InvalidAuthorization',
  SessionEnded: 'AuthFailure.TokenFailure',
  SignatureUsed: 'AuthFailure.SignatureFailure',
};

/** Names that the real service refuses with a code of their own. */
const formats: Record<string, Record<string, string>> = {
  organization: {
    userName: 'InvalidParameter.UsernameFormatError',
    groupName: 'InvalidParameter.GroupNameFormatError',
    newGroupName: 'InvalidParameter.GroupNameFormatError',
    roleConfigurationName: 'InvalidParameter.ConfigurationNameFormatError',
    zoneName: 'InvalidParameterValue.ZoneNameFormatError',
    newZoneName: 'InvalidParameterValue.ZoneNameFormatError',
    ssoStatus: 'InvalidParameterValue.SSoStatusInvalid',
  },
  cam: {},
  sts: {},
};

/** `Major.Minor`, as the official lists of errors have it for that service where they do. */
export function officialCode(
  service: string,
  action: string,
  { kind, code, fields, details }: DomainError,
): string {
  if (code === 'InvalidParameterValue') {
    const [field = ''] = Object.keys(fields);
    return formats[service]?.[field] ?? code;
  }
  // That policies do not allow an action, the gateway says; whom a role trusts, STS itself.
  if (code === 'UnauthorizedOperation') return details.action === undefined ? code : `AuthFailure.${code}`;
  if (Object.hasOwn(whole, code)) return whole[code] ?? code;
  const official = officialMajors[service];
  const major = official?.[`${action}.${code}`] ?? official?.[code] ?? majors[kind];
  return `${major}.${code}`;
}
