/** Guides for directories, each for a product or a client. */
export const scimGuides = ['scim-entra-id', 'scim-okta', 'scim-client'] as const;
export type ScimGuide = (typeof scimGuides)[number];
