import { VERSION } from '../../core/plimsoll-version.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  summary: 'Print the version',
  examples: [{ run: 'plimsoll version', does: 'prints the version of Plimsoll' }],
  async run(_, { out }) {
    out(`${VERSION}\n`);
    return 0;
  },
};
