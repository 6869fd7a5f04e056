import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { ask, loginAddress } from './api.js';
import { Problem } from './problem.js';
import { readProfile, writeProfile } from './profile.js';

const pollMilliseconds = 1000;

/**
 * By device authorization (RFC 8628): what this process asks by never leaves it; people see a short code.
 * @param {{ url?: string | undefined, device?: boolean | undefined, profile: string }} options
 */
export async function login({ url: typed, device, profile }) {
  const url = loginAddress(typed ?? readProfile(profile)?.sso?.authUrl);
  const state = randomBytes(32).toString('base64url');
  const asked = await ask(url, '/sso/request_login', { State: state, Device: `identity-center on ${hostname()}` });
  const page = url.replace(/login$/, 'cli');
  show(device === true, page, asked.UserCode);

  const token = await untilAllowed(url, state, asked.ExpiresAt);
  const zone = await ask(url, '/org/verify_login_skey', { LoginSkey: token });
  const sso = { authUrl: url, token, zoneId: zone.ZoneId, site: 'cn', expiresAt: zone.ExpiresAt };
  writeProfile(profile, { type: 'sso', sso });
  const until = new Date(zone.ExpiresAt * 1000).toLocaleString();
  process.stderr.write(`Logged in to ${zone.ZoneName} as ${zone.UserName}, until ${until}.\n`);
}

/**
 * @param {boolean} onAnotherDevice
 * @param {string} page
 * @param {string} code
 */
function show(onAnotherDevice, page, code) {
  if (onAnotherDevice) {
    process.stderr.write(`On any device, open ${page} and type the code ${code}\n`);
    return;
  }
  const address = `${page}?code=${code}`;
  process.stderr.write(`Your browser opens ${address}\nThe page shows the code ${code}\n`);
  open(address);
}

/** @param {string} address */
function open(address) {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  // Where there is no browser, the address stands above.
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/** @type {Record<string, [string, ...string[]]>} */
const openers = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };

/**
 * @param {string} url
 * @param {string} state
 * @param {number} expiresAt seconds since 1970
 * @returns {Promise<string>}
 */
async function untilAllowed(url, state, expiresAt) {
  while (Date.now() < expiresAt * 1000) {
    const { Status: status, Token: token } = await ask(url, '/sso/check_login_state', { State: state });
    if (status === 'Finished') return token.Token;
    if (status !== 'NotFound') throw new Problem(endings[status] ?? `The login ended: ${status}.`);
    await wait(pollMilliseconds);
  }
  throw new Problem(endings.Expired);
}

/** @type {Record<string, string>} */
const endings = {
  Refused: 'The login was refused in the browser.',
  Expired: 'Nobody allowed the login in time. Start again.',
  Used: 'The login was taken by somebody else, and is void now. Start again, and tell your administrator.',
};
