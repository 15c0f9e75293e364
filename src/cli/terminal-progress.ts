import { isatty } from 'node:tty';
import { ProgressLine } from './progress-line.ts';

const ERROR_OUTPUT = 2;
const USUAL_COLUMNS = 80;

/** A line on standard error; undefined where nobody watches it: it is no terminal, one that cannot erase a line, or that of a CI system. */
export function terminalProgress(environment: Readonly<Record<string, string | undefined>>): ProgressLine | undefined {
  if (!isatty(ERROR_OUTPUT) || environment['TERM'] === 'dumb' || isCi(environment['CI'])) return undefined;
  const { stderr } = process;
  return new ProgressLine({
    write: (text) => stderr.write(text),
    columns: () => stderr.columns || USUAL_COLUMNS,
    // https://no-color.org: set and not empty, whatever the value.
    colour: (environment['NO_COLOR'] ?? '') === '',
    now: () => performance.now(),
    every: (milliseconds, call) => {
      const timer = setInterval(call, milliseconds).unref();
      return () => clearInterval(timer);
    },
  });
}

/** Every CI system sets it; some of them give commands a terminal. */
function isCi(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== 'false' && variable !== '0';
}
