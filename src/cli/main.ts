import { type Problem, problemOf, UserError } from '../core/errors.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { CommandContext } from './command.ts';
import { commandErrors, problemText } from './errors.ts';
import { isTooOld, OLDEST_NODE } from './node-version.ts';
import { runProgram } from './program.ts';

const BUG = 4;

/** Runs the command line and gives its exit code. Every error becomes words and a code here. */
export async function main(argv: readonly string[], context: CommandContext): Promise<number> {
  try {
    return await runProgram(argv, context);
  } catch (error) {
    const problem = error instanceof UserError ? error.problem : problemOfNode(process.versions.node);
    if (problem === undefined) {
      context.err(bugReport(error));
      return BUG;
    }
    context.err(problemText(problem));
    return problem.exit;
  }
}

/** What an old Node.js lacks fails anywhere; nobody pays for asking before something does. */
function problemOfNode(version: string): Problem | undefined {
  return isTooOld(version)
    ? problemOf(commandErrors, 'PL_E_NODE_TOO_OLD', { version, oldest: OLDEST_NODE })
    : undefined;
}

function bugReport(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'plimsoll: this is a bug in Plimsoll, and nothing was judged.',
    '  = Report it with the lines below and, where you can, the input: see SECURITY.md and CONTRIBUTING.md.',
    `plimsoll ${VERSION}, node ${process.version}, ${process.platform}-${process.arch}`,
    stack,
    '',
  ].join('\n');
}
