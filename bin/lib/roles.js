import { ask } from './api.js';
import { Problem } from './problem.js';

const pageSize = 100;

/** @typedef {{ uin: number, name: string }} Account */
/** @typedef {{ id: string, name: string, seconds: number }} Role */

/**
 * Every account that may be entered as a role.
 * @param {string} url
 * @param {string} token
 * @returns {Promise<Account[]>}
 */
export async function listAccounts(url, token) {
  /** @type {Account[]} */
  const found = [];
  for (let page = 1; ; page++) {
    const fields = { LoginToken: token, PageNum: page, PageSize: pageSize };
    const { Accounts: accounts, TotalCounts: total } = await ask(url, '/org/list_accounts_for_access_assignment', fields);
    found.push(...accounts.map((/** @type {any} */ { Uin: uin, Name: name }) => ({ uin, name })));
    if (accounts.length === 0 || found.length >= total) return found;
  }
}

/**
 * The roles in one account that are ready to be entered.
 * @param {string} url
 * @param {string} token
 * @param {number} uin
 * @returns {Promise<Role[]>}
 */
export async function listRoles(url, token, uin) {
  /** @type {Role[]} */
  const found = [];
  for (let next = ''; ; ) {
    const fields = { LoginToken: token, TargetUin: uin, MaxResults: pageSize, NextToken: next };
    const answer = await ask(url, '/org/list_role_configurations_for_account', fields);
    for (const role of answer.RoleConfigurationsForAccount) {
      found.push({
        id: role.RoleConfigurationId,
        name: role.RoleConfigurationName,
        seconds: role.SessionDuration,
      });
    }
    if (!answer.IsTruncated) return found;
    next = answer.NextToken;
  }
}

/**
 * The one role that was meant; what is left out must not leave a choice.
 * @param {string} url
 * @param {string} token
 * @param {{ account?: string | undefined, role?: string | undefined }} wanted
 */
export async function findRole(url, token, { account: named, role: roleName }) {
  const accounts = await listAccounts(url, token);
  const isMeant = (/** @type {Account} */ { uin, name }) => named === undefined || named === String(uin) || named === name;
  const account = only(accounts.filter(isMeant), 'account', named, ({ uin, name }) => `${name} (${uin})`);
  const roles = await listRoles(url, token, account.uin);
  const fitting = roles.filter(({ name }) => roleName === undefined || name === roleName);
  return { account, role: only(fitting, 'role', roleName, ({ name }) => name) };
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {string} what
 * @param {string | undefined} named
 * @param {(item: Item) => string} nameOf
 * @returns {Item}
 */
function only(items, what, named, nameOf) {
  const [first, ...others] = items;
  if (first !== undefined && others.length === 0) return first;
  if (first === undefined) throw new Problem(named ? `You have no ${what} "${named}".` : `You have no ${what}.`);
  throw new Problem(`Say which ${what} with --${what}: ${items.slice(0, 20).map(nameOf).join(', ')}`);
}
