import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nodeProcesses } from '../../host/node-processes.ts';
import { runMain } from '../testing/run-main.ts';
import { isReportFile } from './against.ts';
import { Git } from './git.ts';
import { writeTree } from './tree.ts';

/** A pod that shares the process ids of its node, which every profile denies. */
function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  hostPID: true
  containers: [{ name: app, image: registry.example.com/app }]
`;
}

const POLICY = 'profile: baseline\n';

// git is started a dozen times by each.
vi.setConfig({ testTimeout: 60_000 });

let root = '';
let home = '';
let repository = '';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-against-')));
  home = join(root, 'home');
  mkdirSync(home);
  repository = makeRepository('repository');
  write('k8s/a.yaml', pod('a'));
  commit('first');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What git and Plimsoll see of the world: nothing of the user's own settings. */
function environment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1', TMPDIR: root };
}

function git(...words: readonly string[]): string {
  return gitIn(repository, ...words);
}

function gitIn(directory: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: directory, env: environment(), encoding: 'utf8', stdio: 'pipe' });
}

function makeRepository(name: string): string {
  const directory = join(root, name);
  mkdirSync(directory, { recursive: true });
  gitIn(directory, 'init', '--quiet', '--initial-branch=main');
  gitIn(directory, 'config', 'user.email', 'a@example.com');
  gitIn(directory, 'config', 'user.name', 'a');
  return directory;
}

function write(path: string, text: string, directory = repository): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function commit(message: string, directory = repository): string {
  gitIn(directory, 'add', '--all');
  gitIn(directory, 'commit', '--quiet', '--allow-empty', '--message', message);
  return gitIn(directory, 'rev-parse', '--short=7', 'HEAD').trim();
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line as a function. */
async function plimsoll(...argv: readonly string[]): Promise<Ended> {
  const policy = join(root, 'plimsoll.yaml');
  writeFileSync(policy, POLICY);
  return runMain([...argv, '--policy', policy], { directory: root, environment: environment(), width: 200 });
}

/** The names of the pods that share process ids, and the verdict and comparison of the report. */
async function found(...argv: readonly string[]): Promise<{ readonly pods: string; readonly what: string }> {
  const { out, err } = await plimsoll('check', '-o', 'json', ...argv);
  if (out === '') throw new Error(err);
  const { findings, against } = JSON.parse(out);
  const pods = findings.filter(({ rule }: { rule: string }) => rule === 'workload/host-pid');
  return { pods: pods.map(({ subject }: { subject: { name: string } }) => subject.name).join(' '), what: against.what };
}

const at = (path: string): string => join(repository, path);

/** Every file of the repository's own directory, with the time of its last change. */
function gitDirectory(): string {
  const files = readdirSync(at('.git'), { recursive: true, encoding: 'utf8' }).toSorted();
  return files.map((path) => `${path} ${statSync(at(join('.git', path))).mtimeMs}`).join('\n');
}

describe('--against a git ref', () => {
  test('reports what the work tree adds, and says what was there', async () => {
    write('k8s/b.yaml', pod('b'));
    const head = git('rev-parse', 'HEAD').slice(0, 7);
    const { code, out, err } = await plimsoll('check', at('k8s'), '--against', 'main');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain(`\n13 findings were there already in main (${head}) and are not shown.\n`);
    expect(out).toContain('Pod shop/b');
    expect(out).not.toContain('Pod shop/a');
    expect(out).toMatch(/^blocked: 2 denied, .*, all new, in 2 resources/m);
  });

  test('passes what adds nothing, with the verdict of what is new', async () => {
    const { code, out } = await plimsoll('check', at('k8s'), '--against', 'HEAD');
    expect(code).toBe(0);
    expect(out).toMatch(/^passed: no new findings in 1 resource/m);
  });

  test('does not take what could not be read for known', async () => {
    write('k8s/broken.yaml', 'kind: [\n');
    commit('broken');
    const { code, out } = await plimsoll('check', at('k8s'), '--against', 'HEAD');
    expect(code).toBe(3);
    expect(out).toMatch(/^incomplete: no new findings/m);
  });

  test.each([['HEAD~1'], ['v1'], ['heads/main~1'], ['@{-1}']])('takes %s', async (ref) => {
    git('tag', 'v1');
    write('k8s/b.yaml', pod('b'));
    commit('second');
    git('checkout', '--quiet', '-b', 'x', 'HEAD~1');
    git('checkout', '--quiet', 'main');
    expect((await found(at('k8s'), '--against', ref)).pods).toBe('b');
  });

  test('compares with where the branch left: what was mended there since is not new here', async () => {
    git('checkout', '--quiet', '-b', 'topic');
    write('k8s/b.yaml', pod('b'));
    commit('on topic');
    git('checkout', '--quiet', 'main');
    write('k8s/a.yaml', pod('a').replace('hostPID: true', ''));
    write('k8s/c.yaml', pod('c'));
    commit('on main');
    git('checkout', '--quiet', 'topic');
    const base = git('merge-base', 'main', 'topic').slice(0, 7);
    expect(await found(at('k8s'), '--against', 'main')).toEqual({ pods: 'b', what: `main (merge base ${base})` });
  });

  test('compares with the ref itself where there is no common commit', async () => {
    git('checkout', '--quiet', '--orphan', 'other');
    commit('unrelated');
    write('k8s/b.yaml', pod('b'));
    expect((await found(at('k8s'), '--against', 'main')).what).toBe(`main (${git('rev-parse', 'main').slice(0, 7)})`);
  });

  test('leaves index, work tree and repository as they are', async () => {
    write('k8s/a.yaml', pod('staged'));
    git('add', '.');
    write('k8s/a.yaml', pod('changed'));
    const state = (): string => git('status', '--porcelain') + git('ls-files', '--stage');
    const before = state();
    const directory = gitDirectory();
    expect((await found(at('k8s'), '--against', 'HEAD')).pods).toBe('changed');
    expect(gitDirectory()).toBe(directory);
    expect(state()).toBe(before);
  });

  test('removes what it wrote, also when judging fails', async () => {
    await plimsoll('check', at('k8s'), '--against', 'main');
    await plimsoll('check', at('nowhere'), '--against', 'main');
    expect(readdirSync(root).filter((name) => /^plimsoll-\w+$/.test(name))).toEqual([]);
  });
});

describe('a path', () => {
  test('that is not there at the ref is all new', async () => {
    write('new/service/b.yaml', pod('b'));
    expect((await found(at('new/service'), '--against', 'main')).pods).toBe('b');
    expect((await found(at('new/service/b.yaml'), at('k8s'), '--against', 'main')).pods).toBe('b');
  });

  test('that is not there now is an error as ever', async () => {
    const { code, err } = await plimsoll('check', at('nowhere'), '--against', 'main');
    expect(code).toBe(2);
    expect(err).toContain('PL_E_FILE_NOT_FOUND');
    expect(err).toContain(`directory ${at('nowhere')}.`);
  });

  test.skipIf(process.platform === 'win32')(
    'that is a file, a link, or the root of the repository is compared',
    async () => {
      symlinkSync('k8s', at('link'));
      expect((await found(at('k8s/a.yaml'), '--against', 'main')).pods).toBe('');
      expect((await found(at('link'), '--against', 'main')).pods).toBe('');
      expect((await found(repository, '--against', 'main')).pods).toBe('');
      expect((await found(`${repository}/./k8s/`, '--against', 'main')).pods).toBe('');
    },
  );

  test('whose manifests refer elsewhere has the whole repository around it', async () => {
    write('base/settings.env', 'A=1\n');
    write('k8s/overlay/kustomization.yaml', 'resources: [../../base]\n');
    write('plain/b.yaml', pod('b'));
    write('plain/readme.md', '');
    const asker = new Git(nodeProcesses, environment());
    const second = commit('overlay');
    const files = async (path: string): Promise<readonly string[]> => {
      const tree = { repository, commit: second, paths: [path], into: join(root, 'into', path) };
      await writeTree(asker, tree);
      return readdirSync(tree.into, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.\w+$/.test(name))
        .toSorted();
    };
    expect(await files('plain')).toEqual(['plain/b.yaml']);
    expect(await files('plain/readme.md')).toEqual(['plain/readme.md']);
    expect(await files('k8s/overlay')).toEqual([
      'base/settings.env',
      'k8s/a.yaml',
      'k8s/overlay/kustomization.yaml',
      'plain/b.yaml',
      'plain/readme.md',
    ]);
  });

  test('outside of any repository is all new beside one that is in one', async () => {
    write('b.yaml', pod('b'), join(root, 'outside'));
    expect((await found(at('k8s'), join(root, 'outside'), '--against', 'main')).pods).toBe('b');
  });

  test('in another repository is compared there', async () => {
    const other = makeRepository('other');
    write('o.yaml', pod('o'), other);
    const theirs = commit('other', other);
    write('p.yaml', pod('p'), other);
    const ours = git('rev-parse', 'HEAD').slice(0, 7);
    expect(await found(at('k8s'), other, '--against', 'main')).toEqual({
      pods: 'p',
      what: `main (${ours}, ${theirs})`,
    });
  });

  test.skipIf(process.platform === 'win32')('with a strange name is compared', async () => {
    for (const name of ['ä ö', '-rf', '$(id)', ":(glob)*'", 'line\nbreak']) write(`s/${name}/x.yaml`, pod('s'));
    commit('strange');
    write('s/-rf/y.yaml', pod('added'));
    expect((await found(at('s'), '--against', 'HEAD')).pods).toBe('added');
  });

  test('below more files than one call of git takes is compared', async () => {
    for (let index = 0; index < 150; index += 1)
      write(`many/${'directory-'.repeat(20)}${index}/x.yaml`, pod(`p${index}`));
    commit('many');
    expect((await found(at('many'), '--against', 'HEAD')).pods).toBe('');
  });

  test('of --with is read at the ref too, and as it is where it lies elsewhere', async () => {
    const service = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
    write('platform/namespace.yaml', service);
    commit('platform');
    write('namespace.yaml', service, join(root, 'outside'));
    for (const platform of [at('platform'), join(root, 'outside')]) {
      expect((await found(at('k8s'), '--with', platform, '--against', 'HEAD')).pods).toBe('');
    }
  });
});

describe('a repository', () => {
  test('with a submodule is compared with the commit that it names', async () => {
    const library = makeRepository('library');
    write('l.yaml', pod('l'), library);
    commit('library', library);
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'k8s/library');
    commit('with a submodule');
    write('k8s/library/m.yaml', pod('m'));
    expect((await found(at('k8s'), '--against', 'HEAD')).pods).toBe('m');
    expect((await found(at('k8s'), '--against', 'HEAD~1')).pods).toBe('l m');
  });

  test('with a sparse checkout is compared in full', async () => {
    write('other/o.yaml', pod('o'));
    commit('other');
    git('sparse-checkout', 'set', 'other');
    expect(existsSync(at('k8s/a.yaml'))).toBe(false);
    write('k8s/a.yaml', pod('a'));
    expect((await found(at('k8s'), '--against', 'HEAD')).pods).toBe('');
    expect((await found(repository, '--against', 'HEAD')).pods).toBe('');
  });

  test.skipIf(process.platform === 'win32')(
    'that keeps files from archives, and has filters, is compared with what is stored; no filter is run',
    async () => {
      write('.gitattributes', '*.yaml export-ignore filter=evil\n');
      write('k8s/b.yaml', pod('b'));
      commit('attributes');
      const ran = join(root, 'ran');
      for (const filter of ['evil', 'evil.more', 'ev=il']) {
        git('config', `filter.${filter}.smudge`, `touch '${ran}'; cat`);
        git('config', `filter.${filter}.required`, 'true');
      }
      write('.gitattributes', '*.yaml filter=ev=il\n');
      git('config', 'core.fsmonitor', `touch '${ran}'`);
      mkdirSync(at('.git/hooks'), { recursive: true });
      writeFileSync(at('.git/hooks/post-index-change'), `#!/bin/sh\ntouch '${ran}'\n`);
      chmodSync(at('.git/hooks/post-index-change'), 0o755);
      expect((await found(at('k8s'), '--against', 'HEAD')).pods).toBe('');
      expect(existsSync(ran)).toBe(false);
    },
  );

  test.skipIf(process.platform === 'win32')('whose commit links out of it gives away nothing', async () => {
    write('secret.yaml', pod('secret'), join(root, 'outside'));
    symlinkSync(join(root, 'outside', 'secret.yaml'), at('k8s/link.yaml'));
    commit('link');
    expect((await found(at('k8s'), '--against', 'HEAD')).pods).toBe('');
  });

  test('that a hook speaks of is not taken for the one of the path', async () => {
    const other = makeRepository('other');
    const bin = join(dirname(fileURLToPath(import.meta.url)), '../bin.ts');
    const env = { ...environment(), GIT_DIR: join(other, '.git'), GIT_INDEX_FILE: join(other, '.git/index') };
    const call = ['--disable-warning=ExperimentalWarning', bin, 'check', 'k8s', '--against', 'main'];
    const { stdout, status } = spawnSync(process.execPath, call, { cwd: repository, env, encoding: 'utf8' });
    expect(stdout).toMatch(/^passed: no new findings/m);
    expect(status).toBe(0);
  });

  test('that was cloned without the ref says how to get it', async () => {
    write('k8s/b.yaml', pod('b'));
    git('checkout', '--quiet', '-b', 'topic');
    commit('second');
    const clone = join(root, 'clone');
    gitIn(root, 'clone', '--quiet', '--depth=1', '--branch=topic', `file://${repository}`, 'clone');
    const { code, err } = await plimsoll('check', join(clone, 'k8s'), '--against', 'origin/main');
    expect(code).toBe(2);
    expect(err).toContain('PL_E_AGAINST_REF_UNKNOWN');
    const [, command = ''] = /`(git fetch --depth=1 origin main\S*)`/.exec(err) ?? [];
    gitIn(clone, ...command.split(' ').slice(1));
    expect((await found(join(clone, 'k8s'), '--against', 'origin/main')).pods).toBe('b');
    expect((await plimsoll('check', join(clone, 'k8s'), '--against', 'main')).err).toContain(
      'Did you mean origin/main?',
    );
    expect((await plimsoll('check', join(clone, 'k8s'), '--against', 'HEAD~1')).err).toContain('--deepen');
  });
});

describe('a call that is wrong', () => {
  test.each<[readonly string[], string, string]>([
    [['--against', 'no-such-branch'], 'PL_E_AGAINST_REF_UNKNOWN', '"no-such-branch"'],
    [['--against', 'main:k8s'], 'PL_E_AGAINST_REF_UNKNOWN', '"main:k8s"'],
    [['--against', 'main..HEAD'], 'PL_E_AGAINST_REF_UNKNOWN', '"main..HEAD"'],
    [['--against=--upload-pack=touch ran'], 'PL_E_USAGE', '"--upload-pack=touch ran"'],
    [['--against', '-h'], 'PL_E_USAGE', '"-h"'],
    [['--against', ''], 'PL_E_USAGE', 'not ""'],
    [['--against', 'main', '-f', '-'], 'PL_E_USAGE', 'Standard input'],
    [['--against', 'main', '--with', '-'], 'PL_E_USAGE', 'Standard input'],
    [['--against', 'no-such.json'], 'PL_E_FILE_NOT_FOUND', 'no-such.json'],
    [['--watch', '-f', '-'], 'PL_E_USAGE', 'Standard input'],
  ])('%j', async (words, errorCode, says) => {
    const { code, out, err } = await plimsoll('check', at('k8s'), ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(errorCode);
    expect(err).toContain(says);
  });

  test('names no repository', async () => {
    write('b.yaml', pod('b'), join(root, 'outside'));
    const { code, err } = await plimsoll('check', join(root, 'outside'), '--against', 'main');
    expect(code).toBe(2);
    expect(err).toContain('PL_E_AGAINST_NO_REPOSITORY');
  });

  test('a file that is called like the ref is not taken for a report', async () => {
    git('checkout', '--quiet', '-b', 'topic');
    await plimsoll('check', at('k8s'), '-o', `json=${at('main')}`);
    write('k8s/b.yaml', pod('b'));
    expect((await found(at('k8s'), '--against', 'main')).pods).toBe('b');
  });

  test.each([
    ['report.json', true],
    ['Report.JSON', true],
    ['./report', true],
    ['../report', true],
    ['/tmp/report', true],
    ['C:\\report', true],
    ['main', false],
    ['origin/main', false],
    ['HEAD~1', false],
    ['v1.0', false],
    ['.hidden/ref', false],
  ])('%s is a file: %s', (against, expected) => {
    expect(isReportFile(against)).toBe(expected);
  });
});

function report(): string {
  return join(root, 'report.json');
}

function withoutWhat({ out = '' }: Partial<Ended> = {}): unknown {
  return { ...JSON.parse(out), against: 0, time: 0 };
}

describe('--against a report', () => {
  test('reports what is new since', async () => {
    await plimsoll('check', at('k8s'), '-o', `json=${report()}`);
    write('k8s/b.yaml', pod('b'));
    expect(await found(at('k8s'), '--against', report())).toEqual({ pods: 'b', what: report() });
    expect((await found(relative(process.cwd(), at('k8s')), '--against', report())).pods).toBe('a b');
  });

  test('is the same as against the ref that it was made at', async () => {
    await plimsoll('check', at('k8s'), '-o', `json=${report()}`);
    write('k8s/b.yaml', pod('b'));
    const [byReport, byRef] = await Promise.all(
      [report(), 'main'].map(async (against) => plimsoll('check', at('k8s'), '-o', 'json', '--against', against)),
    );
    expect(withoutWhat(byReport)).toEqual(withoutWhat(byRef));
  });

  test('reads standard input, since both runs call it the same', async () => {
    writeFileSync(report(), '');
    const { err } = await plimsoll('check', '-', '--against', report());
    expect(err).toContain('PL_E_AGAINST_REPORT');
    await plimsoll('check', '-', '-o', `json=${report()}`);
    expect((await plimsoll('check', '-', '--against', report())).err).toBe('');
  });

  test.each([
    ['{', 'PL_E_AGAINST_REPORT', 'it is not JSON'],
    ['\u00ff', 'PL_E_AGAINST_REPORT', 'it is not text in UTF-8'],
    ['[]', 'PL_E_AGAINST_REPORT', 'Expected'],
    ['null', 'PL_E_AGAINST_REPORT', 'Expected'],
    ['{"schemaVersion":1}', 'PL_E_AGAINST_REPORT', 'tool'],
    ['{"schemaVersion":2}', 'PL_E_AGAINST_SCHEMA', 'schemaVersion 2'],
    ['{"schemaVersion":"\\u001b[31m"}', 'PL_E_AGAINST_SCHEMA', '\\u001b'],
  ])('%j is an error', async (text, errorCode, says) => {
    writeFileSync(report(), text, 'latin1');
    const { code, out, err } = await plimsoll('check', at('k8s'), '--against', report());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(errorCode);
    expect(err).toContain(says);
  });

  test('that was itself made with --against is an error', async () => {
    await plimsoll('check', at('k8s'), '--against', 'main', '-o', `json=${report()}`);
    const { code, err } = await plimsoll('check', at('k8s'), '--against', report());
    expect(code).toBe(2);
    expect(err).toContain('PL_E_AGAINST_NEW_ONLY');
  });
});
