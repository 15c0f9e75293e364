import { byLayer } from '../../evidence/image/by-layer.ts';
import type { CommandView } from '../../evidence/image/image-view.ts';
import { packageCommandOf } from '../../evidence/image/package-command.ts';
import { isProgram } from '../../evidence/image/program-file.ts';
import { defineRule } from '../../evidence/rule.ts';

const PROGRAMS = new Set(['sudo']);

const BASE_NAME = /(?:^|\/)sudo$/;

/** In every stage a step that runs sudo, and where it stays in the image its program, or in a Dockerfile its package. */
export const sudo = defineRule({
  id: 'image/sudo',
  title: 'The image needs no sudo',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }, { id: 'mitre/T1548' }],
  why: 'sudo is setuid root: with it in the image, a process that was never root becomes root by a line of configuration.',
  remediation: 'Do as root what needs root before the last `USER`, and install no sudo.',
  messages: {
    installed: () => 'sudo is installed.',
    files: ({ files }: { files: string }) => `The image brings sudo: ${files}.`,
    used: () => 'A step runs sudo.',
  },
  examples: () => import('./sudo.examples.ts'),
  check({ steps, files, known }, { report, undecided }) {
    for (const { stage, commands } of steps) {
      for (const command of commands) {
        if (stage === 'image' && known.files === 'absent' && installs(command)) report('installed', command.at);
        if (uses(command)) report('used', command.at);
      }
    }
    if (known.files === 'absent') return;
    if (known.files !== 'known') undecided(known.files.at, known.files.why, known.files.supply);
    for (const { layer, names, paths } of byLayer(files, (file) => isProgram(file, PROGRAMS)))
      report('files', files.at(layer, `sudo ${layer}`, paths), { files: names });
  },
});

function installs(command: CommandView): boolean {
  const { verb = '', packages = [] } = packageCommandOf(command) ?? {};
  return verb === 'install' && packages.includes('sudo');
}

function uses({ words, arguments: args }: CommandView): boolean {
  return words.some((word, index) => index < 3 && BASE_NAME.test(word) && word !== args[index - 1]);
}
