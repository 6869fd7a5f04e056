import { Problem } from './problem.js';
import { requireLogin } from './profile.js';
import { listAccounts, listRoles } from './roles.js';

/** @param {{ profile: string, format?: string | undefined }} options */
export async function accounts({ profile, format = 'text' }) {
  if (format !== 'text' && format !== 'json') throw new Problem(`"${format}" is neither text nor json.`);
  const { url, token } = requireLogin(profile);
  const listed = [];
  for (const { uin, name } of await listAccounts(url, token)) {
    listed.push({ uin, name, roles: (await listRoles(url, token, uin)).map((role) => role.name) });
  }
  if (format === 'json') return void process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
  for (const { uin, name, roles } of listed) process.stdout.write(`${uin}\t${name}\t${roles.join(', ')}\n`);
}
