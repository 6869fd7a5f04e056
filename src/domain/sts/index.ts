/** What other domains may use of STS: the shape of sign-in to an account. */
export { forAccount, roleAttribute, roleSessionNameAttribute } from './console-sessions/local-site.ts';
