/** Speed as ratios within one run: absolute times depend on the machine, ratios much less. */
export interface Contestant {
  name: string;
  run(): unknown;
}

/** Microseconds of processor time per call, round by round. */
export interface Measurement {
  name: string;
  rounds: readonly number[];
}

export interface Ratio {
  median: number;
  /** What all rounds but the outermost ones lie between. */
  low: number;
  high: number;
}

/**
 * Lets all take turns, round after round, so that whatever disturbs the machine disturbs them alike. A round
 * has as many calls as fit in its time, at least one.
 */
export async function measure(
  contestants: readonly Contestant[],
  { rounds = 21, roundMilliseconds = 50 } = {},
): Promise<Measurement[]> {
  const runners: { name: string; calls: number; run(): unknown; rounds: number[] }[] = [];
  for (const { name, run } of contestants) {
    await microsecondsPerCall(run, await callsThatFit(run, 3 * roundMilliseconds));
    runners.push({ name, run, calls: await callsThatFit(run, roundMilliseconds), rounds: [] });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of runners) runner.rounds.push(await microsecondsPerCall(runner.run, runner.calls));
  }
  return runners;
}

/** How many times as long the one takes as the other: the median of the rounds' ratios. */
export function ratioOf(one: Measurement, other: Measurement): Ratio {
  const ratios = one.rounds.map((time, round) => time / (other.rounds[round] ?? Number.NaN));
  ratios.sort((left, right) => left - right);
  const at = (share: number) => ratios[Math.round(share * (ratios.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

/** The median of the rounds, in microseconds. */
export const typical = ({ rounds }: Measurement): number =>
  [...rounds].sort((left, right) => left - right)[Math.floor(rounds.length / 2)] ?? Number.NaN;

interface Target {
  atLeast?: number;
  atMost?: number;
}

/** Such as `42.1 times (40.9 to 43.0; target: at least 40, met)`. */
export function say({ median, low, high }: Ratio, { atLeast, atMost }: Target = {}): string {
  const isMet = median >= (atLeast ?? 0) && median <= (atMost ?? Number.POSITIVE_INFINITY);
  const limit = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  const hasTarget = atLeast !== undefined || atMost !== undefined;
  const target = hasTarget ? `; target: ${limit}, ${isMet ? 'met' : 'MISSED'}` : '';
  return `${figure(median)} times (${figure(low)} to ${figure(high)}${target})`;
}

const figure = (value: number): string =>
  value < 0.1 ? value.toPrecision(2) : value.toFixed(value < 10 ? 2 : 1);

/** Calls until the time is over, on the clock; this is also what warms the code up. */
async function callsThatFit(run: () => unknown, milliseconds: number): Promise<number> {
  let calls = 0;
  for (const end = performance.now() + milliseconds; calls === 0 || performance.now() < end; calls += 1) {
    await run();
  }
  return calls;
}

async function microsecondsPerCall(run: () => unknown, calls: number): Promise<number> {
  const start = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / calls;
}
