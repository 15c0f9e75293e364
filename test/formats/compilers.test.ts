import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../src/formats/byte-source.ts';
import { readCargoAudit } from '../../src/formats/executable/cargo-audit.ts';
import { readDynamicLinking } from '../../src/formats/executable/elf-dynamic.ts';
import type { Executable } from '../../src/formats/executable/executable.ts';
import { type GoBuildInfo, readGoBuildInfo } from '../../src/formats/executable/go-build-info.ts';
import { readGoFunctions } from '../../src/formats/executable/go-functions.ts';
import type { GoModule } from '../../src/formats/executable/go-modules.ts';
import { readExecutables } from '../../src/formats/executable/read-executables.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';
import { writeFat } from './write-executables.ts';

async function executablesOf(path: string): Promise<readonly Executable[]> {
  const reads = await readExecutables(memorySource(readFileSync(path)));
  return reads.flatMap((read) => {
    if ('damage' in read) throw new Error(read.damage.why);
    return [read.executable];
  });
}

const GO_FILES = {
  'tool/go.mod':
    'module example.com/tool\n\ngo 1.18\n\nrequire example.com/library v1.2.3\n\nreplace example.com/library => ../library\n',
  'tool/main.go':
    'package main\n\nimport "example.com/library"\n\nvar version = "dev"\n\nfunc main() { println(version, library.Answer(len(version))) }\n',
  'library/go.mod': 'module example.com/library\n\ngo 1.18\n',
  'library/library.go':
    'package library\n\nfunc Answer(n int) int { return n / 42 }\n\nfunc Unused() int { return 1 }\n',
};

/** What `go version -m` prints, from what was read. */
function asGoTells(path: string, info: GoBuildInfo): string {
  const lines = [`${path}: ${info.goVersion}`, `\tpath\t${info.path}`];
  const add = (kind: string, { path: name, version, sum, replacement }: GoModule): void => {
    lines.push(
      `\t${kind}\t${name}\t${version}${sum === '' && kind !== '=>' && replacement !== undefined ? '' : `\t${sum}`}`,
    );
    if (replacement !== undefined) add('=>', replacement);
  };
  if (info.main !== undefined) add('mod', info.main);
  for (const dependency of info.dependencies) add('dep', dependency);
  for (const [key, value] of info.settings)
    lines.push(`\tbuild\t${key}=${/[\s"'`]/.test(value) ? JSON.stringify(value) : value}`);
  return lines.join('\n');
}

describe.skipIf(!isInstalled('go', 'version'))('programs that Go builds (skipped without go)', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['as they come', [], {}],
    ['without symbols', ['-ldflags', '-s -w'], {}],
    ['with a version of the linker', ['-ldflags', '-s -w -X main.version=1.4.0'], {}],
    ['that can stand anywhere', ['-buildmode=pie', '-trimpath'], {}],
    ['for 32 bits', [], { GOARCH: '386' }],
    ['for big-endian processors', [], { GOARCH: 's390x' }],
    ['for Windows', ['-ldflags', '-s -w'], { GOOS: 'windows' }],
    ['for macOS', ['-ldflags', '-s -w'], { GOOS: 'darwin', GOARCH: 'arm64' }],
  ])('%s are read as go reads them', { timeout: 180_000 }, async (_, options, environment) => {
    const tree = temporaryTree(GO_FILES);
    const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off', ...environment };
    const built = tree.path('built');
    execFileSync('go', ['build', '-o', built, ...options], { cwd: tree.path('tool'), env, stdio: 'pipe' });
    const printed = execFileSync('go', ['version', '-m', built], { stdio: 'pipe' }).toString();
    const told = printed.replaceAll(/^\s*\n/gm, '').trimEnd();
    const [executable] = await executablesOf(built);
    const info = executable === undefined ? undefined : await readGoBuildInfo(executable);
    const functions = executable === undefined ? undefined : await readGoFunctions(executable);
    tree.remove();
    // The compiler puts `Answer` into its caller, and a linker leaves out what nothing calls.
    expect(functions).toEqual(expect.arrayContaining(['main.main', 'example.com/library.Answer', 'runtime.main']));
    expect(functions).not.toContain('example.com/library.Unused');
    if (info === undefined || 'why' in info) throw new Error(info?.why ?? 'none');
    expect(asGoTells(built, info)).toBe(told);
    expect(info.dependencies).toMatchObject([{ path: 'example.com/library', replacement: { path: '../library' } }]);
  });

  test('for several processors of macOS are read one by one', { timeout: 180_000 }, async () => {
    const tree = temporaryTree(GO_FILES);
    const parts = ['amd64', 'arm64'].map((architecture) => {
      const built = tree.path(architecture);
      const env = {
        ...process.env,
        GOOS: 'darwin',
        GOARCH: architecture,
        CGO_ENABLED: '0',
        GOFLAGS: '-buildvcs=false',
      };
      execFileSync('go', ['build', '-o', built], { cwd: tree.path('tool'), env, stdio: 'pipe' });
      return readFileSync(built);
    });
    const reads = await readExecutables(memorySource(writeFat(parts)));
    tree.remove();
    const executables = reads.flatMap((read) => ('executable' in read ? [read.executable] : []));
    expect(executables.map(({ architecture }) => architecture)).toEqual(['x86_64', 'aarch64']);
    const infos = await Promise.all(executables.map(readGoBuildInfo));
    expect(infos).toMatchObject([{ path: 'example.com/tool' }, { path: 'example.com/tool' }]);
  });
});

describe.skipIf(!isInstalled('readelf') || !isInstalled('cc'))(
  'programs that C builds (skipped without readelf or cc)',
  () => {
    test('are linked as readelf tells', () => {
      const path = process.execPath;
      const told = execFileSync('readelf', ['-d', '-l', '--wide', path], { stdio: 'pipe' }).toString();
      const needed = [...told.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name);
      const interpreter = /interpreter: (.+)\]/.exec(told)?.[1];
      return expect(linkingOf(path)).resolves.toMatchObject({ interpreter, needed });
    });
  },
);

async function linkingOf(path: string): Promise<unknown> {
  const [executable] = await executablesOf(path);
  return executable === undefined ? undefined : readDynamicLinking(executable);
}

describe.skipIf(!isInstalled('cargo') || !isInstalled('cargo-auditable', 'auditable', '--version'))(
  'programs that cargo-auditable builds (skipped without it)',
  () => {
    test('tell their crates', { timeout: 180_000 }, async () => {
      const tree = temporaryTree({
        'tool/Cargo.toml':
          '[package]\nname = "tool"\nversion = "0.3.0"\nedition = "2021"\n[dependencies]\nlibrary = { path = "../library" }\n',
        'tool/src/main.rs': 'fn main() { println!("{}", library::answer()); }\n',
        'library/Cargo.toml': '[package]\nname = "library"\nversion = "1.2.3"\nedition = "2021"\n',
        'library/src/lib.rs': 'pub fn answer() -> u32 { 42 }\n',
      });
      execFileSync('cargo', ['auditable', 'build', '--release', '--offline'], {
        cwd: tree.path('tool'),
        stdio: 'pipe',
      });
      const [executable] = await executablesOf(tree.path('tool/target/release/tool'));
      const audit = executable === undefined ? undefined : await readCargoAudit(executable);
      tree.remove();
      expect(audit).toMatchObject({
        crates: [
          { name: 'library', version: '1.2.3', kind: 'runtime', isRoot: false },
          { name: 'tool', version: '0.3.0', isRoot: true, dependencies: ['library'] },
        ],
        damaged: 0,
      });
    });
  },
);
