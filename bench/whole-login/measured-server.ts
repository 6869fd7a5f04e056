import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the benchmark asks of a server that it has started, and gets an answer to each. */
export type Question = { ask: 'cpu' } | { ask: 'expect'; requestIds: string[] };
export type Answer = { port: number } | { microseconds: number } | { isReady: true };

/** Serves on a free port of this machine and tells the parent process what it costs; ends with the parent. */
export function serve(app: RequestListener, expect: (requestId: string) => Promise<unknown>): void {
  const server = createServer(app);
  process.on('message', async (question: Question) => {
    if (question.ask === 'cpu') answer({ microseconds: processorTime() });
    else {
      for (const requestId of question.requestIds) await expect(requestId);
      answer({ isReady: true });
    }
  });
  process.once('disconnect', () => process.exit(0));
  server.listen(0, '127.0.0.1', () => answer({ port: (server.address() as AddressInfo).port }));
}

const answer = (message: Answer) => process.send?.(message);

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
