import { Problem } from './problem.js';

/**
 * Asks Identity Center. Answers are JSON and always 200; a refusal stands under `Error`.
 * @param {string} loginUrl the address of the login page
 * @param {string} path below `/api`
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 */
export async function ask(loginUrl, path, body) {
  const url = new URL(`/api${path}`, loginUrl);
  const answer = await send(url, body);
  if (answer.Error) throw new Problem(`${answer.Error.Message} (${answer.Error.Code})`);
  return answer;
}

/**
 * @param {URL} url
 * @param {object} body
 * @returns {Promise<any>}
 */
async function send(url, body) {
  const headers = { 'Content-Type': 'application/json', 'User-Agent': 'identity-center-cli' };
  try {
    const response = await fetch(url, { method: 'POST', redirect: 'error', headers, body: JSON.stringify(body) });
    return await response.json();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Problem(`${url.origin} did not answer as Identity Center does: ${cause}`);
  }
}

/**
 * The address of a login page, checked: keys travel over it, so http is for one's own machine only.
 * @param {string | undefined} text
 */
export function loginAddress(text) {
  if (!text) throw new Problem('Say where to log in: --url https://…/your-company/login');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOwnMachine = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isOwnMachine))) {
    throw new Problem(`"${text}" is no https address.`);
  }
  const [, space] = url.pathname.split('/');
  if (!space) throw new Problem(`"${text}" does not name a space; it looks like https://…/your-company/login.`);
  return `${url.origin}/${space}/login`;
}
