import { createServer, type Server } from 'node:http';
import { systemActor } from './action/actor.ts';
import { catalogue } from './catalogue.ts';
import { type Config, ConfigurationProblem, readConfig } from './config.ts';
import { createSetUpLink } from './domain/identity-center/space/create-set-up-link.ts';
import { startWorker } from './doors/worker/worker.ts';
import { FolderInUse } from './platform/database/folder-lock.ts';
import { createLog } from './platform/log.ts';
import { openProduct, type Product, productApp } from './product.ts';

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const product = await openProduct(config, log);
  let isStarting = true;
  const server = createServer(productApp(config, product, log, () => isStarting));
  const worker = await startWorker(product.jobs, {
    execute: product.executeJobs,
    keepUp: product.database.keepUp,
    catalogue,
    log,
  });
  await listen(server, config);
  const { greeting, stop: stopDemo } = await welcome(config, product);
  isStarting = false;

  const stop = async () => {
    stopDemo();
    await closeServer(server);
    await worker.stop();
    await product.database.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  console.log(greeting);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

const patienceMilliseconds = 10_000;

/** Lets requests that are under way finish, with some patience; connections that only wait are closed. */
function closeServer(server: Server): Promise<void> {
  setTimeout(() => server.closeAllConnections(), patienceMilliseconds).unref();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** What a person reads after the start: the demo and its people, or the way to set the product up. */
async function welcome(config: Config, product: Product): Promise<{ greeting: string; stop(): void }> {
  const setUp = config.isProduction ? await product.execute(createSetUpLink, systemActor, {}) : {};
  if (setUp.setUpUrl)
    return { greeting: `Set up Identity Center, once, at:\n  ${setUp.setUpUrl}\n`, stop: () => {} };
  if (config.isProduction)
    return { greeting: `Identity Center is at ${config.settings.baseUrl}\n`, stop: () => {} };
  const { startDemo } = await import('../demo/start-demo.ts');
  return startDemo(config, product);
}

/** What went wrong, for the person at the terminal: expected problems without a stack. */
function explain(error: unknown): string {
  const problem = error as NodeJS.ErrnoException;
  if (problem instanceof ConfigurationProblem || problem instanceof FolderInUse) return problem.message;
  if (problem.code === 'EADDRINUSE')
    return `The port is in use: ${problem.message}. Set PORT to another one.`;
  return problem.stack ?? String(error);
}
