import type { Settings } from '../../../platform/settings.ts';

/** The addresses of a space, towards people, towards the company's identity provider and towards accounts. */
export const spaceUrls = ({ baseUrl }: Pick<Settings, 'baseUrl'>, spaceName: string) => ({
  loginUrl: `${baseUrl}/${spaceName}/login`,
  /** Hop 1: we are the service provider. The entity ID is where its metadata is. */
  serviceProviderEntityId: `${baseUrl}/saml/${spaceName}/metadata`,
  acsUrl: `${baseUrl}/saml/${spaceName}/acs`,
  logoutUrl: `${baseUrl}/saml/${spaceName}/slo`,
  /** Hop 2: we are the identity provider of every account. */
  identityProviderEntityId: `${baseUrl}/saml/${spaceName}/idp-metadata`,
});
