import { retrying } from '../../../../platform/retrying.ts';
import type { CloudConnection } from '../../../../platform/settings.ts';
import { cloudRefused } from '../cloud-account.ts';
import { stsClient } from './clients.ts';
import { explain, mayHeal } from './refusal.ts';

const operation = 'AssumeRoleWithSAML';

/** Somebody waits for it at a page. */
const patience = { milliseconds: 12_000, first: 250, longest: 2000 };

/** The operation is asked unsigned: the assertion says it all, and credentials of ours have nothing to do there. */
const nobody = { secretId: '', secretKey: '' };

interface Asked {
  samlAssertion: string;
  principalArn: string;
  roleArn: string;
  roleSessionName: string;
  durationSeconds: number;
}

/**
 * Temporary keys of a role, from the STS of the cloud that the role lives in, which decides about the assertion. Refuses
 * with what the cloud answered (CloudRefused), or that it did not answer (CloudUnreachable).
 */
export async function assumeRoleInCloud(connection: CloudConnection, asked: Asked) {
  const request = {
    SAMLAssertion: asked.samlAssertion,
    PrincipalArn: asked.principalArn,
    RoleArn: asked.roleArn,
    RoleSessionName: asked.roleSessionName,
    DurationSeconds: asked.durationSeconds,
  };
  const client = stsClient(connection, nobody);
  try {
    const answer = await retrying(patience, mayHeal, () =>
      client.request(operation, request, { skipSign: true }),
    );
    return readAnswer(answer);
  } catch (error) {
    throw explain(operation, error);
  }
}

function readAnswer({ Credentials: keys, ExpiredTime: expiredTime, Expiration: expiration }: Answer) {
  if (!keys?.TmpSecretId || !keys.TmpSecretKey || !keys.Token || !expiredTime)
    throw cloudRefused(operation, 'It answered without keys.');
  const { Token: token, TmpSecretId: tmpSecretId, TmpSecretKey: tmpSecretKey } = keys;
  const until = expiration ?? `${new Date(expiredTime * 1000).toISOString().slice(0, 19)}Z`;
  return { credentials: { token, tmpSecretId, tmpSecretKey }, expiredTime, expiration: until };
}

interface Answer {
  Credentials?: { Token?: string; TmpSecretId?: string; TmpSecretKey?: string };
  ExpiredTime?: number;
  Expiration?: string;
}
