import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from '../programs.ts';
import { ROOT, readText } from '../repository.ts';
import { Runner } from './step.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
  readonly pass_filenames: boolean;
}

const [hook] = load(readText('.pre-commit-hooks.yaml')) as readonly Hook[];

test('the hook runs a command of the package, over what is named and not over what changed', () => {
  const { bin } = JSON.parse(readText('package.json')) as { bin: Record<string, string> };
  expect(Object.keys(bin)).toContain(hook?.entry.split(' ')[0]);
  expect(hook?.pass_filenames).toBe(false);
});

test.each([
  ['k8s/cart.yaml', true],
  ['charts/cart/values.yml', true],
  ['charts/cart/templates/_names.tpl', true],
  ['manifests.json', true],
  ['src/cart.go', false],
])('a change of %s runs it: %s', (file, expected) => {
  expect(new RegExp(hook?.files ?? '').test(file)).toBe(expected);
});

// PyPI has it: `pipx install pre-commit`. It installs our packages as npm does, from the registry or its cache.
describe.skipIf(!isInstalled('pre-commit'))(
  'with pre-commit (skipped where it is absent)',
  { timeout: 300_000 },
  () => {
    let runner = new Runner();

    beforeAll(() => {
      runner = new Runner();
      // What is there now, committed or not, as a repository that hooks can come from.
      const hooks = join(runner.folder, 'hooks');
      const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
      const files = listed.stdout.toString('utf8').split('\0').filter(Boolean);
      for (const file of files) {
        mkdirSync(dirname(join(hooks, file)), { recursive: true });
        cpSync(join(ROOT, file), join(hooks, file));
      }
      runner.git('init', '-q', hooks);
      runner.git('-C', hooks, 'add', '-A');
      runner.git('-C', hooks, 'commit', '-q', '-m', 'hooks');
      const rev = runner.git('-C', hooks, 'rev-parse', 'HEAD');
      runner.git('init', '-q');
      const config = `repos: [{ repo: '${hooks}', rev: '${rev}', hooks: [{ id: plimsoll, args: [k8s] }] }]\n`;
      runner.write('workspace/.pre-commit-config.yaml', config);
      // Its environments take the Node.js of the system by this name.
      mkdirSync(join(runner.folder, 'bin'));
      for (const name of ['node', 'nodejs']) symlinkSync(process.execPath, join(runner.folder, 'bin', name));
    });
    afterAll(() => {
      runner.remove();
    });

    test.each([
      ['shop-faulty', 1, 'blocked: '],
      ['shop-mended', 0, 'Passed'],
    ])('%s ends with %i', { timeout: 300_000 }, (example, status, printed) => {
      cpSync(join(ROOT, 'examples', example), join(runner.workspace, 'k8s'), { recursive: true });
      runner.git('add', '-A');
      const ended = spawnSync('pre-commit', ['run', 'plimsoll'], {
        cwd: runner.workspace,
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: [join(runner.folder, 'bin'), process.env['PATH']].join(':'),
          PRE_COMMIT_HOME: join(runner.folder, 'environments'),
        },
      });
      expect(ended.stdout).toContain(printed);
      expect(ended.status).toBe(status);
    });
  },
);
