import { type Arbitrary, check, constant, constantFrom, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { NEWEST_KUBERNETES } from '../../src/core/kubernetes-version.ts';
import { UnitEngine } from '../../src/evidence/engine.ts';
import type { TellingFile } from '../../src/evidence/image/layers-evidence.ts';
import { isTelling } from '../../src/evidence/image/telling-files.ts';
import { defaultOptionsOf } from '../../src/policy/options.ts';
import { rules } from '../../src/rules/all.ts';
import { viewOfSample } from './sample-image.ts';

const DIRECTORIES = [
  '',
  'bin/',
  'sbin/',
  'usr/bin/',
  'usr/local/sbin/',
  'busybox/',
  'usr/local/go/bin/',
  'opt/venv/bin/',
  'usr/include/',
  'srv/',
  'var/lib/apt/lists/',
  'var/lib/dpkg/',
  'var/lib/dpkg/status.d/',
  'var/lib/chisel/',
  'var/cache/apt/archives/',
  'var/cache/apk/',
  'var/cache/dnf/a/',
  'var/cache/zypp/',
  'root/.cache/pip/',
  'home/cart/.npm/_cacache/',
  'usr/local/share/.cache/yarn/',
  'root/.yarn/berry/cache/',
];
const NAMES = ['sh', 'bash', 'apt', 'apk', 'sudo', 'sshd', 'gcc', 'gcc-12', 'go', 'make', 'stdio.h', 'status', 'a.deb'];
const MORE_NAMES = ['a.apk', 'manifest.wall', 'cart'];

const aFile: Arbitrary<TellingFile> = record({
  path: tuple(constantFrom(...DIRECTORIES), constantFrom(...NAMES, ...MORE_NAMES)).map(
    ([directory, name]) => directory + name,
  ),
  type: constantFrom('file', 'directory', 'symbolic-link', 'character-device'),
  mode: constantFrom(0o644, 0o666, 0o755, 0o777, 0o1777, 0o2755, 0o4755, 0o4711, 0o2644),
  size: constantFrom(0, 1, 1_000_000_000),
  layer: constant(0),
});

const imageRules = rules.filter((rule) => rule.target === 'image');

/** What all rules say of an image with these files alone. */
function said(telling: readonly TellingFile[], base: string): unknown {
  const view = viewOfSample({ base, steps: [{ step: 'RUN make', files: [] }] });
  const active = imageRules.map((rule) => ({ rule, options: defaultOptionsOf(rule) }));
  const engine = new UnitEngine({ rules: active, kubernetes: NEWEST_KUBERNETES });
  engine.addImage({ ...view, files: { ...view.files, telling } });
  return engine.finish().reported.map(({ rule, messageId }) => [rule.id, messageId]);
}

test('no rule speaks of a file that it is not told of', () => {
  const untold = aFile.filter((file) => !isTelling(file));
  for (const base of ['gcr.io/distroless/static', 'debian:12']) {
    const nothing = JSON.stringify(said([], base));
    const isSilent = property(untold, (file) => JSON.stringify(said([file], base)) === nothing);
    const { counterexample } = check(isSilent, { numRuns: 2000 });
    expect(counterexample).toBeNull();
  }
});

test.each<[string, Partial<TellingFile>]>([
  ['usr/bin/su', { mode: 0o4755 }],
  ['usr/bin/apt', {}],
  ['srv/upload', { mode: 0o777 }],
  ['srv/upload', { type: 'directory', mode: 0o777 }],
  ['usr/include/stdio.h', { mode: 0o644 }],
  ['usr/local/go/bin/go', {}],
  ['var/cache/apk/curl.apk', { mode: 0o600 }],
  ['var/lib/dpkg/status.d/base', { mode: 0o644 }],
])('rules are told of %s', (path, differing) => {
  expect(isTelling({ path, type: 'file', mode: 0o755, size: 1, layer: 0, ...differing })).toBe(true);
});

test.each<[string, Partial<TellingFile>]>([
  ['usr/lib/libssl.so', {}],
  ['usr/share/doc/su', { mode: 0o644 }],
  ['usr/bin/sh', { type: 'symbolic-link', mode: 0o777 }],
  ['tmp', { type: 'directory', mode: 0o1777 }],
  ['dev/null', { type: 'character-device', mode: 0o666 }],
])('rules are not told of %s', (path, differing) => {
  expect(isTelling({ path, type: 'file', mode: 0o755, size: 1, layer: 0, ...differing })).toBe(false);
});
