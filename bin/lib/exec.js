import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { takeKeys, variables } from './credentials.js';
import { Problem } from './problem.js';

/**
 * Runs a command with keys in its environment and nowhere else, and ends as it ends.
 * @param {import('./credentials.js').Options} options
 * @param {string[]} commandLine
 */
export async function exec(options, [command, ...args]) {
  if (command === undefined) throw new Problem('Say what to run: identity-center exec … -- COMMAND');
  const { keys } = await takeKeys(options);
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...variables(keys) } });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Problem(`"${command}" could not be run: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
