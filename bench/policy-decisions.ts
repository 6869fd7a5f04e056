import { type Contestant, type Measurement, measure, ratioOf, say, typical } from './measure.ts';
import { type Engine, engines } from './policy-engines.ts';
import { policySet, requests } from './policy-set.ts';

/**
 * Decisions per second of processor time against a role with twenty policies, by our evaluator, casbin and Cedar with
 * an equal set. Before anything is measured, all three have to agree on every request.
 */
const targets = { casbin: { atLeast: 10 }, Cedar: { atLeast: 1 } };
const many = 1_000_000;

const [ours, ...peers] = await engines();
console.log(
  `\n${policySet.length} policies, ${policySet.flat().length} statements, ${requests.length} different requests`,
);
agree(ours, peers);
report(await measure([ours, ...peers].map(contestant)));
decideMany(ours);

function agree(reference: Engine, others: readonly Engine[]): void {
  let allowed = 0;
  for (const request of requests) {
    const expected = reference.prepare(request)();
    if (expected) allowed += 1;
    for (const { name, prepare } of others) {
      if (prepare(request)() !== expected)
        throw new Error(`${name} disagrees about ${JSON.stringify(request)}.`);
    }
  }
  console.log(`  all agree: ${allowed} are allowed, ${requests.length - allowed} are not`);
}

function contestant({ name, prepare }: Engine): Contestant {
  const decisions = requests.map(prepare);
  let next = 0;
  return { name, run: () => decisions[next++ % decisions.length]?.() };
}

function report([mine, ...others]: Measurement[]): void {
  if (!mine) return;
  console.log(`  ours       ${perSecond(mine)} decisions per second of processor time`);
  for (const other of others) {
    const target = targets[other.name as keyof typeof targets];
    console.log(
      `  ${other.name.padEnd(10)} ${perSecond(other)}: ours is ${say(ratioOf(other, mine), target)} as fast`,
    );
  }
}

function decideMany({ prepare }: Engine): void {
  const decisions = requests.map(prepare);
  const start = process.cpuUsage();
  for (let decision = 0; decision < many; decision += 1) decisions[decision % decisions.length]?.();
  const { user, system } = process.cpuUsage(start);
  console.log(`  ${many.toLocaleString('en')} decisions take ${((user + system) / 1e6).toFixed(2)} s`);
}

function perSecond(measurement: Measurement): string {
  return Math.round(1e6 / typical(measurement))
    .toLocaleString('en')
    .padStart(9);
}
