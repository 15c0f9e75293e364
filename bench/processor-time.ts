import { spawnSync } from 'node:child_process';
import { median } from './figure.ts';

/** A program with its arguments. */
export type Call = readonly [program: string, ...parameters: string[]];

const TIMED = 'TIMEFORMAT="took %3U %3S %3R"; time "$@" > /dev/null 2> /dev/null';

/** What a program takes, in seconds. */
interface Taken {
  /** Of the processor, with its threads and children: it tells the same on a machine that others use, too, however many threads there are. */
  readonly processor: number;
  /** From its beginning to its end, as its user waits for it. */
  readonly clock: number;
}

/** Undefined where it cannot be started. */
function taken(call: Call): Taken | undefined {
  const { status, stderr } = spawnSync('bash', ['-c', TIMED, '-', ...call], { encoding: 'utf8' });
  const { user, system, clock } =
    /took (?<user>[\d.]+) (?<system>[\d.]+) (?<clock>[\d.]+)\s*$/.exec(stderr)?.groups ?? {};
  if (status === NOT_FOUND || status === NOT_EXECUTABLE) return undefined;
  return { processor: Number(user) + Number(system), clock: Number(clock) };
}

const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/** Seconds of the processor that a program takes; undefined where it cannot be started. */
export function processorSeconds(call: Call): number | undefined {
  return taken(call)?.processor;
}

/** The middle of the ratios of processor time of pairs, as `timeRatios` runs them. */
export function processorRatio(a: Call, b: Call, pairs: number): number | undefined {
  return timeRatios(a, b, pairs)?.processor;
}

/** The middles of the ratios of pairs that are run in turn, after one pair that is not counted; undefined where one of them cannot be started. */
export function timeRatios(a: Call, b: Call, pairs: number): Taken | undefined {
  if (taken(a) === undefined || taken(b) === undefined) return undefined;
  const ratios = Array.from({ length: pairs }, () => ratioOf(taken(a), taken(b)));
  return { processor: median(ratios.map((each) => each.processor)), clock: median(ratios.map((each) => each.clock)) };
}

function ratioOf(a: Taken | undefined, b: Taken | undefined): Taken {
  const of = (what: keyof Taken): number => (a?.[what] ?? Number.NaN) / (b?.[what] ?? Number.NaN);
  return { processor: of('processor'), clock: of('clock') };
}
