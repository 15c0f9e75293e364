import { byLayer } from '../../evidence/image/by-layer.ts';
import type { CommandView } from '../../evidence/image/image-view.ts';
import type { TellingFile } from '../../evidence/image/layers-evidence.ts';
import { defineRule } from '../../evidence/rule.ts';

const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

/** `a+w`, `o=rwx`, `ugo+rw`. Without a letter before the sign the mask of the process counts, which takes the right from others. */
const SYMBOLIC = /^[ugoa]*[oa][ugoa]*[+=][rxXst]*w/;

/** The files of an image; in a Dockerfile the modes that steps give to files, where they stay in the image. A directory with the sticky bit is shared as /tmp is. */
export const worldWritable = defineRule({
  id: 'image/world-writable',
  title: 'Not everyone may write the files of the image',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nist-800-190/4.1.2' }, { id: 'mitre/T1525' }],
  why: 'A process that was taken over, whatever its user, can change the programs and settings that the next one runs.',
  remediation:
    'Give the files to the user that needs them: `COPY --chown=10001:10001 ...`, or `chmod u+w` instead of 777.',
  messages: {
    file: ({ files }: { files: string }) => `Everyone may write ${files}.`,
    chmod: ({ mode }: { mode: string }) => `The mode ${mode} lets everyone write.`,
  },
  examples: () => import('./world-writable.examples.ts'),
  check({ steps, files, known }, { report }) {
    if (known.files !== 'absent') {
      for (const { layer, names, paths } of byLayer(files, isOpenFile)) {
        report('file', files.at(layer, `world-writable ${layer}`, paths), { files: names });
      }
      return;
    }
    for (const { stage, flags, commands, at } of steps) {
      if (stage !== 'image') continue;
      for (const { name, value } of flags) if (name === 'chmod' && isOpen(value)) report('chmod', at, { mode: value });
      for (const command of commands) {
        const mode = openModeOf(command);
        if (mode !== undefined) report('chmod', command.at, { mode });
      }
    }
  },
});

/** What everyone may write; links have no mode of their own, devices are for everyone. */
function isOpenFile({ type, mode }: TellingFile): boolean {
  return (type === 'file' || type === 'directory') && (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0;
}

function openModeOf({ program, arguments: args }: CommandView): string | undefined {
  if (program === 'chmod') {
    const mode = args.find((each) => !each.startsWith('-'));
    return mode !== undefined && isOpen(mode) ? mode : undefined;
  }
  if (program !== 'install' && program !== 'mkdir') return undefined;
  const at = args.findIndex((each) => each === '-m' || each.startsWith('--mode='));
  const mode = args[at]?.startsWith('--mode=') === true ? args[at].slice('--mode='.length) : args[at + 1];
  return at >= 0 && mode !== undefined && isOpen(mode) ? mode : undefined;
}

function isOpen(mode: string): boolean {
  if (!/^[0-7]{1,5}$/.test(mode)) return mode.split(',').some((each) => SYMBOLIC.test(each));
  const bits = Number.parseInt(mode, 8);
  return (bits & OTHERS_WRITE) !== 0 && (bits & STICKY) === 0;
}
