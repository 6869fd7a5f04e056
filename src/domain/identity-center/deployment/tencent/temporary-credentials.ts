import type { CloudConnection } from '../../../../platform/settings.ts';
import { roleArn } from '../../../cam/index.ts';
import { type Credentials, stsClient } from './clients.ts';

/** Every member account that an organization creates or invites has this role for its admin account. */
const memberRole = 'OrganizationAccessControlRole';

const lifetimeSeconds = 3600;
/** Before they end, so that no call is under way with credentials that are over. */
const renewalSeconds = 300;

/** The account could not be entered, which says nothing of what was to be done inside. */
export class EntryProblem extends Error {
  override readonly cause: unknown;
  constructor(cause: unknown) {
    super('The account could not be entered.');
    this.name = 'EntryProblem';
    this.cause = cause;
  }
}

export interface EnteredAccount {
  credentials(): Promise<Credentials>;
  /** The cloud does not take them any more. */
  forget(): void;
}

/** The admin account is entered with its own credentials, a member by becoming its role for a while. */
export function enterAccount(connection: CloudConnection, uin: number): EnteredAccount {
  let present: { credentials: Promise<Credentials>; until: number } | undefined;
  if (uin === connection.adminUin) return { credentials: async () => connection, forget: () => {} };
  return {
    credentials() {
      if (present && performance.now() < present.until) return present.credentials;
      const entered = {
        credentials: assumeRole(connection, uin).catch((error: unknown) => {
          throw new EntryProblem(error);
        }),
        until: performance.now() + (lifetimeSeconds - renewalSeconds) * 1000,
      };
      present = entered;
      entered.credentials.catch(() => {
        if (present === entered) present = undefined;
      });
      return entered.credentials;
    },
    forget() {
      present = undefined;
    },
  };
}

async function assumeRole(connection: CloudConnection, uin: number): Promise<Credentials> {
  const { Credentials: given } = await stsClient(connection, connection).AssumeRole({
    RoleArn: roleArn(uin, memberRole),
    RoleSessionName: 'IdentityCenter',
    DurationSeconds: lifetimeSeconds,
  });
  if (!given?.TmpSecretId || !given.TmpSecretKey || !given.Token)
    throw new Error(`AssumeRole answered without credentials for account ${uin}.`);
  return { secretId: given.TmpSecretId, secretKey: given.TmpSecretKey, token: given.Token };
}
