import describe from '@bomb.sh/tab/commander';
import type { Command as CommanderCommand } from 'commander';
import { rules } from '../rules/all.ts';

/** Prints the suggestions for a command line that a shell is about to complete, in the form that its script reads. */
export function printSuggestions(words: readonly string[], program: CommanderCommand): void {
  const root = describe(program);
  root.commands.get('explain')?.argument('rule|finding', (suggest) => {
    for (const { id, title } of rules) suggest(id, title);
  });
  root.parse([...words]);
}
