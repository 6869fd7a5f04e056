import type { z } from 'zod';
import type { issueRoleCredentials } from '../../domain/identity-center/portal/issue-role-credentials.ts';

type Issued = Pick<
  z.output<typeof issueRoleCredentials.output>,
  'credentials' | 'expiration' | 'expiredTime'
>;

/** Temporary keys as the tools read them that people paste them into. */
export function credentialFormats({ credentials, expiration, expiredTime }: Issued) {
  const { tmpSecretId, tmpSecretKey, token } = credentials;
  // The SDKs and tccli read the token under the one name, Terraform under the other.
  const variables = {
    TENCENTCLOUD_SECRET_ID: tmpSecretId,
    TENCENTCLOUD_SECRET_KEY: tmpSecretKey,
    TENCENTCLOUD_TOKEN: token,
    TENCENTCLOUD_SECURITY_TOKEN: token,
  };
  const lines = (line: (name: string, value: string) => string) =>
    Object.entries(variables)
      .map(([name, value]) => line(name, value))
      .join('\n');
  return [
    { name: 'shell', text: lines((name, value) => `export ${name}='${value}'`) },
    { name: 'powerShell', text: lines((name, value) => `$Env:${name} = '${value}'`) },
    {
      name: 'json',
      text: asJson({ Credentials: named(credentials), ExpiredTime: expiredTime, Expiration: expiration }),
    },
    {
      name: 'credentialProcess',
      text: asJson({
        Version: 1,
        AccessKeyId: tmpSecretId,
        SecretAccessKey: tmpSecretKey,
        SessionToken: token,
        Expiration: expiration,
      }),
    },
  ];
}

/** As the Cloud API answers AssumeRoleWithSAML. */
const named = ({ token, tmpSecretId, tmpSecretKey }: Issued['credentials']) => ({
  Token: token,
  TmpSecretId: tmpSecretId,
  TmpSecretKey: tmpSecretKey,
});

const asJson = (value: object): string => JSON.stringify(value, null, 2);
