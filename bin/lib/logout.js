import { ask } from './api.js';
import { readProfile, removeProfile } from './profile.js';

/** @param {{ profile: string }} options */
export async function logout({ profile: name }) {
  const { authUrl, token } = readProfile(name)?.sso ?? {};
  removeProfile(name);
  if (authUrl && token) await ask(authUrl, '/sso/end_login', { LoginToken: token });
  process.stderr.write('Logged out. Temporary keys that were taken last until their time is over.\n');
}
