import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writePlatforms } from '../../../test/image/write-platforms.ts';
import { type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { runMain } from '../testing/run-main.ts';

function status(...packages: readonly string[]): string {
  return packages
    .map((each) => each.split(' '))
    .map(
      ([name, version]) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
    )
    .join('\n');
}

function base(release: string): Uint8Array {
  return writeTar([{ name: 'etc/os-release', body: `ID=debian\nVERSION_ID=${release}\n` }]);
}

/** dpkg's lists of the files of packages. */
function lists(...packages: readonly string[]): readonly WrittenEntry[] {
  return packages.map((name) => ({ name: `var/lib/dpkg/info/${name}.list`, body: '/.\n/bin\n' }));
}

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  writeLayout(tree.path('a'), {
    layers: [
      base('12'),
      writeTar([
        { name: 'var/lib/dpkg/status', body: status('bash 5.2', 'curl 8.0', 'gone 1') },
        ...lists('bash', 'curl', 'gone', 'new'),
        { name: 'bin/old', body: 'x' },
        { name: 'bin/su', body: 'x', mode: 0o755 },
      ]),
    ],
    config: {
      User: 'app',
      Env: ['TOKEN=first-token', 'PATH=/bin'],
      Labels: { version: '1' },
      ExposedPorts: { '80/tcp': {} },
    },
  });
  writeLayout(tree.path('b'), {
    layers: [
      base('12'),
      writeTar([
        { name: 'var/lib/dpkg/status', body: status('bash 5.2', 'curl 7.9', 'new 1') },
        ...lists('bash', 'curl', 'gone', 'new'),
        { name: 'bin/new', body: 'x'.repeat(2000) },
        { name: 'srv/', flag: '5' },
        { name: 'srv/www/x', body: 'x' },
        { name: 'bin/su', body: 'x', mode: 0o4755 },
      ]),
    ],
    config: { Env: ['TOKEN=second-token', 'PATH=/bin'], Labels: { version: '2' }, Entrypoint: ['/bin/new'], Cmd: 7 },
  });
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, { directory: tree.root, width: 100 });
}

describe('plimsoll diff', () => {
  test('tells what changed between two images', async () => {
    const [a, b] = [`oci:${tree.path('a')}`, `oci:${tree.path('b')}`];
    const { code, out, err } = await plimsoll('diff', a, b);
    expect(err).toBe('');
    expect(out).toBe(
      [
        `--- ${a}`,
        `+++ ${b}`,
        'packages:',
        '  - deb gone:amd64 1',
        '  + deb new:amd64 1',
        '  v deb curl:amd64 8.0 -> 7.9',
        'configuration:',
        '  - user: app',
        '  - port 80/tcp: exposed',
        '  ~ environment TOKEN',
        '  ~ label version: 1 -> 2',
        '  + entrypoint: ["/bin/new"]',
        'files:',
        '  - bin/old',
        '  + bin/new',
        '  + srv and 2 in it',
        '  ~ bin/su',
        '  ~ var/lib/dpkg/status',
        'layers: 2 -> 2, of which the lowest 1 are the same',
        'size: 10.2 kB -> 13.3 kB (+3.1 kB)',
        '1 package added, 1 removed, 1 changed, 1 the same',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  test('tells it to programs, without values of the environment', async () => {
    const { out } = await plimsoll('diff', `oci:${tree.path('a')}`, `oci:${tree.path('b')}`, '-o', 'json');
    expect(out).not.toMatch(/-token/);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      before: { name: `oci:${tree.path('a')}`, kind: 'image', unknown: [] },
      different: true,
      packages: {
        added: [{ type: 'deb', namespace: 'debian', name: 'new', version: '1', architecture: 'amd64' }],
        removed: [{ name: 'gone' }],
        changed: [{ name: 'curl', direction: 'downgraded', before: '8.0', after: '7.9' }],
        unchanged: 1,
      },
      image: {
        layers: { before: 2, after: 2, shared: 1 },
        files: {
          added: ['bin/new', 'srv', 'srv/www', 'srv/www/x'],
          removed: ['bin/old'],
          changed: ['bin/su', 'var/lib/dpkg/status'],
        },
      },
    });
  });

  test('compares an image with a bill, by packages alone', async () => {
    await plimsoll('sbom', `oci:${tree.path('a')}`, '-o', `spdx-json=${tree.path('a.json')}`);
    const bill = `sbom:${tree.path('a.json')}`;
    const same = await plimsoll('diff', bill, `oci:${tree.path('a')}`, '--exit-code');
    expect(same).toEqual({
      code: 0,
      out: `--- ${bill}\n+++ oci:${tree.path('a')}\nno difference: 3 packages the same\n`,
      err: '',
    });
    const other = await plimsoll('diff', bill, `oci:${tree.path('b')}`, '--exit-code');
    expect(other.out).toContain('1 package added, 1 removed, 1 changed, 1 the same\n');
    expect(other.code).toBe(1);
  });

  test('an image is no different from itself', async () => {
    const image = `oci:${tree.path('a')}`;
    const { code, out } = await plimsoll('diff', image, image, '--exit-code');
    expect(out).toContain('no difference: 3 packages the same');
    expect(code).toBe(0);
  });

  test('what could not be read is told before a difference', async () => {
    writeLayout(tree.path('broken'), {
      layers: [base('13'), writeTar([{ name: 'var/lib/dpkg/status', body: 'Package: lost\n' }])],
    });
    const { code, out, err } = await plimsoll(
      'diff',
      `oci:${tree.path('a')}`,
      `oci:${tree.path('broken')}`,
      '--exit-code',
    );
    expect(out).toContain('distribution: debian 12 -> debian 13\n');
    expect(err).toContain('a record without a version');
    expect(code).toBe(3);
  });

  test.each([
    [['diff', 'oci:x'], 2, 'PL_E_USAGE'],
    [['diff', 'oci:x', 'oci:y', '-o', 'yaml'], 2, 'PL_E_USAGE'],
    [['diff', 'oci:nowhere', 'oci:y'], 3, 'PL_E_IMAGE_ABSENT'],
  ])('%j ends with %i', async (argv, exitCode, said) => {
    const { code, err } = await plimsoll(...argv);
    expect(err).toContain(said);
    expect(code).toBe(exitCode);
  });
});

function writeVersions(layout: string, versions: Readonly<Record<string, string>>): string {
  writePlatforms(
    tree.path(layout),
    Object.entries(versions).map(([architecture, curl]) => ({
      architecture,
      layers: [base('12'), writeTar([{ name: 'var/lib/dpkg/status', body: status(`curl ${curl}`) }])],
      config: {},
    })),
  );
  return `oci:${tree.path(layout)}`;
}

describe('plimsoll diff --all-platforms', () => {
  test('compares the platforms that both have, and names the others', async () => {
    const before = writeVersions('one', { amd64: '7.9', arm64: '7.9', s390x: '7.9' });
    const after = writeVersions('two', { arm64: '7.9', amd64: '8.0', riscv64: '8.0' });
    const argv = ['diff', before, after, '--all-platforms'];
    const { code, out } = await plimsoll(...argv);
    expect(code).toBe(0);
    const parts = out.split(/^linux\/(?=\w+:\n)/m);
    expect(parts.map((part) => part.split(':', 1)[0])).toEqual(['', 'arm64', 'amd64']);
    expect(parts[1]).toContain('no difference: 1 package the same');
    expect(parts[2]).toContain('  ^ deb curl:amd64 7.9 -> 8.0');
    expect(
      out.endsWith(
        '- linux/s390x, which only the first has\n+ linux/riscv64, which only the second has\n1 of 2 platforms different: linux/amd64\n',
      ),
    ).toBe(true);
    expect((await plimsoll(...argv, '--exit-code')).code).toBe(1);
    expect(JSON.parse((await plimsoll(...argv, '-o', 'json')).out)).toMatchObject({
      schemaVersion: 1,
      before: { name: before, kind: 'image' },
      different: true,
      platforms: {
        removed: ['linux/s390x'],
        added: ['linux/riscv64'],
        both: [
          { platform: 'linux/arm64', different: false, packages: { changed: [], unchanged: 1 } },
          { platform: 'linux/amd64', different: true, packages: { changed: [{ name: 'curl', after: '8.0' }] } },
        ],
      },
    });
  });

  test('of the same is none', async () => {
    const image = writeVersions('one', { amd64: '7.9', arm64: '7.9' });
    const { code, out } = await plimsoll('diff', image, image, '--all-platforms', '--exit-code');
    expect([code, out.split('\n').at(-2)]).toEqual([0, 'no difference on 2 platforms']);
  });

  test('a platform that only one has is a difference', async () => {
    const [one, two] = [writeVersions('one', { amd64: '7.9', arm64: '7.9' }), writeVersions('two', { amd64: '7.9' })];
    const { code, out } = await plimsoll('diff', one, two, '--all-platforms', '--exit-code');
    expect([code, out.split('\n').slice(-3, -1)]).toEqual([
      1,
      ['- linux/arm64, which only the first has', '0 of 1 platform different'],
    ]);
  });

  test.each([
    [['sbom:a.json', 'oci:b'], /A bill is of one platform/],
    [['oci:a', 'b.json'], /A bill is of one platform/],
    [['oci:a', 'oci:b', '--platform', 'linux/amd64'], /only one of them can be given/],
  ])('%j is a wrong call', async (argv, why) => {
    const { code, err } = await plimsoll('diff', ...argv, '--all-platforms');
    expect([code, err]).toEqual([2, expect.stringMatching(why)]);
  });
});
