import { packageCommandOf } from '../../evidence/image/package-command.ts';
import { defineRule } from '../../evidence/rule.ts';

const NEEDS_UPDATE = new Set(['install', 'upgrade', 'download', 'source']);

/** In every stage. A step whose text has not changed is taken from the cache of the build, with the lists of the day on which it ran. */
export const updateAlone = defineRule({
  id: 'image/update-alone',
  title: 'Lists of packages are updated in the step that installs',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.7' }, { id: 'nist-800-190/4.1.1' }],
  why: 'The build keeps the result of the step, so that later ones install from old lists, without the fixes since then.',
  remediation: 'Write both in one step: `RUN apt-get update && apt-get install -y ... && rm -rf /var/lib/apt/lists/*`.',
  messages: {
    alone: ({ program }: { program: string }) => `The step updates the lists of ${program} and installs nothing.`,
  },
  examples: () => import('./update-alone.examples.ts'),
  check({ steps }, { report }) {
    for (const { keyword, commands } of steps) {
      if (keyword !== 'RUN') continue;
      const asked = commands.map((command) => ({ command, ...packageCommandOf(command) }));
      const update = asked.find(({ verb }) => verb === 'update');
      if (update === undefined || asked.some(({ verb = '' }) => NEEDS_UPDATE.has(verb))) continue;
      report('alone', update.command.at, { program: update.command.program });
    }
  },
});
