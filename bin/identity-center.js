#!/usr/bin/env node
// The command line of Identity Center. It needs nothing but Node 20 or later, so that `npx` can run it anywhere.
import { parseArgs } from 'node:util';
import { accounts } from './lib/accounts.js';
import { credentials } from './lib/credentials.js';
import { exec } from './lib/exec.js';
import { login } from './lib/login.js';
import { logout } from './lib/logout.js';
import { Problem } from './lib/problem.js';

const usage = `Usage: identity-center COMMAND [options]

  login --url URL        Log in through the browser; URL is the address of your company's login page.
        --device         Do not open a browser: print an address and a code to use on any device.
  accounts               List the accounts you may enter, with your roles in each.
        --format FORMAT  text (default) or json
  credentials            Take temporary keys of a role.
        --account NAME   The account, by its name or number.
        --role NAME      The role, by the name of its permission configuration.
        --format FORMAT  env (default), json, credential-process or tccli (written into the profile for tccli)
  exec --account NAME --role NAME -- COMMAND …
                         Run a command with temporary keys in its environment.
  logout                 End the login and forget it.

  --profile NAME         Which profile; the files are those of tccli, in ~/.tccli (default: default).
`;

const options = /** @type {const} */ ({
  url: { type: 'string' },
  device: { type: 'boolean' },
  account: { type: 'string' },
  role: { type: 'string' },
  format: { type: 'string' },
  profile: { type: 'string', default: 'default' },
  help: { type: 'boolean', short: 'h' },
});

const commands = { login, accounts, credentials, exec, logout };

/** @param {string[]} args */
async function main(args) {
  const end = args.indexOf('--');
  const rest = end < 0 ? [] : args.slice(end + 1);
  const { values, positionals } = parse(end < 0 ? args : args.slice(0, end));
  const [name = 'help', ...more] = positionals;
  if (values.help || name === 'help') return void process.stdout.write(usage);
  const command = commands[/** @type {keyof typeof commands} */ (name)];
  if (!Object.hasOwn(commands, name) || more.length > 0) {
    throw new Problem(`There is no command "${positionals.join(' ')}". See identity-center --help.`);
  }
  await command(values, rest);
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error));
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`identity-center: ${error.message}\n`);
  process.exitCode = 1;
}
