import { newCompany, respond } from './company.ts';
import { type HostileResponse, hostileResponses } from './hostile-responses.ts';
import { measure, ratioOf, say } from './measure.ts';
import { nodeSaml, type Validator, validators } from './validators.ts';

/** What it costs to refuse a response that is made to be expensive, against the validation of one good login. */
const mode = 'assertion signed';
const company = await newCompany();
const [ours] = validators(company, mode);
const peer = nodeSaml(company, mode);
const good = await respond(company, { number: 0, inResponseTo: '_request', mode });

await peer.validate(good);
for (const hostile of hostileResponses) await compare(hostile);

async function compare({ name, encoded, small }: HostileResponse): Promise<void> {
  const [refusal, login] = await measure(
    [
      { name, run: () => refuse(ours, encoded) },
      { name: 'a good login', run: () => ours.validate(good) },
    ],
    { rounds: 15, roundMilliseconds: 15 },
  );
  if (!refusal || !login) return;
  // The target is for nesting; the others are told because somebody will try them.
  const target = name.startsWith('nested') ? { atMost: 1 } : {};
  const cost = `${say(ratioOf(refusal, login), target)} a good login`;
  const theirs = `${await once(peer, small ?? encoded)}${small ? ` for ${size(small)} of it` : ''}`;
  console.log(`${name}, ${size(encoded)}: ${cost}; node-saml ${theirs}`);
}

async function refuse({ validate }: Validator, encoded: string): Promise<void> {
  try {
    await validate(encoded);
  } catch {
    return;
  }
  throw new Error('This response must be refused.');
}

async function once(validator: Validator, encoded: string): Promise<string> {
  const start = process.cpuUsage();
  await refuse(validator, encoded);
  const { user, system } = process.cpuUsage(start);
  return `${((user + system) / 1000).toFixed(1)} ms`;
}

function size(encoded: string): string {
  return `${Math.round((encoded.length * 3) / 4 / 1024)} KB`;
}
