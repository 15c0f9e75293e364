import { script } from '@bomb.sh/tab';
import type { Command } from '../command.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export const command: Command = {
  summary: 'Print the completion script of a shell',
  arguments: [{ name: '<shell>', description: 'the shell to complete in', choices: SHELLS }],
  examples: [
    { run: 'source <(plimsoll completion bash)', does: 'completes commands and options in this bash' },
    { run: 'plimsoll completion zsh > "${fpath[1]}/_plimsoll"', does: 'completes in every zsh from now on' },
  ],
  async run(input) {
    const shell = SHELLS.find((each) => each === input.arguments[0]) ?? 'bash';
    script(shell, 'plimsoll', 'plimsoll');
    return 0;
  },
};
