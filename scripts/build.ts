// `npm run build`: what is published, in dist/. The command line and the library, bundled and minified, split at every
// `import()`; the types of the library; the licences of what is inside. docs/adr/0003-bundled-dependencies.md says why.

import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { ROOT } from '../test/repository.ts';
import { computed } from './build/computed.ts';
import { lazyBuiltins, STAND_IN } from './build/lazy-builtins.ts';
import { bundledPackages, licenceText } from './build/licences.ts';
import { patchedPackages } from './build/patched-packages.ts';
import { publishTypes } from './build/types.ts';
import { withoutFacades } from './build/without-facades.ts';

const DIST = join(ROOT, 'dist');
const COMMAND = 'cli/plimsoll';

/** The modules that every `check` and `gate` needs. */
const JUDGE = new RegExp(
  [
    String.raw`[\\/]src[\\/](?:credentials|manifests|rules)[\\/]`,
    String.raw`[\\/]src[\\/]evidence[\\/](?!standards\.ts|image[\\/](?:dockerfile-view|gather-evidence|history-text|image-age|opened-view|sample-text|support-text|telling-files|update-command))`,
    String.raw`[\\/]src[\\/]formats[\\/](?!byte-|chunked|deb822|executable|name-set|passing-source|registry|rpmdb|source-view|sqlite|tar|zip)`,
    String.raw`[\\/]src[\\/]policy[\\/](?!file[\\/]|ignores[\\/]|namespaces[\\/]|load)`,
    String.raw`[\\/]src[\\/]gate[\\/](?:check|errors|image-users|input|judge-unit|load-dockerfile|load-manifests|missing-field|open-images|refinements|renderings|report-of|unit|unit-reading|vulnerabilities[\\/]joined-databases)\.ts$`,
    String.raw`[\\/]src[\\/]host[\\/](?:errors|find-upward|node-files|system-clock|system-error|write-output|results[\\/]kept-limit)\.ts$`,
    String.raw`[\\/]src[\\/]image[\\/]layer-limit\.ts$`,
    String.raw`[\\/]src[\\/]core[\\/](?!digest|distinct-identities|http|priority|purl)`,
    String.raw`[\\/]src[\\/]cli[\\/](?:command|count-option|errors|judging|judging-options|loading|main|node-version|outputs|policy-file|program|run-judging|standard-output|terminal|commands[\\/](?:check|gate|index)|image[\\/](?:given-images|images-of-call|option-declarations))\.ts$`,
    String.raw`[\\/]src[\\/]report[\\/](?:index\.ts$|text\.ts$|excerpt[\\/]|text[\\/](?!fit-table|vex|vulnerabilities)|shown[\\/](?:across-units|comparison|missing|policy-notice|outcome|plural|repository-path|resource-group|rule-state|suggestion|worst-first)\.ts$)`,
    String.raw`[\\/]node_modules[\\/](?:commander|js-yaml|valibot)[\\/]`,
  ].join('|'),
);

/** What shows the packages of an image that was read before: a file for it, as for what every `check` needs. */
const KNOWN_IMAGE = new RegExp(
  [
    String.raw`[\\/]src[\\/]cli[\\/](?:commands[\\/]image|bill[\\/]bill-argument|image[\\/](?:image-call|kept-results|max-layer-bytes|packages-text|tell-notice|tell-unread)|platforms[\\/](?:kept-platforms|platforms-text|told-platforms))\.ts$`,
    String.raw`[\\/]src[\\/]gate[\\/](?:diff[\\/]platform-differences|image[\\/](?:gathered-image|kept-images|told-image))\.ts$`,
    String.raw`[\\/]src[\\/]host[\\/](?:file-identity|node-file-identities|results[\\/](?:result-file|results-folder))\.ts$`,
    String.raw`[\\/]src[\\/]image[\\/](?:image-name|opened-image|seen-files)\.ts$`,
    String.raw`[\\/]src[\\/]inventory[\\/](?:inventory|visited-by|wanted)\.ts$`,
    String.raw`[\\/]src[\\/]core[\\/]digest\.ts$`,
  ].join('|'),
);

/** What writes the bill of an image again that was written before. */
const KNOWN_BILL = new RegExp(
  [
    String.raw`[\\/]src[\\/]cli[\\/](?:commands[\\/]sbom|bill[\\/](?:known-bills|sbom-outputs)|platforms[\\/]platform-labels)\.ts$`,
    String.raw`[\\/]src[\\/](?:gate[\\/]bills[\\/]kept-bills|sbom[\\/](?:formats|json|undated))\.ts$`,
  ].join('|'),
);

/** What judges the packages of an image that was read before by what is known of them, and shows that. */
const SCAN = new RegExp(
  [
    String.raw`[\\/]src[\\/]advisories[\\/]support[\\/](?!read-ends)`,
    String.raw`[\\/]src[\\/]cli[\\/](?:commands[\\/]scan|database-place|bill[\\/]bill-text|scan[\\/]mending|image[\\/](?:base-of|database-lines|kept-answers))\.ts$`,
    String.raw`[\\/]src[\\/]gate[\\/](?:(?:scan|load-image|only-new|mending[\\/](?:layer-updates|package-type|rebuild)|bills[\\/](?:image-bill|with-bills|held-bill)|image[\\/](?:image-base|image-purl))\.ts$|support[\\/])`,
    String.raw`[\\/]src[\\/]gate[\\/]vulnerabilities[\\/](?:advice-for|advised-by|kept-answers|listed-inventory|shown-findings|software-names|stale-advisories|vulnerability-places)\.ts$`,
    String.raw`[\\/]src[\\/]evidence[\\/]image[\\/](?:opened-view|update-command)`,
    String.raw`[\\/]src[\\/]report[\\/](?:text[\\/]vulnerabilities|text-of-images|vulnerability-rows|shown[\\/](?:bytes|vulnerability-rows))`,
    String.raw`[\\/]src[\\/]host[\\/](?:byte-files|own-files)\.ts$`,
    String.raw`[\\/]src[\\/]core[\\/](?:priority|purl)\.ts$`,
    String.raw`[\\/]node_modules[\\/]packageurl-js[\\/]`,
  ].join('|'),
);

/** What asks the advisories for packages of which nothing is known. */
const MATCH = new RegExp(
  [
    String.raw`[\\/]src[\\/]advisories[\\/](?:streams[\\/]|feeds[\\/](?:epss|feed\.|kept-exploited)|support[\\/](?:days|kept-ends|read-ends)|(?:affects|applicability|custom-releases|distribution-ecosystems|ecosystem|errors|evidence|flaws|go-imports|match|module-streams|plain-difference|questions|version-line)\.ts$)`,
    String.raw`[\\/]src[\\/]advisories[\\/]database[\\/](?:block-guards|catalogue|damaged-shard|database|entry-code|head-code|kept|kept-severities|packed-blocks|read-shard|scores-line|shard|shard-kind|shared-name|stored-package|unpacked-blocks|version-places)\.ts$`,
    String.raw`[\\/]src[\\/]versions[\\/]`,
    String.raw`[\\/]src[\\/]gate[\\/]vulnerabilities[\\/](?!accepted-flaws|vex-run)`,
    String.raw`[\\/]node_modules[\\/]semver[\\/]`,
  ].join('|'),
);

/** The most that `check` and `gate` load at a start, in bytes: what is added to it is seen, and stands behind an `import()` where it can. */
const MOST_AT_START = 575_000;

/**
 * What `check` and `gate` need is one file: every file more costs a start half a millisecond. Examples are for
 * documentation only, and Node.js's stand-ins come before all else: both keep to files of their own. So does what reads a
 * policy file, for those who have one.
 */
const CHUNKS = [
  { name: 'node', test: STAND_IN, priority: 3 },
  // The first lines of the command: what is loaded before them is compiled anew at each start.
  { name: 'compile-cache', test: /[\\/]src[\\/]cli[\\/]compile-cache\.ts$/, priority: 2 },
  { name: 'examples', test: /\.examples\.ts$/, priority: 2 },
  { name: 'judge', test: JUDGE, priority: 1 },
  { name: 'known-image', test: KNOWN_IMAGE, priority: 0 },
  { name: 'known-bill', test: KNOWN_BILL, priority: 0 },
  { name: 'scan-known', test: SCAN, priority: 0 },
  { name: 'match', test: MATCH, priority: 0 },
  {
    name: 'policy-file',
    test: /[\\/]src[\\/]policy[\\/](?:file[\\/]|load\.ts$)/,
    priority: 0,
  },
];

const ENTRIES = {
  [COMMAND]: 'src/cli/bin.ts',
  'host/layer-worker': 'src/host/layers/layer-worker.ts',
  index: 'src/index.ts',
};

/** A file of its own, which shares none with the command: a thread has no code cache, and loads nothing of the rules so. */
const ARCHIVE_WORKER = { 'host/archive-worker': 'src/host/advisories/archive-worker.ts' };

rmSync(DIST, { recursive: true, force: true });
const chunks = [...(await bundle(ENTRIES, CHUNKS)), ...(await bundle(ARCHIVE_WORKER, []))];
report(chunks);
holdStart(chunks);
const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
writeFileSync(join(DIST, 'THIRD-PARTY-LICENSES'), licenceText(bundledPackages(modules)));
chmodSync(join(DIST, `${COMMAND}.js`), 0o755);
emitTypes();

async function bundle(
  input: Readonly<Record<string, string>>,
  groups: readonly { readonly name: string; readonly test: RegExp; readonly priority: number }[],
): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    cwd: ROOT,
    input,
    platform: 'node',
    plugins: [lazyBuiltins(), patchedPackages(), computed(ROOT), withoutFacades()],
    onLog(level, log) {
      // A warning of the bundler is a fault: an import that is not there stays in the file and fails at the user's.
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: { groups: [...groups] },
  });
  await build.close();
  return output.filter((part): part is OutputChunk => part.type === 'chunk');
}

function report(written: readonly OutputChunk[]): void {
  const bytes = written.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
  const entry = written.find(({ name }) => name === COMMAND);
  if (entry?.code.startsWith('#!') !== true) throw new Error('src/cli/bin.ts must begin with #!/usr/bin/env node');
  process.stdout.write(`dist/: ${written.length} files, ${Math.round(bytes / 1024)} KiB\n`);
}

/** Fails where the modules of every start have grown by what others need: a group takes what its modules import with it. */
function holdStart(written: readonly OutputChunk[]): void {
  const bytes = Buffer.byteLength(written.find(({ name }) => name === 'judge')?.code ?? '');
  if (bytes > MOST_AT_START) throw new Error(`the chunk of every start has ${bytes} bytes, more than ${MOST_AT_START}`);
}

function emitTypes(): void {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`tsc -p tsconfig.build.json: exit code ${status}`);
  process.stdout.write(`dist/types/: ${publishTypes(join(DIST, 'types'))} files\n`);
}
