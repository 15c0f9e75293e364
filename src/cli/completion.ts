import { type RootCommand, script } from '@bomb.sh/tab';
import describe from '@bomb.sh/tab/commander';
import { rules } from '../rules/all.ts';
import type { CommandContext } from './command.ts';
import { describedProgram } from './program.ts';

/** A shell that completion scripts exist for. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

/** Prints the script that makes a shell ask `plimsoll complete` for suggestions. */
export function printCompletionScript(shell: Shell): void {
  script(shell, 'plimsoll', 'plimsoll');
}

/** Prints the suggestions for a command line that a shell is about to complete. */
export async function printSuggestions(words: readonly string[], context: CommandContext): Promise<void> {
  (await completions(context)).parse([...words]);
}

async function completions(context: CommandContext): Promise<RootCommand> {
  const root = describe(await describedProgram(context));
  root.commands.get('explain')?.argument('rule', (suggest) => {
    for (const { id, title } of rules) suggest(id, title);
  });
  return root;
}
