import { type Mode, modes, newCompany, respond, userName } from './company.ts';
import { floor } from './floor.ts';
import { type Contestant, type Measurement, measure, ratioOf, say, typical } from './measure.ts';
import { type Validator, validators } from './validators.ts';

/**
 * Responses per second of processor time: our validator against others on the same bytes, and against the bare
 * cryptography that is in them.
 */
const floorTargets = { signed: { atMost: 3 }, encrypted: {} };
const nodeSamlTargets = { signed: { atLeast: 40 }, encrypted: { atLeast: 12 } };
/** Enough different ones that nobody profits from having seen one before. */
const responseCount = 64;

const company = await newCompany();
for (const mode of modes) await compare(mode);

async function compare(mode: Mode): Promise<void> {
  const responses = await Promise.all(
    Array.from({ length: responseCount }, (_, number) =>
      respond(company, { number, inResponseTo: '_request', mode }),
    ),
  );
  const [first = ''] = responses;
  const forged = await respond(company, { number: 0, inResponseTo: '_request', mode, isForged: true });
  const signed = mode === 'encrypted' ? 'assertion signed' : mode;
  const open = await respond(company, { number: 0, inResponseTo: '_request', mode: signed });
  console.log(`\n${mode}, ${decode(first).length} bytes`);

  const [ours, ...peers] = validators(company, mode);
  const contestants = [contestant(ours, responses), floor(company, decode(open), mode)];
  for (const validator of [ours, ...peers]) {
    const problem = await whyNot(validator, first, forged);
    if (problem) console.log(`  ${validator.name.padEnd(10)} not supported: ${problem}`);
    else if (validator !== ours) contestants.push(contestant(validator, responses));
  }
  report(mode, await measure(contestants));
}

/** Undefined when it finds out who logs in and refuses the forged response, else what happened. */
async function whyNot({ validate }: Validator, genuine: string, forged: string): Promise<string | undefined> {
  try {
    const found = await validate(genuine);
    if (found !== userName(0)) return `it found "${found}"`;
  } catch (error) {
    return String(error);
  }
  try {
    return `it believed a forged response about "${await validate(forged)}"`;
  } catch {
    return undefined;
  }
}

function contestant({ name, validate }: Validator, responses: readonly string[]): Contestant {
  let next = 0;
  return { name, run: () => validate(responses[next++ % responses.length] ?? '') };
}

function report(mode: Mode, [ours, ...others]: Measurement[]): void {
  if (!ours) return;
  console.log(`  ours       ${perSecond(ours)} responses per second of processor time`);
  for (const other of others) {
    console.log(`  ${other.name.padEnd(10)} ${perSecond(other)}: ${against(other, ours, mode)}`);
  }
}

function against(other: Measurement, ours: Measurement, mode: Mode): string {
  const kind = mode === 'encrypted' ? 'encrypted' : 'signed';
  if (other.name === 'the floor')
    return `ours takes ${say(ratioOf(ours, other), floorTargets[kind])} as long`;
  return `ours is ${say(ratioOf(other, ours), other.name === 'node-saml' ? nodeSamlTargets[kind] : {})} as fast`;
}

function decode(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('utf8');
}

function perSecond(measurement: Measurement): string {
  return Math.round(1e6 / typical(measurement))
    .toLocaleString('en')
    .padStart(7);
}
