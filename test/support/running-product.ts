import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The product as its users start it: a process of its own, on free ports, with a data folder of its own. */
export interface RunningProduct {
  url: string;
  child: ChildProcess;
  folder: string;
  /** What it has written for people so far. */
  output(): string;
  /** Resolves with the exit code once it is gone. */
  exited: Promise<number | null>;
  /** Sends the signal and resolves with the exit code once it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface StartOptions {
  folder?: string;
  ports?: [number, number];
  env?: Record<string, string | undefined>;
}

/** Starts `src/main.ts` and waits until it greets, which it does when it is ready. */
export async function startProduct({
  folder = temporaryFolder(),
  ports,
  env = {},
}: StartOptions = {}): Promise<RunningProduct> {
  const [port, demoPort] = ports ?? [await freePort(), await freePort()];
  const { child, output, exited } = spawnProduct({
    ...env,
    PORT: String(port),
    DEMO_IDP_PORT: String(demoPort),
    DATA_FOLDER: folder,
  });
  await Promise.race([
    waitFor(child, output, /Stop with Ctrl\+C|Identity Center is at|Set up Identity Center/),
    exited.then(() => {
      throw new Error(`The product did not start:\n${output()}`);
    }),
  ]);
  return {
    url: `http://localhost:${port}`,
    child,
    folder,
    output,
    exited,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

export const ownEnvironment = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'development' };

export function spawnProduct(env: Record<string, string | undefined>) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    // Not all of ours: the test runner sets variables, such as BASE_URL, that mean something to the product.
    env: { ...ownEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => text, exited };
}

function waitFor(child: ChildProcess, output: () => string, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      if (pattern.test(output())) resolve();
    });
  });
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'identity-center-'));

/** Below the ports that the system gives to whoever connects, so that nobody has it by the time it is needed. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + randomInt(20_000);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });

/** A client without scripts that follows redirects and forms from site to site, as a person would. */
export class FormClient {
  readonly #cookies = new Map<string, Map<string, string>>();

  async go(url: string, init: RequestInit = {}): Promise<{ url: string; status: number; text: string }> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) return this.go(new URL(location, url).href);
    return { url, status: response.status, text: await response.text() };
  }

  /** Submits the first form of the page whose action matches, with its hidden fields and these. */
  submit(page: { url: string; text: string }, action: RegExp, fields: Record<string, string> = {}) {
    const forms = page.text.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const form = forms.find((candidate) => action.test(attribute(candidate, 'action')));
    if (!form) throw new Error(`No form to ${action} at ${page.url}:\n${page.text}`);
    const hidden = (form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []).map((input) => [
      attribute(input, 'name'),
      attribute(input, 'value'),
    ]);
    const all = new URLSearchParams([...hidden, ...Object.entries(fields)] as [string, string][]);
    const target = new URL(attribute(form, 'action'), page.url);
    if (!/method="post"/.test(form)) return this.go(`${target}?${all}`);
    return this.go(target.href, {
      method: 'POST',
      body: all.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  /** From the login page through the demo identity provider to wherever that leads. */
  async logIn(base: string, userName: string, password = 'northwind-demo') {
    const question = await this.submit(await this.go(`${base}/northwind/login`), /\/saml\/northwind\/login/);
    const answer = await this.submit(question, /\/sign-in/, { userName, password });
    return this.submit(answer, /\/acs$/);
  }
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
