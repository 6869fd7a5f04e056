import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { CloudConnection, CloudSite, Settings } from './platform/settings.ts';

/** The whole configuration: environment variables, their defaults and their meaning. */
const environment = z.object({
  NODE_ENV: z
    .string()
    .default('development')
    .describe('`production` demands every secret and loads no demo.'),
  HOST: z
    .string()
    .default('')
    .describe('The address to listen on. Default: localhost; in production every address.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('The port to listen on.'),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('How browsers reach the product. Default: http://localhost:PORT.'),
  DATA_FOLDER: z.string().default('data').describe('Where the embedded database and generated secrets live.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('A PostgreSQL to use instead of the embedded one.'),
  EMBEDDED_DATABASE: z
    .enum(['accept'])
    .optional()
    .describe(
      '`accept` allows the embedded database in production: it survives `kill -9`, a power cut it may not.',
    ),
  ENCRYPTION_KEY: z.string().optional().describe('32 bytes in base64; seals private keys in the database.'),
  SESSION_SECRET: z.string().min(32).optional().describe('At least 32 characters; signs cookies.'),
  TRUST_PROXY: z
    .string()
    .default('')
    .describe('Express `trust proxy`: a number of proxies, or addresses. Empty: no proxy.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .optional()
    .describe('The least important messages that are logged. Default: info in production, else warn.'),
  CLOCK_SKEW_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600)
    .default(60)
    .describe('How far the clock of an identity provider may differ.'),
  SAML_RESPONSE_BYTES: z.coerce
    .number()
    .int()
    .min(16_384)
    .max(4_194_304)
    .default(262_144)
    .describe('The largest SAML response that is read.'),
  SAML_SECOND_OPINION: z
    .enum(['on', 'off'])
    .default('off')
    .describe('`on`: node-saml must agree with every login that our validator accepts; slower.'),
  LOGIN_TRACE_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe('How long an administrator can look up a login, with the response sealed.'),
  METADATA_REFRESH_SECONDS: z.coerce
    .number()
    .int()
    .min(300)
    .max(604_800)
    .default(21_600)
    .describe('How often the metadata of an identity provider is read again from its address.'),
  METADATA_PRIVATE_HOSTS: z
    .string()
    .default('')
    .describe('Hosts inside your own network whose metadata may be read, separated by commas.'),
  PORTAL_SESSION_SECONDS: z.coerce
    .number()
    .int()
    .min(300)
    .max(604_800)
    .default(28_800)
    .describe('How long a portal session lasts at most.'),
  LOGIN_REQUEST_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .max(3600)
    .default(600)
    .describe('How long a person may take at the identity provider.'),
  CREATED_MEMBERS_PER_ENTITY: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(2000)
    .describe(
      'How many accounts an organization may create under one verified entity; Tencent Cloud begins with 5.',
    ),
  AUDIT_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(36_500)
    .default(730)
    .describe(
      'How long audit records are kept; older ones go once every tracking set has delivered them. 0: for ever.',
    ),
  TRACKING_FOLDER: z
    .string()
    .default('')
    .describe('Below it tracking sets write their folders. Default: DATA_FOLDER/tracking-sets.'),
  TRACKING_PRIVATE_HOSTS: z
    .string()
    .default('')
    .describe('Hosts inside your own network to which tracking sets may deliver, separated by commas.'),
  CLOUD_API_CALLS_PER_SECOND: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(20)
    .describe('How often one access key may call an action of the Cloud API in a second, at each node.'),
  DEMO_IDP_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('The port of the demo identity provider. Default: PORT + 1.'),
  TENCENT_CN_SECRET_ID: z
    .string()
    .optional()
    .describe('The access key of the admin account on tencent-cn; without it nothing is deployed there.'),
  TENCENT_CN_SECRET_KEY: z.string().optional().describe('The secret of that access key. It is never logged.'),
  TENCENT_CN_ADMIN_UIN: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('The admin account, as Identity Center knows it; other organizations do not use its key.'),
  TENCENT_CN_CAM_ENDPOINT: z
    .string()
    .default('cam.tencentcloudapi.com')
    .describe('Where the CAM API of tencent-cn answers.'),
  TENCENT_CN_STS_ENDPOINT: z
    .string()
    .default('sts.tencentcloudapi.com')
    .describe('Where the STS API of tencent-cn answers.'),
  TENCENT_INTL_SECRET_ID: z
    .string()
    .optional()
    .describe('The access key of the admin account on tencent-intl; without it nothing is deployed there.'),
  TENCENT_INTL_SECRET_KEY: z
    .string()
    .optional()
    .describe('The secret of that access key. It is never logged.'),
  TENCENT_INTL_ADMIN_UIN: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('The admin account, as Identity Center knows it; other organizations do not use its key.'),
  TENCENT_INTL_CAM_ENDPOINT: z
    .string()
    .default('cam.intl.tencentcloudapi.com')
    .describe('Where the CAM API of tencent-intl answers.'),
  TENCENT_INTL_STS_ENDPOINT: z
    .string()
    .default('sts.intl.tencentcloudapi.com')
    .describe('Where the STS API of tencent-intl answers.'),
  TENCENT_CN_ROLE_ACS_URL: z
    .url()
    .default('https://cloud.tencent.com/login/saml')
    .describe('China site: where role SSO is posted.'),
  TENCENT_CN_ROLE_AUDIENCE: z
    .string()
    .default('cloud.tencent.com')
    .describe('China site: the audience of role SSO.'),
  TENCENT_CN_USER_ACS_URL: z
    .string()
    .default('https://cloud.tencent.com/login/saml')
    .describe('China site: where user SSO is posted; `{uin}` is the account.'),
  TENCENT_CN_USER_AUDIENCE: z
    .string()
    .default('cloud.tencent.com')
    .describe('China site: the audience of user SSO; `{uin}` is the account.'),
  TENCENT_INTL_ROLE_ACS_URL: z
    .url()
    .default('https://intl.cloud.tencent.com/login/saml')
    .describe('International site: where role SSO is posted.'),
  TENCENT_INTL_ROLE_AUDIENCE: z
    .string()
    .default('intl.cloud.tencent.com')
    .describe('International site: the audience of role SSO.'),
  TENCENT_INTL_USER_ACS_URL: z
    .string()
    .default('https://intl.cloud.tencent.com/login/saml')
    .describe('International site: where user SSO is posted.'),
  TENCENT_INTL_USER_AUDIENCE: z
    .string()
    .default('intl.cloud.tencent.com')
    .describe('International site: the audience of user SSO.'),
});
type Environment = z.infer<typeof environment>;

export interface Config {
  isProduction: boolean;
  host: string | undefined;
  port: number;
  dataFolder: string;
  databaseUrl: string | undefined;
  encryptionKey: Buffer;
  sessionSecret: string;
  trustProxy: string | number | false;
  logLevel: string;
  demoIdentityProviderPort: number;
  settings: Settings;
}

/** Every problem of the configuration at once, one per line. */
export class ConfigurationProblem extends Error {
  override readonly name = 'ConfigurationProblem';
}

/** Reads the environment. Throws a ConfigurationProblem that names every setting that is missing or wrong. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(withoutEmpty(variables));
  if (!parsed.success) {
    throw new ConfigurationProblem(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  }
  const env = parsed.data;
  const isProduction = env.NODE_ENV === 'production';
  if (isProduction) requireProductionSettings(env);
  const dataFolder = resolve(env.DATA_FOLDER);
  const secrets = isProduction ? undefined : developmentSecrets(dataFolder);

  return {
    isProduction,
    host: env.HOST || (isProduction ? undefined : 'localhost'),
    port: env.PORT,
    dataFolder,
    databaseUrl: env.DATABASE_URL,
    encryptionKey: toKey(env.ENCRYPTION_KEY ?? secrets?.encryptionKey ?? ''),
    sessionSecret: env.SESSION_SECRET ?? secrets?.sessionSecret ?? '',
    trustProxy: toTrustProxy(env.TRUST_PROXY),
    logLevel: env.LOG_LEVEL ?? (isProduction ? 'info' : 'warn'),
    demoIdentityProviderPort: env.DEMO_IDP_PORT ?? env.PORT + 1,
    settings: toSettings(env, dataFolder),
  };
}

/** Name, default and meaning of every variable, for the generated reference. */
export const configurationReference = () =>
  Object.entries(environment.shape).map(([name, schema]) => {
    const preset = schema.safeParse(undefined);
    return {
      name,
      default: preset.success && preset.data !== undefined ? String(preset.data) : '',
      meaning: schema.description ?? '',
    };
  });

/** An empty variable is one that is not set. */
const withoutEmpty = (variables: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));

function requireProductionSettings(env: Environment): void {
  const missing = [
    !env.BASE_URL && 'BASE_URL: how browsers reach the product, such as https://login.example.com',
    !env.ENCRYPTION_KEY && 'ENCRYPTION_KEY: 32 bytes in base64, such as `openssl rand -base64 32` makes',
    !env.SESSION_SECRET && 'SESSION_SECRET: at least 32 random characters',
    !env.DATABASE_URL &&
      !env.EMBEDDED_DATABASE &&
      'DATABASE_URL: a PostgreSQL; or EMBEDDED_DATABASE=accept for the embedded one, which a power cut may damage',
  ].filter((problem) => typeof problem === 'string');
  if (missing.length > 0)
    throw new ConfigurationProblem(`These settings are missing:\n  ${missing.join('\n  ')}`);
}

interface Secrets {
  encryptionKey: string;
  sessionSecret: string;
}

/** Outside production, secrets are made once and kept beside the data they protect. */
function developmentSecrets(dataFolder: string): Secrets {
  const path = join(dataFolder, 'secrets.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
  const secrets = {
    encryptionKey: randomBytes(32).toString('base64'),
    sessionSecret: randomBytes(32).toString('base64'),
  };
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return secrets;
}

function toKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new ConfigurationProblem(`ENCRYPTION_KEY: found ${key.length} bytes of base64, expected 32.`);
}

function toTrustProxy(text: string): string | number | false {
  if (text === '') return false;
  return /^\d+$/.test(text) ? Number(text) : text;
}

function toSettings(env: Environment, dataFolder: string): Settings {
  const baseUrl = (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  return {
    baseUrl,
    clockSkewSeconds: env.CLOCK_SKEW_SECONDS,
    samlResponseBytes: env.SAML_RESPONSE_BYTES,
    samlSecondOpinion: env.SAML_SECOND_OPINION === 'on',
    loginTraceDays: env.LOGIN_TRACE_DAYS,
    metadataRefreshSeconds: env.METADATA_REFRESH_SECONDS,
    metadataPrivateHosts: toHosts(env.METADATA_PRIVATE_HOSTS),
    portalSessionSeconds: env.PORTAL_SESSION_SECONDS,
    loginRequestSeconds: env.LOGIN_REQUEST_SECONDS,
    createdMembersPerEntity: env.CREATED_MEMBERS_PER_ENTITY,
    auditDays: env.AUDIT_DAYS,
    trackingFolder: resolve(env.TRACKING_FOLDER || join(dataFolder, 'tracking-sets')),
    trackingPrivateHosts: toHosts(env.TRACKING_PRIVATE_HOSTS),
    cloudApiCallsPerSecond: env.CLOUD_API_CALLS_PER_SECOND,
    // OWASP’s parameters of scrypt for 32 MiB of memory.
    passwordCost: 2 ** 15,
    cloudSites: cloudSites(env, baseUrl),
  };
}

const cloudSites = (env: Environment, baseUrl: string): Settings['cloudSites'] => ({
  local: localSite(baseUrl),
  'tencent-cn': {
    name: 'tencent-cn',
    roleAcsUrl: env.TENCENT_CN_ROLE_ACS_URL,
    roleAudience: env.TENCENT_CN_ROLE_AUDIENCE,
    userAcsUrl: env.TENCENT_CN_USER_ACS_URL,
    userAudience: env.TENCENT_CN_USER_AUDIENCE,
    ...namesInRealClouds,
    ...connection('TENCENT_CN', {
      adminUin: env.TENCENT_CN_ADMIN_UIN,
      secretId: env.TENCENT_CN_SECRET_ID,
      secretKey: env.TENCENT_CN_SECRET_KEY,
      camEndpoint: env.TENCENT_CN_CAM_ENDPOINT,
      stsEndpoint: env.TENCENT_CN_STS_ENDPOINT,
    }),
  },
  'tencent-intl': {
    name: 'tencent-intl',
    roleAcsUrl: env.TENCENT_INTL_ROLE_ACS_URL,
    roleAudience: env.TENCENT_INTL_ROLE_AUDIENCE,
    userAcsUrl: env.TENCENT_INTL_USER_ACS_URL,
    userAudience: env.TENCENT_INTL_USER_AUDIENCE,
    ...namesInRealClouds,
    ...connection('TENCENT_INTL', {
      adminUin: env.TENCENT_INTL_ADMIN_UIN,
      secretId: env.TENCENT_INTL_SECRET_ID,
      secretKey: env.TENCENT_INTL_SECRET_KEY,
      camEndpoint: env.TENCENT_INTL_CAM_ENDPOINT,
      stsEndpoint: env.TENCENT_INTL_STS_ENDPOINT,
    }),
  },
});

type Given<Of> = { [Name in keyof Of]: Of[Name] | undefined };

/** All three or none: half a connection would fail at the first deployment instead of at the start. */
function connection(prefix: string, given: Given<CloudConnection>): { connection?: CloudConnection } {
  const { adminUin, secretId, secretKey, camEndpoint = '', stsEndpoint = '' } = given;
  if (adminUin === undefined && !secretId && !secretKey) return {};
  if (adminUin === undefined || !secretId || !secretKey)
    throw new ConfigurationProblem(
      `${prefix}_ADMIN_UIN, ${prefix}_SECRET_ID and ${prefix}_SECRET_KEY belong together: set all of them, or none.`,
    );
  return { connection: { adminUin, secretId, secretKey, camEndpoint, stsEndpoint } };
}

const toHosts = (text: string): string[] =>
  text
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean);

/** The names the real service gives its own objects may be reserved there. */
const namesInRealClouds = { rolePrefix: 'IdentityCenter-', providerPrefix: 'IdentityCenter-' };

/** Our account console. Roles are named as the real service names them, because tccli builds these names. */
export const localSite = (baseUrl: string): CloudSite => ({
  name: 'local',
  roleAcsUrl: `${baseUrl}/account-console/saml`,
  roleAudience: `${baseUrl}/account-console`,
  userAcsUrl: `${baseUrl}/account-console/{uin}/saml`,
  userAudience: `${baseUrl}/account-console/{uin}`,
  rolePrefix: 'TencentCloudSSO-',
  providerPrefix: 'TencentReservedSSO-',
});
