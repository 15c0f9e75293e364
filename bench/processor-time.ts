import { spawnSync } from 'node:child_process';
import { median } from './figure.ts';

/** A program with its arguments. */
export type Call = readonly [program: string, ...parameters: string[]];

/** Time of the processor and not of the wall: it tells the same on a machine that others use, too, however many threads there are. */
const TIMED = 'TIMEFORMAT="processor %3U %3S"; time "$@" > /dev/null 2> /dev/null';

/** Seconds of the processor that a program takes, with its threads and children; undefined where it cannot be started. */
export function processorSeconds(call: Call): number | undefined {
  const { status, stderr } = spawnSync('bash', ['-c', TIMED, '-', ...call], { encoding: 'utf8' });
  const { user, system } = /processor (?<user>[\d.]+) (?<system>[\d.]+)\s*$/.exec(stderr)?.groups ?? {};
  return status === NOT_FOUND || status === NOT_EXECUTABLE ? undefined : Number(user) + Number(system);
}

const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/** The middle of the ratios of pairs that are run in turn, after one pair that is not counted; undefined where one of them cannot be started. */
export function processorRatio(a: Call, b: Call, pairs: number): number | undefined {
  if (processorSeconds(a) === undefined || processorSeconds(b) === undefined) return undefined;
  return median(
    Array.from({ length: pairs }, () => (processorSeconds(a) ?? Number.NaN) / (processorSeconds(b) ?? Number.NaN)),
  );
}
