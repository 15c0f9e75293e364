import type { CommandContext } from './command.ts';
import { main } from './main.ts';
import { standardOutput } from './standard-output.ts';

const WIDEST = 120;
const NARROWEST = 60;
const WITHOUT_TERMINAL = 100;

/** Runs the command line in the process's own terminal and gives its exit code. */
export async function runInTerminal(argv: readonly string[]): Promise<number> {
  return main(argv, terminalContext());
}

/** The process's own terminal or pipes. */
export function terminalContext(): CommandContext {
  const { env } = process;
  const { write, columns } = standardOutput();
  return {
    out: write,
    err: (text) => process.stderr.write(text),
    get in() {
      return process.stdin;
    },
    directory: process.cwd(),
    environment: env,
    isTerminal: columns !== undefined,
    colour: columns !== undefined && isUnset(env['NO_COLOR']) && env['TERM'] !== 'dumb',
    width: Math.min(WIDEST, Math.max(NARROWEST, columns ?? WITHOUT_TERMINAL)),
  };
}

/** https://no-color.org: set and not empty, whatever the value. */
function isUnset(variable: string | undefined): boolean {
  return variable === undefined || variable === '';
}
