import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  FormClient,
  type RunningProduct,
  startProduct,
  temporaryFolder,
} from '../support/running-product.ts';

/** The command as people run it: a process of its own with nothing but Node. */
describe('the identity-center command', () => {
  let product: RunningProduct;
  const home = temporaryFolder();
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product.stop('SIGKILL');
  });

  function run(args: string[], onOutput: (text: string) => void = () => {}) {
    const child = spawn(process.execPath, ['bin/identity-center.js', ...args], {
      env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home },
    });
    let [output, problems] = ['', ''];
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      problems += text;
      onOutput(problems);
    });
    return new Promise<{ code: number | null; output: string; problems: string }>((resolve) => {
      child.on('close', (code) => resolve({ code, output, problems }));
    });
  }

  /** Does in the browser what the terminal asks for. */
  async function allowAs(userName: string, code: string) {
    const browser = new FormClient();
    await browser.logIn(product.url, userName);
    const page = await browser.go(`${product.url}/northwind/cli?code=${code}`);
    return browser.submit(page, /\/cli\/allow$/, { hours: '1' });
  }

  it('logs in by a code, takes keys of a role in each form, runs a command with them, and logs out', async () => {
    const url = `${product.url}/northwind/login`;
    let allowing: Promise<unknown> | undefined;
    const login = await run(['login', '--device', '--url', url], (text) => {
      const code = /type the code (\S+)/.exec(text)?.[1];
      if (code) allowing ??= allowAs('grace.hopper', code);
    });
    await allowing;
    expect(login).toMatchObject({ code: 0, problems: expect.stringContaining('as grace.hopper') });
    const file = join(home, '.tccli', 'default.credential');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);

    const listed = JSON.parse((await run(['accounts', '--format', 'json'])).output);
    expect(listed).toHaveLength(9);
    const which = ['--account', '100000000003', '--role', 'Administrator'];
    const json = JSON.parse((await run(['credentials', ...which, '--format', 'json'])).output);
    expect(json.Credentials.TmpSecretId).toMatch(/^AKID/);
    const env = await run(['credentials', ...which]);
    expect(env.output).toMatch(/^export TENCENTCLOUD_SECRET_ID='AKID\w+'$/m);
    const asked = await run(['credentials', ...which, '--format', 'credential-process']);
    expect(JSON.parse(asked.output)).toMatchObject({ Version: 1, SessionToken: expect.any(String) });

    await run(['credentials', ...which, '--format', 'tccli']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      type: 'sso',
      secretId: expect.stringMatching(/^AKID/),
      sso: { uin: 100000000003, roleConfigurationName: 'Administrator', authUrl: url },
    });

    const print = 'process.stdout.write(process.env.TENCENTCLOUD_SECRET_ID); process.exit(7)';
    const ran = await run(['exec', ...which, '--', process.execPath, '-e', print]);
    expect(ran).toMatchObject({ code: 7, output: expect.stringMatching(/^AKID/) });

    expect((await run(['logout'])).code).toBe(0);
    expect(await run(['accounts'])).toMatchObject({
      code: 1,
      problems: expect.stringContaining('not logged in'),
    });
  });

  it.each([
    [['login', '--url', 'http://login.example.com/northwind/login'], 'is no https address'],
    [['login', '--url', 'https://login.example.com'], 'does not name a space'],
    [['login'], 'Say where to log in'],
    [['accounts', '--profile', '../../x'], 'is no name of a profile'],
    [['conquer'], 'There is no command "conquer"'],
    [['accounts', '--colour'], "Unknown option '--colour'"],
  ])('says what is wrong with %j', async (args, sentence) => {
    expect(await run([...args, ...(args[0] === 'accounts' ? [] : ['--profile', 'empty'])])).toMatchObject({
      code: 1,
      output: '',
      problems: expect.stringContaining(sentence),
    });
  });
});
