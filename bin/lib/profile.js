import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Problem } from './problem.js';

/**
 * What is kept of a login, in the file and the form that tccli reads.
 * @typedef {{ type?: string, secretId?: string, secretKey?: string, token?: string, expiresAt?: number,
 *   sso: { authUrl: string, token?: string, uin?: number, roleConfigurationId?: string,
 *          roleConfigurationName?: string, zoneId?: string, site?: string, expiresAt?: number } }} Profile
 */

/** @param {string} name */
function pathOf(name) {
  if (!/^[\w.@-]{1,64}$/.test(name)) throw new Problem(`"${name}" is no name of a profile.`);
  return join(homedir(), '.tccli', `${name}.credential`);
}

/**
 * @param {string} name
 * @returns {Profile | undefined}
 */
export function readProfile(name) {
  const path = pathOf(name);
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`${path} is not JSON. Log in again, or remove it.`);
  }
}

/**
 * Whole or not at all, and for its owner alone.
 * @param {string} name
 * @param {Profile} profile
 */
export function writeProfile(name, profile) {
  const path = pathOf(name);
  mkdirSync(join(homedir(), '.tccli'), { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(beside, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, path);
}

/** @param {string} name */
export function removeProfile(name) {
  rmSync(pathOf(name), { force: true });
}

/**
 * The login of a profile, where there is one that has not ended.
 * @param {string} name
 */
export function requireLogin(name) {
  const profile = readProfile(name);
  const { authUrl, token, expiresAt = 0 } = profile?.sso ?? {};
  if (!profile || !authUrl || !token || expiresAt * 1000 <= Date.now()) {
    throw new Problem(`You are not logged in. Run: identity-center login --url ${authUrl ?? 'URL'}`);
  }
  return { profile, url: authUrl, token };
}
