/** What other domains and the product's assembly may use of STS: the shape of sign-in, and who is still signed in. */
export { recognize } from './authorization/recognize.ts';
export { assumeRoleBySaml } from './credentials/assume-role-with-saml.ts';
export { temporaryCredentials } from './credentials/temporary-credentials.ts';
export { forAccount, roleAttribute, roleSessionNameAttribute } from './saml/local-site.ts';
export * as accountEntries from './sessions/entry-queries.ts';
export { sessionEnded } from './sessions/session.ts';
export { requireStanding } from './sessions/standing.ts';
export { find as findSession, type TemporaryKey } from './sessions/temporary-key-queries.ts';
