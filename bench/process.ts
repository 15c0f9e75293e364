import { spawnSync } from 'node:child_process';

const MB = 1e6;

/** What one run of a whole process took. */
export interface Run {
  /** Milliseconds of wall time. */
  readonly wall: number;
}

/** Runs Node.js with arguments, its output thrown away. */
export function runNode(parameters: readonly string[]): Run {
  const start = performance.now();
  const { error } = spawnSync(process.execPath, parameters, { stdio: 'ignore' });
  if (error !== undefined) throw error;
  return { wall: performance.now() - start };
}

/** Runs two commands in turn and gives the ratio of each pair, after one pair that is not counted. */
export function ratios(a: readonly string[], b: readonly string[], pairs: number): readonly number[] {
  runNode(a);
  runNode(b);
  return Array.from({ length: pairs }, () => runNode(a).wall / runNode(b).wall);
}

/** Megabytes of resident memory, as the process itself sees it at its end. */
export function peakMemory(command: readonly string[]): number {
  const watch = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'))`;
  const watcher = `data:text/javascript,${encodeURIComponent(watch)}`;
  const { stderr } = spawnSync(process.execPath, ['--import', watcher, ...command], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return Math.round((Number(/peak (\d+)/.exec(stderr)?.[1]) * 1024) / MB);
}
