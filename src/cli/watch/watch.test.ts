import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from '../../../test/programs.ts';

const BIN = join(dirname(fileURLToPath(import.meta.url)), '../bin.ts');
const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n';
const BAD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { hostPID: true, containers: [{ name: a, image: a }] }\n';

let root = '';
let child: ChildProcess;
/** Both streams, in the order in which they came. */
let printed = '';
let seen = 0;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-watch-')));
  write('k8s/good.yaml', GOOD);
});
afterEach(async () => {
  await end('SIGKILL');
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function start(...argv: readonly string[]): void {
  printed = '';
  seen = 0;
  const call = ['--disable-warning=ExperimentalWarning', BIN, ...argv, '--watch'];
  child = spawn(process.execPath, call, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      printed += text.toString();
    });
  }
}

async function end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
  return new Promise((resolve) => {
    child.once('close', (code, by) => {
      resolve(code ?? by);
    });
    child.kill(signal);
  });
}

/** Waits until something is printed after what was seen before. */
async function prints(pattern: RegExp): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const match = pattern.exec(printed.slice(seen));
    if (match !== null) {
      seen += match.index + match[0].length;
      return;
    }
    await new Promise((done) => {
      setTimeout(done, 50);
    });
  }
  throw new Error(`${pattern} was not printed:\n${printed.slice(seen)}`);
}

/** What is printed for a change, whichever stream comes first. */
function run(what: string, verdict: string): RegExp {
  const [headline, line] = [`\\[\\d\\d:\\d\\d:\\d\\d\\] ${what}`, `^${verdict}: `];
  return new RegExp(`${headline}[^]*${line}|${line}[^]*${headline}`, 'm');
}

function git(...words: readonly string[]): void {
  execFileSync('git', words, { cwd: root, stdio: 'pipe' });
}

const LONG = { timeout: 40_000 };

describe.skipIf(process.platform === 'win32')('--watch', () => {
  test('judges again at every save, however it is made, and ends with the signal', LONG, async () => {
    start('check', 'k8s');
    await prints(run('Watching k8s; Ctrl\\+C ends', 'passed'));
    write('k8s/bad.yaml', BAD);
    await prints(run('k8s/bad\\.yaml added', 'blocked'));
    write('k8s/bad.yaml', GOOD);
    await prints(run('k8s/bad\\.yaml changed', 'passed'));
    write('.swap', BAD);
    renameSync(join(root, '.swap'), join(root, 'k8s/good.yaml'));
    await prints(run('k8s/good\\.yaml changed', 'blocked'));
    rmSync(join(root, 'k8s/good.yaml'));
    await prints(run('k8s/good\\.yaml removed', 'passed'));
    write('k8s/new/deep/pod.yaml', BAD);
    await prints(run('k8s/new/deep/pod\\.yaml (?:added|changed)', 'blocked'));
    write('k8s/new/deep/pod.yaml', 'kind: [\n');
    await prints(run('k8s/new/deep/pod\\.yaml changed', 'incomplete'));
    rmSync(join(root, 'k8s/new'), { recursive: true });
    await prints(run('k8s/new/deep/pod\\.yaml removed', 'passed'));
    expect(printed).not.toContain('\u001B');
    expect(await end('SIGINT')).toBe(130);
  });

  test('survives a policy that is wrong, and a path that is gone', LONG, async () => {
    start('check', 'k8s');
    await prints(run('Watching', 'passed'));
    write('plimsoll.yaml', 'profile: nonsense\n');
    await prints(/plimsoll\.yaml added\nplimsoll: The policy file plimsoll\.yaml is not valid/);
    write('k8s/bad.yaml', BAD);
    await prints(/bad\.yaml added\nplimsoll: /);
    write('plimsoll.yaml', 'profile: baseline\n');
    await prints(run('plimsoll\\.yaml changed', 'blocked'));
    renameSync(join(root, 'k8s'), join(root, 'away'));
    await prints(/There is no file or directory k8s/);
    renameSync(join(root, 'away'), join(root, 'k8s'));
    await prints(run('k8s/', 'blocked'));
    expect(await end('SIGTERM')).toBe(143);
  });

  test('watches --with, and not what it writes itself, what editors leave, .git or node_modules', LONG, async () => {
    write('k8s/pod.yaml', BAD.replace('hostPID: true, ', ''));
    write('platform/none.yaml', GOOD);
    start('check', 'k8s', '--with', 'platform', '-o', 'text', '-o', 'json=k8s/report.json', '--policy', 'policy.yaml');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
    write('policy.yaml', 'profile: baseline\n');
    start('check', 'k8s', '--with', 'platform', '-o', 'text', '-o', 'json=k8s/report.json', '--policy', 'policy.yaml');
    await prints(run('Watching k8s, platform', '\\w+'));
    for (const path of ['.git/x.yaml', 'node_modules/p/x.yaml', '.pod.yaml.swp', 'pod.yaml~', '#pod.yaml#', '4913']) {
      write(`k8s/${path}`, BAD);
    }
    write('platform/none.yaml', `${GOOD}# changed\n`);
    await prints(run('platform/none\\.yaml changed\n', '\\w+'));
    expect(printed).not.toMatch(/report\.json|swp|~|4913|\.git|node_modules/);
  });

  test('watches what a pattern matches, and a new match', LONG, async () => {
    start('check', 'k8s/*.yaml');
    await prints(/^passed: /m);
    write('k8s/bad.yaml', BAD);
    await prints(run('k8s/bad.yaml added', 'blocked'));
    expect(await end('SIGINT')).toBe(130);
  });

  test.skipIf(!isInstalled('kubectl', 'version', '--client') && !isInstalled('kustomize', 'version'))(
    'watches the base of an overlay (skipped where neither kubectl nor kustomize is installed)',
    LONG,
    async () => {
      write('base/kustomization.yaml', 'resources: [settings.yaml]\n');
      write('base/settings.yaml', GOOD);
      write('overlay/kustomization.yaml', 'resources: [../base]\n');
      start('check', 'overlay');
      await prints(/^passed: /m);
      write('base/settings.yaml', BAD);
      await prints(run('base/settings.yaml changed', 'blocked'));
      expect(await end('SIGINT')).toBe(130);
    },
  );

  test('keeps what a git ref holds, and judges the rest again', LONG, async () => {
    write('k8s/bad.yaml', BAD);
    git('init', '--quiet');
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'first');
    start('check', 'k8s', '--against', 'HEAD');
    await prints(run('Watching', 'passed'));
    write('k8s/good.yaml', BAD);
    await prints(run('k8s/good\\.yaml changed', 'blocked'));
    write('k8s/good.yaml', GOOD);
    await prints(run('k8s/good\\.yaml changed', 'passed'));
    write('plimsoll.yaml', 'profile: baseline\n');
    await prints(run('plimsoll\\.yaml added', 'passed'));
    expect(await end('SIGINT')).toBe(130);
  });
});
