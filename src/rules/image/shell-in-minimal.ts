import { byLayer } from '../../evidence/image/by-layer.ts';
import type { FilesView, ImageView, WordView } from '../../evidence/image/image-view.ts';
import { isProgram } from '../../evidence/image/program-file.ts';
import { defineRule } from '../../evidence/rule.ts';

const SHELLS = ['ash', 'bash', 'busybox', 'csh', 'dash', 'fish', 'ksh', 'mksh', 'sh', 'tcsh', 'toybox', 'zsh'];
const MANAGERS = [
  'apk',
  'apt',
  'apt-get',
  'dnf',
  'dnf5',
  'dpkg',
  'microdnf',
  'opkg',
  'pacman',
  'rpm',
  'tdnf',
  'yum',
  'zypper',
];

const PROGRAMS: ReadonlySet<string> = new Set([...SHELLS, ...MANAGERS]);

/** Words by which images name themselves minimal. That `static` alone says nothing, and `scratch` is what whole systems are made from, too. */
const MINIMAL = /distroless|chisell?ed|^cgr\.dev\/chainguard\/static(?:$|[:@])/;

const DEBUG_TAG = /:[^/@:]*\bdebug\b/;

/** The list of packages of an image that chisel cut. Source: https://documentation.ubuntu.com/chisel. */
const CHISEL_MANIFEST = /^var\/lib\/chisel\/manifest\.wall$/;

/** Each package of distroless has a file of its own, where dpkg has one for all. Source: github.com/GoogleContainerTools/distroless. */
const STATUS_OF_PACKAGE = /^var\/lib\/dpkg\/status\.d\//;
const STATUS = 'var/lib/dpkg/status';

/**
 * An image claims to be minimal by the name of its base, or by the list of its packages: that of distroless or chisel. Without a claim a
 * shell is no fault.
 */
export const shellInMinimal = defineRule({
  id: 'image/shell-in-minimal',
  title: 'An image that claims to be minimal has no shell and no package manager',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }, { id: 'mitre/T1609' }],
  why: 'Who can start a program in the container has a prompt again, and the means to fetch the rest, which the base was chosen to keep away.',
  remediation:
    'Copy the program alone, `COPY --from=build /cart /cart`, and look into a running container with `kubectl debug`.',
  remediations: {
    debug: 'Take the tag without `debug`, and look into a running container with `kubectl debug`.',
  },
  messages: {
    files: ({ claim, files }: { claim: string; files: string }) =>
      `The image claims to be minimal, by ${claim}, and has ${files}.`,
    debug: ({ base }: { base: string }) => `The base ${base} is the one for debugging, which has a shell.`,
    copied: ({ base, path }: { base: string; path: string }) =>
      `${path} is copied into an image that is made from ${base}.`,
  },
  examples: () => import('./shell-in-minimal.examples.ts'),
  check(image, { report, undecided }) {
    const { base, files, known } = image;
    if (known.files === 'absent') {
      if (base?.image === undefined || !MINIMAL.test(base.image)) return;
      if (DEBUG_TAG.test(base.image)) report('debug', base.at, { base: base.image });
      for (const { text, at } of copiedPrograms(image)) report('copied', at, { base: base.image, path: text });
      return;
    }
    const claim = claimOf(image);
    if (claim === undefined) return;
    if (known.files !== 'known') undecided(known.files.at, known.files.why, known.files.supply);
    for (const { layer, names, paths } of byLayer(files, (file) => isProgram(file, PROGRAMS))) {
      report('files', files.at(layer, `shell ${layer}`, paths), { claim, files: names });
    }
  },
});

/** The first shell or package manager that each step copies, by its name. */
function copiedPrograms({ steps }: ImageView): readonly WordView[] {
  return steps
    .filter(({ keyword, stage }) => stage === 'image' && (keyword === 'COPY' || keyword === 'ADD'))
    .flatMap(({ words }) => words.find(({ text }) => PROGRAMS.has(text.slice(text.lastIndexOf('/') + 1))) ?? []);
}

function claimOf({ base, files }: ImageView): string | undefined {
  if (base?.image !== undefined && MINIMAL.test(base.image)) return `its base ${base.image}`;
  return claimOfFiles(files);
}

function claimOfFiles(files: FilesView): string | undefined {
  let isDistroless = false;
  for (const { path, type } of files.telling) {
    if (CHISEL_MANIFEST.test(path)) return `the list of packages that chisel wrote, /${path}`;
    if (path === STATUS && type === 'file') return undefined;
    isDistroless ||= STATUS_OF_PACKAGE.test(path);
  }
  return isDistroless ? 'the list of packages of distroless, /var/lib/dpkg/status.d' : undefined;
}
