import type { LoggedRequest } from '../../../domain/identity-center/scim/request-log.ts';

/** What a directory should change, by our own codes, by SCIM's, and by the status; the first that is known counts. */
const byCode: Record<string, string> = {
  UsernameAlreadyExists: 'nameTaken',
  GroupNameAlreadyExists: 'nameTaken',
  UserCreatedByHand: 'byHand',
  GroupCreatedByHand: 'byHand',
  EmailAlreadyExists: 'emailTaken',
  UserOverUpperLimit: 'tooMany',
  GroupOverUpperLimit: 'tooMany',
  ManualUserNotUpdate: 'manual',
  ManualUserNotDelete: 'manual',
  ManualGroupNotUpdate: 'manual',
  ManualGroupNotDelete: 'manual',
  GroupTypeUserTypeNotMatch: 'manualMember',
  UserNotExist: 'gone',
  GroupNotExist: 'gone',
};

const byScimType: Record<string, string> = {
  uniqueness: 'nameTaken',
  invalidFilter: 'filter',
  tooMany: 'narrower',
  mutability: 'readOnly',
  invalidSyntax: 'syntax',
  invalidPath: 'path',
  noTarget: 'path',
  invalidValue: 'value',
  invalidVers: 'version',
  sensitive: 'sensitive',
};

const byStatus: Record<number, string> = {
  400: 'value',
  403: 'manual',
  404: 'gone',
  405: 'operation',
  409: 'nameTaken',
  412: 'again',
  413: 'smaller',
  415: 'syntax',
  429: 'slower',
  501: 'operation',
  503: 'slower',
};

/** The word below `scim.advice` that says it in the reader's language. */
export const adviceFor = ({ status, error }: Pick<LoggedRequest, 'status' | 'error'>): string =>
  byCode[error?.code ?? ''] ??
  byScimType[error?.scimType ?? ''] ??
  byStatus[status] ??
  (status >= 500 ? 'ours' : 'value');
