import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { defineConfig } from 'vitest/config';

/**
 * The suite runs on the embedded database. What touches the database runs once more on a PostgreSQL server
 * when one answers; pages are clicked through when there is a Chromium. What is left out is said, and the
 * REQUIRE_… variables (set by .ci/run) turn leaving out into failing.
 */
const server = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres');
const chromium = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const samlSchema = '/usr/share/xml/opensaml/saml-schema-metadata-2.0.xsd';
const hasServer = await answers(server);
const hasSchema = [samlSchema, '/usr/share/xml/xmltooling/xml.xsd', '/usr/bin/xmllint'].every((path) =>
  existsSync(path),
);

leaveOut(
  !hasServer,
  'REQUIRE_POSTGRES',
  `No PostgreSQL answers at ${server.host}: the suite runs on the embedded database only.`,
);
leaveOut(
  !chromium,
  'REQUIRE_CHROMIUM',
  'There is no Chromium (CHROMIUM_PATH): the browser journeys are left out.',
);
leaveOut(
  !hasSchema,
  'REQUIRE_SAML_SCHEMA',
  'There is no xmllint or SAML schema: metadata is not validated against it.',
);

const shared = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  env: { ...(chromium && { CHROMIUM: chromium }), ...(hasSchema && { SAML_SCHEMA: samlSchema }) },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'embedded',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          isolate: false,
        },
      },
      ...(hasServer
        ? [
            {
              test: {
                ...shared,
                name: 'postgresql',
                include: [
                  'test/{action,domain,doors,contract/scim,platform/database,platform/jobs,platform/sessions}/**/*.test.ts',
                  'test/process/killed-while-deploying.test.ts',
                ],
                isolate: false,
                env: { ...shared.env, TEST_DATABASE: 'server', TEST_DATABASE_URL: server.href },
              },
            },
          ]
        : []),
      ...(chromium
        ? [
            {
              test: {
                ...shared,
                name: 'browser',
                include: ['test/browser/**/*.test.ts'],
                fileParallelism: false,
              },
            },
          ]
        : []),
    ],
  },
});

function leaveOut(isMissing: boolean, requirement: string, message: string): void {
  if (!isMissing) return;
  if (process.env[requirement]) throw new Error(message);
  console.warn(message);
}

function answers({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port || 5432), timeout: 2000 });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
