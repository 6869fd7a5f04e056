import type { SsoConfiguration } from './sso-configuration.ts';

/** Identity providers that we have a guide and hints for. */
export const vendors = ['entra-id', 'okta', 'keycloak', 'ad-fs', 'google'] as const;
export type Vendor = (typeof vendors)[number];

const signs: [Vendor, RegExp][] = [
  [
    'entra-id',
    /^https:\/\/(sts\.windows\.net|login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn)\//,
  ],
  ['okta', /^https?:\/\/(www\.okta\.com\/|[^/]*\.okta(preview|-emea)?\.com\/)/],
  ['google', /^https:\/\/accounts\.google\.com\//],
  ['ad-fs', /\/adfs\/(services\/trust|ls)/],
  ['keycloak', /\/realms\/[^/]+/],
];

/** Whose product the identity provider is, by its entity ID and login address; undefined when they do not tell. */
export const vendorOf = ({ entityId, loginUrl }: SsoConfiguration): Vendor | undefined =>
  signs.find(([, sign]) => sign.test(entityId) || sign.test(loginUrl))?.[0];
