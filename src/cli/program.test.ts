import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { VERSION } from '../core/plimsoll-version.ts';
import { rules } from '../rules/all.ts';
import type { CommandContext } from './command.ts';
import { commands } from './commands/index.ts';
import { main } from './main.ts';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';
const NAKED_POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: registry.example.com/web\n';
const BROKEN = 'apiVersion: v1\nkind: [\n';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let folder = '';
const file = (name: string): string => join(folder, name);

/** Calls the command line as a function, in the test's own folder and with no terminal. */
async function plimsoll(argv: readonly string[], given: Partial<CommandContext> = {}): Promise<Ended> {
  const written = { out: '', err: '' };
  const code = await main(argv, {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    in: Readable.from([]),
    directory: folder,
    environment: { PLIMSOLL_OFFLINE: '1' },
    colour: false,
    width: 100,
    ...given,
  });
  return { code, ...written };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));
  writeFileSync(file('good.yaml'), GOOD);
  writeFileSync(file('naked-pod.yaml'), NAKED_POD);
  writeFileSync(file('broken.yaml'), BROKEN);
  writeFileSync(file('values.yaml'), 'replicas: 2\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('help', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']], [['help', '--help']]])(
    '%j lists every command and the exit codes',
    async (argv) => {
      const { code, out, err } = await plimsoll(argv);
      expect(code).toBe(0);
      expect(err).toBe('');
      for (const verb of Object.keys(commands)) expect(out).toContain(`\n  ${verb}`);
      expect(out).toContain('Exit codes: 0 passed, 1 blocked, 2 wrong usage, 3 incomplete');
    },
  );

  test.each(Object.keys(commands))('of %s shows how it is called, with examples', async (verb) => {
    const { code, out } = await plimsoll([verb, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: plimsoll ${verb}`);
    expect(out).toContain(`$ plimsoll ${verb}`);
    expect(await plimsoll(['help', verb])).toEqual({ code: 0, err: '', out });
  });

  test('keeps within the width of the terminal', async () => {
    const { out } = await plimsoll(['check', '--help'], { width: 80 });
    const options = out.slice(0, out.indexOf('Examples:')).split('\n');
    expect(options.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('a call that is wrong', () => {
  test.each([
    [['chekc'], 'PL_E_COMMAND_UNKNOWN', 'Did you mean check?'],
    [['frobnicate'], 'PL_E_COMMAND_UNKNOWN', '`plimsoll --help` lists the commands'],
    [['toString'], 'PL_E_COMMAND_UNKNOWN', 'There is no command "toString"'],
    [['help', 'chekc'], 'PL_E_COMMAND_UNKNOWN', 'Did you mean check?'],
    [['--frobnicate'], 'PL_E_USAGE', 'Unknown option --frobnicate'],
    [['check'], 'PL_E_USAGE', 'Name the manifests to check'],
    [['gate'], 'PL_E_USAGE', 'Name the manifests to gate'],
    [['check', '--polcy', 'x', 'y'], 'PL_E_USAGE', 'Did you mean --policy?'],
    [['check', '--profile', 'strict', 'x'], 'PL_E_USAGE', 'baseline, restricted'],
    [['check', '--max-file-bytes', '1e3', 'x'], 'PL_E_USAGE', '--max-file-bytes takes a number of bytes'],
    [['check', '--max-file-bytes', '0', 'x'], 'PL_E_USAGE', 'not "0"'],
    [['check', '-o', 'jsn', 'x'], 'PL_E_FORMAT_UNKNOWN', 'Did you mean json?'],
    [['check', '-o', 'json=', 'x'], 'PL_E_FORMAT_UNKNOWN', 'Known are '],
    [['check', '-o', 'toString', 'x'], 'PL_E_FORMAT_UNKNOWN', 'no report format "toString"'],
    [['check', '-o', 'json', '-o', 'text', 'x'], 'PL_E_USAGE', 'Only one format can go to standard output'],
    [['policy', 'check'], 'PL_E_POLICY_MISSING', 'plimsoll policy init'],
    [['check', 'no-such-directory/'], 'PL_E_FILE_NOT_FOUND', 'no-such-directory/'],
    [['check', '--policy', 'no-such.yaml', 'x'], 'PL_E_FILE_NOT_FOUND', 'no-such.yaml'],
    [['explain'], 'PL_E_USAGE', 'See `plimsoll explain --help`'],
    [['explain', 'run-as-non-root'], 'PL_E_RULE_UNKNOWN', 'Did you mean workload/run-as-non-root?'],
    [['explain', 'workload/run-as-nonroot'], 'PL_E_RULE_UNKNOWN', 'Did you mean workload/run-as-non-root?'],
    [['completion', 'csh'], 'PL_E_USAGE', 'bash, zsh, fish, powershell'],
    [['policy', 'chek'], 'PL_E_USAGE', 'init, check'],
  ])('%j ends with 2, a code and what to do', async (argv, errorCode, words) => {
    const { code, out, err } = await plimsoll(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^plimsoll: /);
    expect(err).toContain(errorCode);
    expect(err).toContain(words);
  });
});

describe.each(['check', 'gate'])('%s', (verb) => {
  test.each([
    ['passes what holds', 'good.yaml', 0, 'passed'],
    ['blocks what does not', 'naked-pod.yaml', 1, 'blocked'],
    ['does not answer for what it cannot read', 'broken.yaml', 3, 'incomplete'],
    ['does not answer for nothing', 'values.yaml', 3, 'incomplete'],
  ])('%s: %s ends with %i', async (_, name, code, verdict) => {
    const ended = await plimsoll([verb, file(name)]);
    expect(ended).toMatchObject({ code, err: '' });
    expect(ended.out).toMatch(new RegExp(`^${verdict}: `, 'm'));
  });

  test('judges what stands beside what it cannot read, and blocked wins', async () => {
    const { code, out } = await plimsoll([verb, file('broken.yaml'), '-f', file('naked-pod.yaml')]);
    expect(code).toBe(1);
    expect(out).toContain('Not judged');
  });

  test('reads standard input', async () => {
    const { code, out } = await plimsoll([verb, '-'], { in: Readable.from([Buffer.from(NAKED_POD)]) });
    expect(code).toBe(1);
    expect(out).toContain('--> -:7:');
  });
});

describe('the reports of check', () => {
  test('go to files and one to standard output', async () => {
    const { code, out } = await plimsoll([
      'check',
      file('naked-pod.yaml'),
      '-o',
      'text',
      '-o',
      `json=${file('r.json')}`,
    ]);
    expect(code).toBe(1);
    expect(out).toContain('Pod web');
    expect(JSON.parse(readFileSync(file('r.json'), 'utf8'))).toMatchObject({ schemaVersion: 1, verdict: 'blocked' });
  });

  test('go to several systems at once', async () => {
    const outputs = ['sarif', 'junit', 'gitlab'].map((format) => `${format}=${file(`r.${format}`)}`);
    const { code, out } = await plimsoll([
      'check',
      file('naked-pod.yaml'),
      '-o',
      'github',
      ...outputs.flatMap((output) => ['-o', output]),
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error /);
    const written = (format: string): string => readFileSync(file(`r.${format}`), 'utf8');
    expect(JSON.parse(written('sarif'))).toMatchObject({
      version: '2.1.0',
      runs: [{ properties: { verdict: 'blocked' } }],
    });
    expect(JSON.parse(written('gitlab'))).toContainEqual(
      expect.objectContaining({ check_name: 'workload/run-as-non-root' }),
    );
    expect(written('junit')).toMatch(/<testsuites name="plimsoll check" tests="\d+" failures="[1-9]/);
  });

  test.each(['', 'deploy', 'docs'])(
    'name files from the root of the repository, also when run in "%s"',
    async (below) => {
      const repository = mkdtempSync(join(folder, 'repository-'));
      for (const each of ['.git', 'deploy', 'docs']) mkdirSync(join(repository, each));
      writeFileSync(join(repository, 'deploy/pod.yaml'), NAKED_POD);
      const directory = join(repository, below);
      const { out } = await plimsoll(['check', '-o', 'gitlab', join(repository, 'deploy/pod.yaml')], { directory });
      expect(out).toContain('"path": "deploy/pod.yaml"');
    },
  );

  test('a file that cannot be written is an error of the call', async () => {
    const { code, err } = await plimsoll(['check', file('good.yaml'), '-o', `json=${file('no/such/r.json')}`]);
    expect(code).toBe(2);
    expect(err).toContain('PL_E_OUTPUT_UNWRITABLE');
  });

  test('are the same to the byte at a fixed time', async () => {
    const environment = { SOURCE_DATE_EPOCH: '1700000000' };
    const once = await plimsoll(['check', '-o', 'json', file('naked-pod.yaml')], { environment });
    const again = await plimsoll(['check', '-o', 'json', file('naked-pod.yaml')], { environment });
    expect(once.out).toBe(again.out);
    expect(JSON.parse(once.out)).toMatchObject({ time: '2023-11-14T22:13:20.000Z' });
  });

  test('have colour only where it is wanted', async () => {
    const ESCAPE = '\u001b[';
    expect((await plimsoll(['check', file('naked-pod.yaml')])).out).not.toContain(ESCAPE);
    expect((await plimsoll(['check', file('naked-pod.yaml')], { colour: true })).out).toContain(ESCAPE);
  });

  test('never carry colour into a file', async () => {
    await plimsoll(['check', file('naked-pod.yaml'), '-o', `text=${file('r.txt')}`], { colour: true });
    expect(readFileSync(file('r.txt'), 'utf8')).not.toContain('\u001b[');
  });

  test('name a file that is larger than the limit', async () => {
    const { code, out } = await plimsoll(['check', file('good.yaml'), '--max-file-bytes', '10']);
    expect(code).toBe(3);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('larger than the limit of 10 bytes');
    expect(out).toContain('--max-file-bytes');
  });

  test('a standard input that is larger than the limit is not read to its end', async () => {
    const { code, out } = await plimsoll(['check', '-', '--max-file-bytes', '10'], {
      in: Readable.from([Buffer.from(GOOD)]),
    });
    expect(code).toBe(3);
    expect(out).toContain('standard input is larger than the limit');
  });

  test('put resources that name no namespace into the one that is named', async () => {
    const { out } = await plimsoll(['check', '-n', 'shop', file('naked-pod.yaml')]);
    expect(out).toContain('Pod shop/web');
  });
});

describe('the policy', () => {
  let project = '';
  beforeEach(() => {
    project = mkdtempSync(join(folder, 'project-'));
  });

  test('init writes one that is valid, once', async () => {
    expect(await plimsoll(['policy', 'init'], { directory: project })).toMatchObject({
      code: 0,
      out: 'wrote plimsoll.yaml\n',
    });
    const checked = await plimsoll(['policy', 'check'], { directory: project });
    expect(checked.code).toBe(0);
    expect(checked.out).toContain('is valid: profile restricted');
    const again = await plimsoll(['policy', 'init'], { directory: project });
    expect(again.code).toBe(2);
    expect(again.err).toContain('PL_E_POLICY_EXISTS');
  });

  test('is found in the directory or one above it', async () => {
    writeFileSync(join(project, 'plimsoll.yaml'), `rules:\n${rules.map(({ id }) => `  ${id}: off\n`).join('')}`);
    const below = mkdtempSync(join(project, 'below-'));
    expect(await plimsoll(['check', file('naked-pod.yaml')], { directory: below })).toMatchObject({ code: 0 });
  });

  test('turns a rule off by the plain word, which YAML takes for false', async () => {
    const path = join(project, 'plimsoll.yaml');
    writeFileSync(path, 'rules:\n  image/pinned-by-digest: off\n  workload/run-as-non-root: { action: off }\n');
    const { code, out } = await plimsoll(['policy', 'check', path]);
    expect(code).toBe(0);
    expect(out).toContain(`2 of ${rules.length} rules with another action`);
  });

  test('is not looked for where a profile is named', async () => {
    writeFileSync(join(project, 'plimsoll.yaml'), 'nonsense: true\n');
    const { code } = await plimsoll(['check', '--profile', 'baseline', file('good.yaml')], { directory: project });
    expect(code).toBe(0);
  });

  test('that is not valid ends with 2 and tells everything at once, with the nearest known names', async () => {
    const path = join(project, 'plimsoll.yaml');
    writeFileSync(path, 'profil: baseline\nrules:\n  image/pinned-by-digst: wran\n');
    const { code, err } = await plimsoll(['policy', 'check', path]);
    expect(code).toBe(2);
    expect(err).toContain(`${path}:1:1 profil is not known; did you mean "profile"?`);
    expect(err).toContain('did you mean "image/pinned-by-digest"?');
    expect(err).toContain('PL_E_POLICY_INVALID');
  });

  test('init into a folder that is not there is an error of the call', async () => {
    const { code, err } = await plimsoll(['policy', 'init', join(project, 'no', 'such.yaml')]);
    expect(code).toBe(2);
    expect(err).toContain('PL_E_OUTPUT_UNWRITABLE');
  });
});

describe('what Plimsoll knows', () => {
  test.each([['version'], ['--version'], ['-V']])('%s prints the version and nothing else', async (word) => {
    expect(await plimsoll([word])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  test('rules lists every rule with its action in each profile', async () => {
    const { code, out } = await plimsoll(['rules']);
    expect(code).toBe(0);
    for (const { id, title } of rules) expect(out).toMatch(new RegExp(`^${id} .*${title}$`, 'm'));
  });

  test('rules -o json lists them for programs', async () => {
    const { out } = await plimsoll(['rules', '-o', 'json']);
    expect(JSON.parse(out)).toMatchObject(rules.map(({ id, severity }) => ({ id, severity })));
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    'explain %s shows why, what to do, and examples',
    async (id, rule) => {
      const { code, out } = await plimsoll(['explain', id]);
      expect(code).toBe(0);
      expect(out).toContain(rule.title);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(rule.why);
      expect(out).toContain('Does not pass: ');
      expect(out).toContain('\nPasses: ');
    },
  );
});

/** Calls the command line, and hears what the library of the shells' scripts prints by itself. */
async function printed(argv: readonly string[]): Promise<Ended> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => {
    lines.push(words.join(' '));
  });
  try {
    const { code, err, out } = await plimsoll(argv);
    return { code, err, out: `${out}${lines.join('\n')}` };
  } finally {
    log.mockRestore();
  }
}

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s that calls plimsoll', async (shell) => {
    const { code, out } = await printed(['completion', shell]);
    expect(code).toBe(0);
    expect(out).toContain('plimsoll');
    expect(out).toMatch(/complete '?--/);
  });

  test.each([
    [['che'], 'check'],
    [['gate', '--pro'], '--profile'],
    [['check', '--profile', ''], 'restricted'],
    [['explain', 'workload/'], 'workload/run-as-non-root'],
    [['completion', ''], 'powershell'],
    [['policy', ''], 'init'],
  ])('suggests for %j', async (words, suggestion) => {
    const { code, out } = await printed(['complete', '--', ...words]);
    expect(code).toBe(0);
    expect(out).toContain(suggestion);
  });
});

describe('a bug in Plimsoll', () => {
  test('ends with 4, its stack and how to report it, and is not mistaken for a verdict', async () => {
    const input = {
      [Symbol.asyncIterator]: (): AsyncIterator<Uint8Array> => ({
        next: async () => {
          throw new TypeError('this cannot be');
        },
      }),
    };
    const { code, out, err } = await plimsoll(['check', '-'], { in: input });
    expect(code).toBe(4);
    expect(out).toBe('');
    expect(err).toContain('this is a bug in Plimsoll, and nothing was judged');
    expect(err).toContain('TypeError: this cannot be\n    at ');
    expect(err).toContain(`plimsoll ${VERSION}, node v`);
  });
});
