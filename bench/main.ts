import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run bench`, or with the names of some parts: each in a process of its own, so that none warms up another. */
const parts = [
  'validator',
  'nesting-bomb',
  'hop2',
  'whole-login',
  'policy-decisions',
  'user-list',
  'authorizations',
  'effective-authorizations',
  'authorization-files',
  'submissions',
  'deployments',
  'scim',
  'scim-peer',
  'cloud-api',
];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) {
  console.error(`Found ${unknown.join(', ')}; the parts are ${parts.join(', ')}.`);
  process.exit(1);
}

for (const part of asked.length > 0 ? asked : parts) {
  console.log(`\n== ${part}`);
  const file = fileURLToPath(new URL(`./${part}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
