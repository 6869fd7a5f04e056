import { createServer } from 'node:http';
import { createDemoIdentityProvider } from './pages.ts';
import { ownKeyPair, readSettings } from './settings.ts';

/** A process of its own, as a company's identity provider is. It ends with the process that started it. */
const settings = readSettings(process.env);
const server = createServer(createDemoIdentityProvider(settings, await ownKeyPair(settings.folder)));

server.on('error', (error) => {
  console.error(
    `The demo identity provider cannot listen on ${settings.host}:${settings.port}: ${error.message}`,
  );
  process.exit(1);
});
server.listen(settings.port, settings.host, () => process.send?.({ listening: settings.port }));

const stop = () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
};
process.on('SIGTERM', stop).on('SIGINT', stop).on('disconnect', stop);
