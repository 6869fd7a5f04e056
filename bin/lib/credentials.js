import { ask } from './api.js';
import { Problem } from './problem.js';
import { requireLogin, writeProfile } from './profile.js';
import { findRole } from './roles.js';

/** @typedef {{ account?: string | undefined, role?: string | undefined, profile: string, format?: string | undefined }} Options */

/** @param {Options} options */
export async function credentials(options) {
  const { format = 'env' } = options;
  if (!Object.hasOwn(printers, format)) {
    throw new Problem(`"${format}" is no format; there are ${Object.keys(printers).join(', ')}.`);
  }
  const print = printers[/** @type {keyof typeof printers} */ (format)];
  process.stdout.write(print(await takeKeys(options), options));
}

/**
 * @typedef {object} Keys
 * @property {{ TmpSecretId: string, TmpSecretKey: string, Token: string }} Credentials
 * @property {number} ExpiredTime seconds since 1970
 * @property {string} Expiration the same as ISO 8601
 */

/**
 * Temporary keys of the role that was named.
 * @param {Options} options
 */
export async function takeKeys({ profile: name, ...wanted }) {
  const { profile, url, token } = requireLogin(name);
  const { account, role } = await findRole(url, token, wanted);
  const fields = { LoginToken: token, TargetUin: account.uin, RoleConfigurationId: role.id };
  /** @type {Keys} */
  const keys = await ask(url, '/org/issue_role_credentials', fields);
  return { profile, account, role, keys };
}

/** @typedef {Awaited<ReturnType<typeof takeKeys>>} Taken */

/**
 * The names under which the SDKs, tccli and Terraform look for keys.
 * @param {Keys} keys
 */
export const variables = ({ Credentials: { TmpSecretId, TmpSecretKey, Token } }) => ({
  TENCENTCLOUD_SECRET_ID: TmpSecretId,
  TENCENTCLOUD_SECRET_KEY: TmpSecretKey,
  TENCENTCLOUD_TOKEN: Token,
  TENCENTCLOUD_SECURITY_TOKEN: Token,
});

/** @param {object} value */
const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`;

const printers = {
  env: (/** @type {Taken} */ { keys }) =>
    Object.entries(variables(keys))
      .map(([name, value]) => `export ${name}='${value}'\n`)
      .join(''),

  json: (/** @type {Taken} */ { keys: { Credentials, ExpiredTime, Expiration } }) =>
    asJson({ Credentials, ExpiredTime, Expiration }),

  'credential-process': (/** @type {Taken} */ { keys: { Credentials, Expiration } }) =>
    asJson({
      Version: 1,
      AccessKeyId: Credentials.TmpSecretId,
      SecretAccessKey: Credentials.TmpSecretKey,
      SessionToken: Credentials.Token,
      Expiration,
    }),

  tccli: (/** @type {Taken} */ taken, /** @type {Options} */ { profile: name }) => {
    const { profile, account, role, keys } = taken;
    const { TmpSecretId: secretId, TmpSecretKey: secretKey, Token: token } = keys.Credentials;
    const entered = { uin: account.uin, roleConfigurationId: role.id, roleConfigurationName: role.name };
    const sso = { ...profile.sso, ...entered };
    writeProfile(name, { type: 'sso', secretId, secretKey, token, expiresAt: keys.ExpiredTime, sso });
    return `tccli --profile ${name} acts as ${role.name} in ${account.name} until ${keys.Expiration}.\n`;
  },
};
