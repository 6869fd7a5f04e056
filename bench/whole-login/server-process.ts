import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Answer, Question } from './measured-server.ts';

/** A server in a process of its own, so that its processor time can be told from the client's. */
export class ServerProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #port: number;
  readonly #ended: Promise<never>;
  readonly #agent = new Agent({ keepAlive: true });

  private constructor(name: string, child: ChildProcess, port: number, ended: Promise<never>) {
    this.name = name;
    this.#child = child;
    this.#port = port;
    this.#ended = ended;
  }

  static async start(name: string, file: string, env: Record<string, string>): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const ended = failureAtEnd(name, child);
    const started = await Promise.race([nextAnswer(child), ended]);
    return new ServerProcess(name, child, 'port' in started ? started.port : 0, ended);
  }

  /** Processor time so far, in microseconds. */
  async processorTime(): Promise<number> {
    const answered = await this.#ask({ ask: 'cpu' });
    return 'microseconds' in answered ? answered.microseconds : Number.NaN;
  }

  async expect(requestIds: string[]): Promise<void> {
    await this.#ask({ ask: 'expect', requestIds });
  }

  /** Over connections that stay open. Resolves with status and headers once the body has been read. */
  send(path: string, headers: Record<string, string> = {}, form?: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.#port,
          path,
          method: form === undefined ? 'GET' : 'POST',
          headers: {
            ...headers,
            ...(form !== undefined && {
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': String(Buffer.byteLength(form)),
            }),
          },
        },
        (response) => response.resume().once('end', () => resolve(response)),
      );
      sent.once('error', reject).end(form);
    });
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#child.disconnect();
    await this.#ended.catch(() => {});
  }

  #ask(question: Question): Promise<Answer> {
    const answered = nextAnswer(this.#child);
    this.#child.send(question);
    return Promise.race([answered, this.#ended]);
  }
}

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

/** Rejects when the process has ended, with the last things that it said. */
function failureAtEnd(name: string, child: ChildProcess): Promise<never> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-4000);
  });
  const ended = once(child, 'exit').then(async () => {
    await setTimeout(100);
    throw new Error(`${name} has ended:\n${said}`);
  });
  ended.catch(() => {});
  return ended;
}
