import * as v from 'valibot';
import { byLayer } from '../../evidence/image/by-layer.ts';
import type { TellingFile } from '../../evidence/image/layers-evidence.ts';
import { type InstalledPackage, packagesLeft } from '../../evidence/image/packages-left.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Compilers, under the names that distributions give them as well: `gcc`, `x86_64-linux-gnu-gcc-12`. */
const COMPILER =
  /^(?:[a-z0-9_]+-(?:[a-z0-9_]+-){1,3})?(?:clang|clang\+\+|g\+\+|gcc|gfortran|tcc)(?:-\d+(?:\.\d+){0,2})?$/;

const TOOLS: ReadonlySet<string> = new Set([
  'cargo',
  'cmake',
  'ghc',
  'git',
  'javac',
  'make',
  'meson',
  'ninja',
  'rustc',
]);

/** The headers of the C library, without which no compiler is of use. */
const HEADERS = 'usr/include/stdio.h';

/** Packages that are there for building alone. */
const PACKAGE =
  /^(?:alpine-sdk|autoconf|automake|build-base|build-essential|cargo|clang|cmake|default-jdk(?:-headless)?|development tools|g\+\+|gcc(?:-c\+\+)?|git|golang(?:-go)?|java-[\d.]+-openjdk-devel|linux-headers|make|meson|ninja(?:-build)?|openjdk-?\d+-jdk(?:-headless)?|patterns-devel-.*|pkg-config|pkgconf|rust|rustc|[\w.+-]+-dev(?:el)?)$/i;

/** In a Dockerfile what its last stage installs and does not remove again. In an image programs and headers: links lead to files, which count. */
export const buildTools = defineRule({
  id: 'image/build-tools',
  title: 'What builds the program stays out of the image',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.3' }, { id: 'nist-800-190/4.1.2' }],
  why: 'Who gets into the container builds exploits for the kernel that it runs on; and hundreds of megabytes are pulled that nothing needs.',
  remediation:
    'Build in a stage of its own and copy the result: `FROM ... AS build`, and in the last stage `COPY --from=build /cart /cart`.',
  options: v.strictObject({
    allowed: v.optional(
      v.pipe(v.array(v.string()), v.description('Names of programs and packages that may be there: `git`.')),
      [],
    ),
  }),
  messages: {
    files: ({ layer, files }: { layer: number; files: string }) =>
      `Layer ${layer} brings what is there for building: ${files}.`,
    installed: ({ package: name }: InstalledPackage) =>
      `${name} is installed, which is there for building, and stays in the image.`,
  },
  examples: () => import('./build-tools.examples.ts'),
  check({ steps, files, known }, { options: { allowed }, report, undecided }) {
    const mayStay = new Set(allowed);
    if (known.files === 'absent') {
      for (const left of packagesLeft(steps)) {
        if (PACKAGE.test(left.package) && !mayStay.has(left.package)) report('installed', left.at, left);
      }
      return;
    }
    if (known.files !== 'known') undecided(known.files.at, known.files.why, known.files.supply);
    for (const { layer, names, paths } of byLayer(files, (file) => isForBuilding(file, mayStay))) {
      report('files', files.at(layer, `build-tools ${layer}`, paths), { layer: layer + 1, files: names });
    }
  },
});

function isForBuilding({ type, path, mode }: TellingFile, mayStay: ReadonlySet<string>): boolean {
  if (type !== 'file') return false;
  if (path === HEADERS) return !mayStay.has('stdio.h');
  const [, name = ''] = /(?:^|\/)bin\/([^/]+)$/.exec(path) ?? [];
  if (name === '' || (mode & 0o111) === 0 || mayStay.has(name)) return false;
  return TOOLS.has(name) || COMPILER.test(name) || path === 'usr/local/go/bin/go';
}
