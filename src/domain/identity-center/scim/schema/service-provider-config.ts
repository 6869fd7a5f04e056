import { scimUrl } from './schema-resources.ts';

/** How many resources one answer holds at most, and when the client does not say. */
export const mostPerPage = 1000;
export const defaultPerPage = 100;

/** How many operations one PATCH holds at most. */
export const mostOperations = 1000;
/** Of a body: enough for a group of fifty thousand in one request. */
export const mostBytes = 8 * 1024 * 1024;

/** RFC 7643 §5. The limits of bulk requests are told although there are none, as authentik divides its PATCHes by them. */
export const serviceProviderConfig = (baseUrl: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: mostOperations, maxPayloadSize: mostBytes },
  filter: { supported: true, maxResults: mostPerPage },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'SCIM key',
      description: 'A key that an administrator of the space has created, as a bearer token.',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${scimUrl(baseUrl)}/ServiceProviderConfig` },
});
