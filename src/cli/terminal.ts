import type { CommandContext } from './command.ts';
import { main } from './main.ts';

const WIDEST = 120;
const NARROWEST = 60;
const WITHOUT_TERMINAL = 100;

/** Runs the command line in the process's own terminal and gives its exit code. */
export async function runInTerminal(argv: readonly string[]): Promise<number> {
  return main(argv, terminalContext());
}

/** The process's own terminal or pipes. */
export function terminalContext(): CommandContext {
  const { stdout, stderr, env } = process;
  stdout.on('error', endQuietly);
  const columns = stdout.isTTY ? stdout.columns : WITHOUT_TERMINAL;
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    get in() {
      return process.stdin;
    },
    directory: process.cwd(),
    environment: env,
    colour: stdout.isTTY && isUnset(env['NO_COLOR']) && env['TERM'] !== 'dumb',
    width: Math.min(WIDEST, Math.max(NARROWEST, columns)),
  };
}

/** https://no-color.org: set and not empty, whatever the value. */
function isUnset(variable: string | undefined): boolean {
  return variable === undefined || variable === '';
}

/** A reader that has seen enough, such as `head`, is no error. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
