import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSamlKeyPair, type KeyPair } from '../../src/platform/saml/key-pair.ts';

export interface DemoSettings {
  host: string;
  port: number;
  /** The identity provider's own base URL. */
  url: string;
  folder: string;
  /** Metadata of the one service provider that is served. */
  serviceProviderMetadataUrl: string;
}

/** Everything comes from the environment; `npm start` sets it. */
export function readSettings(env: Record<string, string | undefined>): DemoSettings {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`The demo identity provider needs ${name}.`);
    return value;
  };
  return {
    host: env.DEMO_IDP_HOST ?? 'localhost',
    port: Number(need('DEMO_IDP_PORT')),
    url: need('DEMO_IDP_URL'),
    folder: need('DEMO_IDP_FOLDER'),
    serviceProviderMetadataUrl: need('DEMO_SP_METADATA_URL'),
  };
}

/** The key the demo identity provider signs with, made at its first start. */
export async function ownKeyPair(folder: string): Promise<Pick<KeyPair, 'privateKey' | 'certificate'>> {
  const path = join(folder, 'key-pair.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as KeyPair;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey, certificate } = await generateSamlKeyPair('Demo identity provider', '01', new Date());
  writeFileSync(path, JSON.stringify({ privateKey, certificate }), { mode: 0o600 });
  return { privateKey, certificate };
}
