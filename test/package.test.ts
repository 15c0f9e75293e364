import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, readText } from './repository.ts';

/** The strictest reader of our types: no Node.js types, no `skipLibCheck`, and only what `exports` shows. */
const CONSUMER = `import { UserError } from 'plimsoll';
const error: Error = new UserError({ code: 'PL_E_X', message: 'm', remedy: 'r', exit: 2 });
export const name: string = error.name;
`;

const COMPILER = ['--noEmit', '--strict', '--target', 'es2024', '--lib', 'es2024'];

describe('the published package', { timeout: 120_000 }, () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-package-'));
    run(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, 'scripts', 'build.ts')], ROOT);
    npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], ROOT);
    writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
    npm(['install', '--offline', '--silent', '--no-audit', '--no-fund', `./plimsoll-${versionOf()}.tgz`], folder);
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('brings no other package with it', () => {
    const record: unknown = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'));
    expect(record).toHaveProperty(['packages', 'node_modules/plimsoll']);
    expect(record).not.toHaveProperty(['packages', 'node_modules/plimsoll', 'dependencies']);
  });

  test('runs by its command', () => {
    const shim = join(folder, 'node_modules', '.bin', 'plimsoll');
    const ended = spawnSync(`"${shim}" version`, { cwd: folder, shell: true, encoding: 'utf8', env: environment() });
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain(versionOf());
    expect(ended.status).toBe(0);
  });

  test('is a library', () => {
    writeFileSync(
      join(folder, 'use.mjs'),
      "const { UserError } = await import('plimsoll');\nconsole.log(typeof UserError);\n",
    );
    expect(run(process.execPath, ['use.mjs'], folder)).toBe('function\n');
  });

  test.each([
    ['nodenext', 'nodenext'],
    ['preserve', 'bundler'],
  ])('has types that a consumer with module %s can check', (module, resolution) => {
    writeFileSync(join(folder, 'use.ts'), CONSUMER);
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = [...COMPILER, '--types', '', '--module', module, '--moduleResolution', resolution, 'use.ts'];
    expect(run(process.execPath, [compiler, ...options], folder)).toBe('');
  });

  test('carries the licences of what is inside, and neither tests nor sources', () => {
    const names = run(process.execPath, ['-e', LIST], join(folder, 'node_modules', 'plimsoll'))
      .trim()
      .split('\n');
    expect(names).toContain('dist/THIRD-PARTY-LICENSES');
    expect(names).toContain('LICENSE');
    expect(names.filter((name) => /\.test\.|testdata|^src|^scripts/.test(name))).toEqual([]);
  });

  /** npm with an empty cache: what the package needs beside itself, an offline install cannot find. */
  function npm(parameters: readonly string[], place: string): void {
    const own = process.env['npm_execpath'];
    mkdirSync(join(folder, 'cache'), { recursive: true });
    if (own === undefined) run('npm', parameters, place);
    else run(process.execPath, [own, ...parameters], place);
  }

  function run(command: string, parameters: readonly string[], place: string): string {
    const shell = process.platform === 'win32' && command === 'npm';
    const ended = spawnSync(command, parameters, { cwd: place, shell, encoding: 'utf8', env: environment() });
    if (ended.status !== 0) throw new Error(`${command} ${parameters.join(' ')}: ${ended.stdout}${ended.stderr}`);
    return ended.stdout;
  }

  function environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      npm_config_cache: join(folder, 'cache'),
      XDG_CACHE_HOME: join(folder, 'caches'),
      NO_COLOR: '1',
    };
  }
});

const LIST =
  "require('node:fs').readdirSync('.', { recursive: true }).forEach((name) => console.log(name.replaceAll('\\\\', '/')))";

function versionOf(): string {
  return /"version": "(?<version>[^"]+)"/.exec(readText('package.json'))?.groups?.['version'] ?? '';
}
