import type { AnyAction } from '../../action/define-action.ts';
import { checkAccess } from './authorization/check-access.ts';
import { listAllowedActions } from './authorization/list-allowed-actions.ts';
import { describeConsoleSession } from './console-sessions/describe-console-session.ts';
import { openCamUserConsoleSession } from './console-sessions/open-cam-user-console-session.ts';
import { openRoleConsoleSession } from './console-sessions/open-role-console-session.ts';
import { assumeRole } from './credentials/assume-role.ts';
import { assumeRoleWithSaml } from './credentials/assume-role-with-saml.ts';
import { getCallerIdentity } from './credentials/get-caller-identity.ts';
import { getFederationToken } from './credentials/get-federation-token.ts';
import { listMemberLogins } from './member-logins/list-member-logins.ts';
import { logInToMember } from './member-logins/log-in-to-member.ts';
import { endOwnSession } from './sessions/end-own-session.ts';
import { listRoleSessions } from './sessions/list-role-sessions.ts';
import { revokeRoleSessions } from './sessions/revoke-role-sessions.ts';
import { sweepExpiredSessions } from './sessions/sweep-expired-sessions.ts';
import { acceptHandedOverSession } from './sign-ins/accept-handed-over-session.ts';
import { confirmSignIn } from './sign-ins/confirm-sign-in.ts';
import { handOverSession } from './sign-ins/hand-over-session.ts';
import { signIn } from './sign-ins/sign-in.ts';
import { authenticateRequest } from './signed-requests/authenticate-request.ts';

/** Table of contents: sign-in, sessions, authorization. */
export const stsActions: readonly AnyAction[] = [
  checkAccess,
  listAllowedActions,
  describeConsoleSession,
  openCamUserConsoleSession,
  openRoleConsoleSession,
  assumeRoleWithSaml,
  assumeRole,
  getCallerIdentity,
  getFederationToken,
  listMemberLogins,
  logInToMember,
  endOwnSession,
  listRoleSessions,
  revokeRoleSessions,
  sweepExpiredSessions,
  acceptHandedOverSession,
  confirmSignIn,
  handOverSession,
  signIn,
  authenticateRequest,
];
