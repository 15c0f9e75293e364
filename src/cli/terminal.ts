import type { CommandContext } from './command.ts';
import { main } from './main.ts';
import type { ProgressLine } from './progress-line.ts';
import { standardOutput } from './standard-output.ts';

const WIDEST = 120;
const NARROWEST = 60;
const WITHOUT_TERMINAL = 100;

/** Runs the command line in the process's own terminal and gives its exit code. */
export async function runInTerminal(argv: readonly string[]): Promise<number> {
  const { context, close } = ownTerminal();
  try {
    return await main(argv, context);
  } finally {
    close();
  }
}

/** The process's own terminal or pipes. */
export function terminalContext(): CommandContext {
  return ownTerminal().context;
}

interface OwnTerminal {
  readonly context: CommandContext;
  /** Takes away what only showed how far work is. */
  readonly close: () => void;
}

function ownTerminal(): OwnTerminal {
  const { env } = process;
  const { write, columns } = standardOutput();
  let line: ProgressLine | undefined;
  const out = (content: string | Uint8Array): void => {
    line?.clear();
    write(content);
  };
  const context: CommandContext = {
    out,
    outBytes: out,
    err: (text) => {
      line?.clear();
      process.stderr.write(text);
    },
    progress: async () => {
      const { terminalProgress } = await import('./terminal-progress.ts');
      line ??= terminalProgress(env);
      return line;
    },
    get in() {
      return process.stdin;
    },
    directory: process.cwd(),
    environment: env,
    isTerminal: columns !== undefined,
    colour: columns !== undefined && isUnset(env['NO_COLOR']) && env['TERM'] !== 'dumb',
    width: Math.min(WIDEST, Math.max(NARROWEST, columns ?? WITHOUT_TERMINAL)),
  };
  return { context, close: () => line?.close() };
}

/** https://no-color.org: set and not empty, whatever the value. */
function isUnset(variable: string | undefined): boolean {
  return variable === undefined || variable === '';
}
