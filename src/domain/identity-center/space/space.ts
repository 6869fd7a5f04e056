import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** The Identity Center of one organization. The API calls it a zone. */
export interface Space {
  spaceId: string;
  organizationId: number;
  /** Part of the login address. */
  name: string;
  /** Part of the SAML addresses: the name that the space was opened with. */
  samlName: string;
  /** Whether the company's directory is heard by SCIM; what it synchronized is then its alone. */
  isSynchronizing: boolean;
  /** Whether it takes over what was created by hand under a name that it creates. */
  isAdopting: boolean;
  createTime: Date;
  updateTime: Date;
}

/** Paths of ours at the root of the site, which a space of the same name would hide. */
const reservedNames = new Set([
  'account-console',
  'api',
  'assets',
  'cloud-api',
  'console',
  'device',
  'docs',
  'favicon',
  'go',
  'healthz',
  'login',
  'logout',
  'metrics',
  'oauth2',
  'readyz',
  'saml',
  'scim',
  'sso',
  'static',
]);

/** Part of the login URL: `https://…/<name>/login`. */
export const spaceName = z
  .string()
  .regex(/^(?=.{2,64}$)[a-z0-9]+(-[a-z0-9]+)*$/, 'Use 2 to 64 of a-z, 0-9 and single hyphens between them.')
  .refine((name) => !reservedNames.has(name), 'This name is reserved.');

export const spaceNotFound = (zoneId: string) =>
  new DomainError('not-found', 'ZoneIdNotExist', `There is no space "${zoneId}" in this organization.`, {
    details: { zoneId },
  });

export const spaceNameTaken = (name: string) =>
  new DomainError('conflict', 'IdentityCenterZoneNameAlreadyExist', `The space name "${name}" is taken.`, {
    details: { name },
    fields: { zoneName: `The name "${name}" is taken.` },
  });

export const alreadyOpen = () =>
  new DomainError('conflict', 'IdentityCenterAlreadyOpen', 'This organization already has a space.');
