import { ResultsFolder } from '../../host/results/results-folder.ts';
import { bytesText } from '../../report/shown/bytes.ts';
import { plural } from '../../report/shown/plural.ts';
import type { Command } from '../command.ts';
import { resultsFolder } from '../image/kept-results.ts';

const NOTHING = { results: 0, bytes: 0 };

export const command: Command = {
  summary: 'See what is kept of images between runs, or forget it',
  arguments: [
    {
      name: '<action>',
      description: 'status tells where it lies and how much it is, clear removes it',
      choices: ['status', 'clear'],
    },
  ],
  options: [{ flags: '-o, --output <format>', description: 'text or json (default: text)', choices: ['text', 'json'] }],
  examples: [
    { run: 'plimsoll cache status', does: 'tells the folder, how many results are in it, and their size' },
    { run: 'plimsoll cache clear', does: 'removes every result; the next run reads its images again' },
  ],
  async run(input, context) {
    const [action] = input.arguments;
    const folder = resultsFolder(context);
    const kept = folder === undefined ? undefined : new ResultsFolder(folder);
    const { results, bytes } = (await (action === 'clear' ? kept?.clear() : kept?.size())) ?? NOTHING;
    if (input.value('output') === 'json') {
      context.out(
        `${JSON.stringify({ folder: folder ?? null, results, bytes, cleared: action === 'clear' }, null, 2)}\n`,
      );
    } else {
      const size = `${plural(results, 'result')}, ${bytesText(bytes)}`;
      context.out(
        folder === undefined ? 'nothing is kept\n' : `${folder}: ${action === 'clear' ? 'removed ' : ''}${size}\n`,
      );
    }
    return 0;
  },
};
