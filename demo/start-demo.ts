import { fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Principal } from '../src/action/actor.ts';
import { DomainError } from '../src/action/domain-error.ts';
import type { Execute } from '../src/action/execute.ts';
import type { Config } from '../src/config.ts';
import { findSpace } from '../src/domain/identity-center/space/find-space.ts';
import { setExternalSamlIdentityProvider } from '../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import type { Product } from '../src/product.ts';
import { demoCamUser } from './demo-administration.ts';
import { demoOrganization, demoOutsider, demoPassword, demoPeople } from './demo-organization.ts';
import { loadDemo } from './load-demo.ts';

/** Kept beside the data: who administers the demo, and the identity provider it was given. */
interface DemoRecord {
  administrator: Principal;
  zoneId: string;
  identityProviderUrl: string;
  /** A demo that an older release loaded has no CAM user to sign in as. */
  hasCamUser?: boolean;
}

/**
 * Loads the demo organization into an empty database, starts its identity provider as a process of its
 * own, and says how to try it. An installation with other data, or with another identity provider, is left alone.
 */
export async function startDemo(
  config: Config,
  product: Product,
): Promise<{ greeting: string; stop(): void }> {
  const { baseUrl } = config.settings;
  const recordPath = join(config.dataFolder, 'demo.json');
  const isEmpty = !(await product.database.db.selectFrom('organizations').select('name').executeTakeFirst());
  const record = isEmpty ? await load(product, config.dataFolder) : readRecord(recordPath);
  if (existsSync(loadingMark(config.dataFolder)) && !isEmpty && !record) throw new HalfLoaded();
  if (!record || !(await usesDemoIdentityProvider(product.execute, record))) {
    return { greeting: `Identity Center is at ${baseUrl}\n`, stop: () => {} };
  }

  const identityProviderUrl = `http://localhost:${config.demoIdentityProviderPort}`;
  const stop = await startIdentityProvider(config, identityProviderUrl);
  if (record.identityProviderUrl !== identityProviderUrl)
    await trust(product.execute, record, identityProviderUrl);
  writeFileSync(recordPath, JSON.stringify({ ...record, identityProviderUrl }), { mode: 0o600 });
  rmSync(loadingMark(config.dataFolder), { force: true });
  return { greeting: greeting(baseUrl, identityProviderUrl, record), stop };
}

/** A process that was stopped while it loaded the demo leaves half an organization behind. */
class HalfLoaded extends Error {
  constructor() {
    super(
      'The demo was loaded only in part, because an earlier start was interrupted. Run `npm run demo:reset`.',
    );
  }
}

const loadingMark = (dataFolder: string): string => join(dataFolder, 'demo-loading');

async function load(product: Product, dataFolder: string): Promise<DemoRecord> {
  writeFileSync(loadingMark(dataFolder), '');
  const loaded = await loadDemo(product.execute);
  await product.runJobs();
  return { ...loaded, identityProviderUrl: '', hasCamUser: true };
}

const readRecord = (path: string): DemoRecord | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as DemoRecord) : undefined;

async function usesDemoIdentityProvider(
  execute: Execute,
  { identityProviderUrl }: DemoRecord,
): Promise<boolean> {
  if (identityProviderUrl === '') return true;
  try {
    const space = await execute(findSpace, { kind: 'visitor' }, { spaceName: demoOrganization.spaceName });
    return space.identityProviderUrl?.startsWith(`${identityProviderUrl}/`) ?? false;
  } catch (error) {
    // The demo's organization may have been deleted, and its space with it.
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function startIdentityProvider(config: Config, url: string): Promise<() => void> {
  const child = fork(fileURLToPath(new URL('identity-provider/main.ts', import.meta.url)), {
    env: {
      ...process.env,
      DEMO_IDP_PORT: String(config.demoIdentityProviderPort),
      DEMO_IDP_URL: url,
      DEMO_IDP_FOLDER: join(config.dataFolder, 'demo-identity-provider'),
      DEMO_SP_METADATA_URL: `${config.settings.baseUrl}/saml/${demoOrganization.spaceName}/metadata`,
    },
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(() => child.kill('SIGTERM')));
    child.once('exit', () =>
      reject(new Error('The demo identity provider did not start. Set DEMO_IDP_PORT to a free port.')),
    );
  });
}

async function trust(
  execute: Execute,
  { administrator, zoneId }: DemoRecord,
  identityProviderUrl: string,
): Promise<void> {
  const response = await fetch(`${identityProviderUrl}/metadata`);
  const encodedMetadataDocument = Buffer.from(await response.text(), 'utf8').toString('base64');
  await execute(setExternalSamlIdentityProvider, administrator, {
    zoneId,
    encodedMetadataDocument,
    ssoStatus: 'Enabled',
  });
}

function greeting(
  baseUrl: string,
  identityProviderUrl: string,
  { administrator, hasCamUser = false }: DemoRecord,
): string {
  const people = [...demoPeople, demoOutsider].flatMap(({ userName, shows }) =>
    shows ? [`    ${userName.padEnd(16)}${shows}`] : [],
  );
  return [
    '',
    `  Identity Center, with the demo organization "${demoOrganization.name}"`,
    '',
    `  Portal      ${baseUrl}/${demoOrganization.spaceName}/login`,
    `  Console     ${baseUrl}/console        ${demoOrganization.rootEmail} / ${demoOrganization.rootPassword}`,
    ...(hasCamUser ? [camUserLine(administrator)] : []),
    `  Demo IdP    ${identityProviderUrl}         every password: ${demoPassword}`,
    '',
    '  People to log in as:',
    ...people,
    '',
    '  Stop with Ctrl+C. Start over with: npm run demo:reset',
    '',
  ].join('\n');
}

const camUserLine = ({ uin }: Principal): string =>
  `              or as a CAM user: account ${uin}, ${demoCamUser.name} / ${demoCamUser.password}`;
