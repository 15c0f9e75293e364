import * as v from 'valibot';
import type { StepView } from '../../evidence/image/image-view.ts';
import { packageCachesIn } from '../../evidence/image/package-caches.ts';
import { type PackageManager, packageCommandOf } from '../../evidence/image/package-command.ts';
import { defineRule } from '../../evidence/rule.ts';

/** What a package manager leaves behind in a step, and what keeps it from it. */
interface Cache {
  readonly message: PackageManager;
  /** What fills it. */
  readonly fills: ReadonlySet<string>;
  /** An option that leaves it empty. */
  readonly option?: RegExp;
  /** A part of the path, by which a step that removes or mounts it is known. */
  readonly path: RegExp;
  /** The verb that empties it. */
  readonly clean?: string;
}

const INSTALLS = new Set(['install', 'upgrade']);

const CACHES: Readonly<Record<PackageManager, Cache>> = {
  apt: { message: 'apt', fills: new Set(['update']), path: /^\/var\/lib(?:\/apt|\/apt\/lists(?:\/.*)?)?\/?$/ },
  apk: {
    message: 'apk',
    fills: new Set(['install', 'upgrade', 'update']),
    option: /^--no-cache$/,
    path: /^\/(?:var|etc)(?:\/cache)?\/apk/,
  },
  dnf: {
    message: 'dnf',
    fills: INSTALLS,
    path: /^\/var\/cache\/(?:dnf|yum|libdnf5?|\*)|^\/var\/cache\/?$/,
    clean: 'clean',
  },
  zypper: { message: 'zypper', fills: INSTALLS, path: /^\/var\/cache\/(?:zypp|\*)|^\/var\/cache\/?$/, clean: 'clean' },
  pip: {
    message: 'pip',
    fills: INSTALLS,
    option: /^--no-cache-dir$/,
    path: /\.cache(?:\/pip)?\/?$|\.cache\/\*$/,
    clean: 'cache',
  },
  npm: { message: 'npm', fills: INSTALLS, path: /\.npm(?:\/|$)|\.cache\/?$/, clean: 'cache' },
  yarn: { message: 'yarn', fills: INSTALLS, path: /\.cache(?:\/yarn)?\/?$|\/yarn(?:\/|$)/, clean: 'cache' },
};

/** Variables that keep a package manager from a cache. */
const VARIABLES: ReadonlyMap<string, PackageManager> = new Map([['PIP_NO_CACHE_DIR', 'pip']]);

/**
 * In an image the files that are there. In a Dockerfile each step alone: what a later one deletes stays in the layer of the one that brought it. Caches that are mounted are in no layer,
 * and of other stages only what is copied gets into the image.
 */
export const packageCache = defineRule({
  id: 'image/package-cache',
  title: 'Package managers leave no cache in the image',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }],
  why: 'A cache is megabytes that every node pulls and nobody reads, and lists of packages that are old on the next day.',
  remediation: 'Remove it in the step that fills it, or mount it: `RUN --mount=type=cache,target=...`.',
  remediations: {
    apt: 'End the step with `&& rm -rf /var/lib/apt/lists/*`.',
    archives: 'End the step with `&& apt-get clean`.',
    apk: 'Install with `apk add --no-cache`.',
    dnf: 'End the step with `&& dnf clean all`.',
    zypper: 'End the step with `&& zypper clean --all`.',
    pip: 'Install with `pip install --no-cache-dir`.',
    npm: 'End the step with `&& npm cache clean --force`, or mount it: `RUN --mount=type=cache,target=/root/.npm npm ci`.',
    yarn: 'End the step with `&& yarn cache clean`, or mount the folder that `yarn cache dir` names.',
  },
  options: v.strictObject({
    bytes: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(1),
        v.description('How many bytes of one cache in a layer are reported at least, where the image is there.'),
      ),
      100_000,
    ),
  }),
  messages: {
    apt: told('The lists of apt stay in the layer, in /var/lib/apt/lists'),
    archives: told('Packages that apt fetched stay in the layer, in /var/cache/apt/archives'),
    apk: told('The index of apk stays in the layer, in /var/cache/apk'),
    dnf: (cache: Told) => told(`The cache of ${cache.program} stays in the layer, in /var/cache`)(cache),
    zypper: told('The cache of zypper stays in the layer, in /var/cache/zypp'),
    pip: told('The cache of pip stays in the layer, in .cache/pip'),
    npm: told('The cache of npm stays in the layer, in .npm'),
    yarn: told('The cache of yarn stays in the layer'),
  },
  examples: () => import('./package-cache.examples.ts'),
  check({ steps, files, known }, { options, report, undecided }) {
    if (known.files === 'absent') {
      for (const { message, at, program } of leftBySteps(steps)) report(message, at, { program, files: '' });
      return;
    }
    if (known.files !== 'known') undecided(known.files.at, known.files.why, known.files.supply);
    for (const { kind, layer, bytes, text } of packageCachesIn(files)) {
      if (bytes < options.bytes) continue;
      report(kind, files.at(layer, `${kind} ${layer}`), { program: kind, files: text });
    }
  },
});

/** What is told of a cache: the program that filled it, and in an image its bytes and files. */
interface Told {
  readonly program: string;
  readonly files: string;
}

function told(sentence: string): (cache: Told) => string {
  return ({ files }) => `${sentence}${files === '' ? '' : `: ${files}`}.`;
}

function leftBySteps(steps: readonly StepView[]): readonly LeftCache[] {
  const without = new Set<PackageManager>();
  return steps
    .filter(({ stage }) => stage === 'image')
    .flatMap((step) => {
      for (const { name, value } of step.settings) {
        const manager = VARIABLES.get(name);
        if (manager !== undefined && value !== '0' && value !== 'false') without.add(manager);
      }
      return step.keyword === 'RUN' ? [...leftIn(step, without)] : [];
    });
}

/** What a command leaves in the layer of its step. */
interface LeftCache extends Pick<Cache, 'message'> {
  readonly program: string;
  readonly at: StepView['at'];
}

/** The first command of each package manager that leaves something in the layer of a step. */
function leftIn(step: StepView, without: ReadonlySet<PackageManager>) {
  const found = new Map<PackageManager, LeftCache>();
  for (const command of step.commands) {
    const asked = packageCommandOf(command);
    if (asked === undefined || found.has(asked.manager) || without.has(asked.manager)) continue;
    const { message, fills, option } = CACHES[asked.manager];
    const isKept = option !== undefined && command.arguments.some((each) => option.test(each));
    if (!fills.has(asked.verb) || isKept || isCleaned(step, asked.manager)) continue;
    found.set(asked.manager, { message, program: command.program, at: command.at });
  }
  return found.values();
}

function isCleaned({ commands, flags }: StepView, manager: PackageManager): boolean {
  const { path, clean } = CACHES[manager];
  const targets = flags.flatMap(({ name, value }) => (name === 'mount' ? targetsOf(value) : []));
  if (targets.some((target) => path.test(target))) return true;
  return commands.some((command) => {
    const asked = packageCommandOf(command);
    if (clean !== undefined && asked?.manager === manager && asked.verb === clean) return true;
    const isRemoval = command.program === 'rm' || command.program === 'find';
    return isRemoval && command.arguments.some((each) => path.test(each));
  });
}

/** Where a mount stands, under any of the names that a build knows. */
function targetsOf(mount: string): readonly string[] {
  return mount.split(',').flatMap((each) => /^(?:target|dst|destination)=(.*)$/.exec(each)?.[1] ?? []);
}
