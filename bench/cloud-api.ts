import { createHash, createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createUser } from '../src/domain/identity-center/users/create-user.ts';
import { listUsers } from '../src/domain/identity-center/users/list-users.ts';
import { keyOf, newApiWorld } from '../test/support/cloud-api.ts';
import { foundSpace } from '../test/support/world.ts';
import { measure, ratioOf, say, typical } from './measure.ts';

/**
 * What a call costs beyond the action itself: the same action behind a plain JSON route of Express, for somebody
 * who is known already, and behind the gateway, with the signature checked, the names changed and the envelope around.
 */
const target = { atMost: 1.5 };
const people = 10;

const world = await newApiWorld();
Object.assign(world.settings, { cloudApiCallsPerSecond: Number.MAX_SAFE_INTEGER });
const { administrator, zoneId } = await foundSpace(world);
for (let number = 0; number < people; number += 1) {
  await world.execute(createUser, administrator, { zoneId, userName: `employee-${number}` });
}
const key = await keyOf(world, administrator);

const plain = express();
plain.use(express.json());
plain.post('/', async (req, res) => {
  res.json(await world.execute(listUsers, administrator, req.body));
});
const server = createServer(plain);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const plainPort = (server.address() as AddressInfo).port;
const [host = '', port] = world.endpoint.split(':');

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const wire = JSON.stringify({ ZoneId: zoneId, MaxResults: people });
const inner = JSON.stringify({ zoneId, maxResults: people });
const signed = signedHeaders();
const contestants = [
  { name: 'plain', run: () => post(plainPort, inner, { 'Content-Type': 'application/json' }) },
  { name: 'gateway', run: () => post(Number(port), wire, signed) },
];
const [one, other] = await measure(contestants, { rounds: 15 });
if (one && other) {
  console.log(`\nListUsers, ${people} users`);
  console.log(
    `  a plain route and the action: ${typical(one).toFixed(0)} µs; the gateway: ${typical(other).toFixed(0)} µs`,
  );
  console.log(`  the gateway costs ${say(ratioOf(other, one), target)} what the plain route does`);
}
agent.destroy();
server.close();
await world.close();
process.exit();

/** Made once: a signature is good for five minutes, and what the client does for it is not what is measured. */
function signedHeaders(): Record<string, string> {
  const seconds = Math.floor(world.clock.now().getTime() / 1000);
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  const scope = `${date}/organization/tc3_request`;
  const lines = `content-type:application/json\nhost:${world.endpoint}\n`;
  const canonical = ['POST', '/', '', lines, 'content-type;host', sha256(wire)].join('\n');
  const text = `TC3-HMAC-SHA256\n${seconds}\n${scope}\n${sha256(canonical)}`;
  const signing = hmac(hmac(hmac(`TC3${key.secretKey}`, date), 'organization'), 'tc3_request');
  return {
    'Content-Type': 'application/json',
    Authorization: `TC3-HMAC-SHA256 Credential=${key.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${hmac(signing, text).toString('hex')}`,
    'X-TC-Action': 'ListUsers',
    'X-TC-Version': '2021-03-31',
    'X-TC-Timestamp': String(seconds),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(secret: string | Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

function post(toPort: number, body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port: toPort, method: 'POST', path: '/', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => (/employee-9/.test(text) ? resolve() : reject(new Error(text))));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
