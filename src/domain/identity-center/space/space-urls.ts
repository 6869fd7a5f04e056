import type { Settings } from '../../../platform/settings.ts';
import type { Space } from './space.ts';

/**
 * The addresses of a space, towards people, towards the company's identity provider and towards accounts. Those of
 * SAML outlast a new name: whoever renames a space must not have to go to its identity provider and every account.
 */
export const spaceUrls = (
  { baseUrl }: Pick<Settings, 'baseUrl'>,
  { name, samlName }: Pick<Space, 'name' | 'samlName'>,
) => ({
  loginUrl: `${baseUrl}/${name}/login`,
  /** Where an account's metadata sends people; it leads on to the login page of today. */
  lastingLoginUrl: `${baseUrl}/${samlName}/login`,
  /** Hop 1: we are the service provider. The entity ID is where its metadata is. */
  serviceProviderEntityId: `${baseUrl}/saml/${samlName}/metadata`,
  acsUrl: `${baseUrl}/saml/${samlName}/acs`,
  logoutUrl: `${baseUrl}/saml/${samlName}/slo`,
  /** Hop 2: we are the identity provider of every account. */
  identityProviderEntityId: `${baseUrl}/saml/${samlName}/idp-metadata`,
});

/** Straight into an account as one permission configuration, by whoever may. */
export const linkInto = (
  { baseUrl }: Pick<Settings, 'baseUrl'>,
  spaceName: string,
  uin: number,
  configurationName: string,
): string => `${baseUrl}/${spaceName}/go/${uin}?role=${encodeURIComponent(configurationName)}`;
