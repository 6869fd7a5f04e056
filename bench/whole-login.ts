import { inflateRawSync } from 'node:zlib';
import pg from 'pg';
import { newCompany, respond } from './company.ts';
import { type Measurement, ratioOf, say, typical } from './measure.ts';
import { ServerProcess } from './whole-login/server-process.ts';

/**
 * Whole logins over HTTP, from the POST to the redirect, database included: the product against a bare Express
 * app with node-saml that keeps everything in memory. Both get the same bytes.
 */
const rounds = 10;
const loginsPerRound = 120;
const warmUpLogins = 300;
const concurrency = 8;
const employees = 100;

const postgres = 'postgres://postgres@127.0.0.1:5432';
const company = await newCompany();
const environment = {
  BASE_URL: 'https://login.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  SESSION_SECRET: 'a secret of at least 32 characters',
  BENCH_METADATA: Buffer.from(company.idp.metadata).toString('base64'),
  BENCH_CERTIFICATE: company.idp.keyPair.certificate,
  BENCH_EMPLOYEES: String(employees),
};

const peer = await ServerProcess.start('Express and node-saml', './express-server.ts', environment);
await compare('embedded database', { EMBEDDED_DATABASE: 'accept' }, 4);
await onServer((databaseUrl) => compare('PostgreSQL', { DATABASE_URL: databaseUrl }, 7));
await peer.stop();

async function compare(database: string, env: Record<string, string>, atLeast: number): Promise<void> {
  const ours = await ServerProcess.start(`ours, ${database}`, './our-server.ts', { ...environment, ...env });
  const logins = await prepare(ours, warmUpLogins + rounds * loginsPerRound);
  await peer.expect(logins.map(({ requestId }) => requestId));
  const servers = [ours, peer].map((server) => ({
    server,
    name: server.name,
    rounds: [] as number[],
    wall: 0,
  }));
  for (const { server } of servers) await deliver(server, logins.slice(0, warmUpLogins));
  for (let start = warmUpLogins; start < logins.length; start += loginsPerRound) {
    for (const measured of servers) {
      const { microseconds, seconds } = await timed(
        measured.server,
        logins.slice(start, start + loginsPerRound),
      );
      measured.rounds.push(microseconds);
      measured.wall += seconds;
    }
  }
  for (const measured of servers) console.log(describe(measured, (rounds * loginsPerRound) / measured.wall));
  const [one, other] = servers;
  if (one && other) console.log(`  ours is ${say(ratioOf(other, one), { atLeast })} as fast`);
  await ours.stop();
}

function describe(measurement: Measurement, perSecond: number): string {
  const milliseconds = (typical(measurement) / 1000).toFixed(2);
  return `${measurement.name}: ${milliseconds} ms of its processor time per login; ${Math.round(perSecond)} logins a second on the clock`;
}

/** A login that has come as far as the identity provider's answer, which is not yet delivered. */
interface Login {
  requestId: string;
  cookie: string;
  form: string;
}

/** Lets as many browsers ask for a login, and the identity provider answer. */
async function prepare(ours: ServerProcess, count: number): Promise<Login[]> {
  return inTurn(
    Array.from({ length: count }, (_, number) => number),
    async (number) => {
      const { headers } = await ours.send('/saml/northwind/login');
      const message = new URL(headers.location ?? '').searchParams.get('SAMLRequest') ?? '';
      const request = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
      const requestId = /\sID="([^"]*)"/.exec(request)?.[1] ?? '';
      const response = await respond(company, {
        number: number % employees,
        inResponseTo: requestId,
        mode: 'assertion signed',
      });
      const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
      return { requestId, cookie, form: `SAMLResponse=${encodeURIComponent(response)}` };
    },
  );
}

/** Posts all of them; each must be led on to the portal. */
async function deliver(server: ServerProcess, logins: readonly Login[]): Promise<void> {
  await inTurn(logins, async ({ cookie, form }) => {
    const { statusCode, headers } = await server.send('/saml/northwind/acs', { cookie }, form);
    const isIn = statusCode === 303 && headers.location === '/northwind/accounts' && headers['set-cookie'];
    if (!isIn) throw new Error(`${server.name} answers ${statusCode} instead of logging in.`);
  });
}

/** Per login, and for all of them on the clock. */
async function timed(server: ServerProcess, logins: readonly Login[]) {
  const begin = performance.now();
  const before = await server.processorTime();
  await deliver(server, logins);
  const microseconds = ((await server.processorTime()) - before) / logins.length;
  return { microseconds, seconds: (performance.now() - begin) / 1000 };
}

/** Eight at a time; results in the order of the items. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [place, item] of waiting) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}

/** With a database of its own on the server; says so when there is none. */
async function onServer(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: `${postgres}/postgres`, connectionTimeoutMillis: 3000 });
  try {
    await admin.connect();
  } catch (error) {
    console.log(`PostgreSQL: skipped, ${postgres} does not answer (${(error as Error).message})`);
    return;
  }
  const name = `identity_center_bench_${process.pid}`;
  await admin.query(`create database ${name}`);
  try {
    await work(`${postgres}/${name}`);
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}
