/**
 * Compares the credentials engine with secretlint on planted credentials, on false positives and on speed.
 *
 *   node bench/credentials/compare.ts --peer DIR [--manifests DIR]
 *
 * DIR holds node_modules with @secretlint/core and @secretlint/secretlint-rule-preset-recommend.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { expandExample, seededNumbers } from '../../src/credentials/example.ts';
import { findCredentials } from '../../src/credentials/find.ts';
import { findNamedCredentials } from '../../src/credentials/named.ts';
import type { Planted } from './planted.ts';
import { planted } from './planted.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

type Finder = (text: string, file: string) => Promise<readonly Span[]> | readonly Span[];

interface SecretlintMessage {
  readonly range: readonly [number, number];
  readonly ruleId: string;
}

interface SecretlintCore {
  lintSource(options: unknown): Promise<{ readonly messages: readonly SecretlintMessage[] }>;
}

interface SecretlintPreset {
  readonly creator: unknown;
}

const SEEDS = [11, 12, 13, 14, 15];

const { values } = parseArgs({ options: { peer: { type: 'string' }, manifests: { type: 'string' } } });
if (values.peer === undefined) throw new Error('give --peer DIR, a directory with secretlint in its node_modules');

/** Imports a package of the peer directory, whose types this project does not have. */
async function importFrom<Module>(directory: string, name: string): Promise<Module> {
  const folder = join(resolve(directory), 'node_modules', name);
  const entry = createRequire(join(resolve(directory), 'package.json')).resolve(name);
  console.log(name, /"version": "([^"]+)"/.exec(readFileSync(join(folder, 'package.json'), 'utf8'))?.[1]);
  const module: Module = await import(pathToFileURL(entry).href);
  return module;
}

async function secretlintFinder(directory: string): Promise<Finder> {
  const core = await importFrom<SecretlintCore>(directory, '@secretlint/core');
  const preset = await importFrom<SecretlintPreset>(directory, '@secretlint/secretlint-rule-preset-recommend');
  const id = '@secretlint/secretlint-rule-preset-recommend';
  const config = { rules: [{ id, rule: preset.creator, options: {} }] };
  return async (content, filePath) => {
    const source = { filePath, content, contentType: 'text', ext: extname(filePath) };
    const { messages } = await core.lintSource({ source, options: { config, noPhysicFilePath: true } });
    return messages.map(({ range: [start, end], ruleId }) => ({ start, end, kind: ruleId }));
  };
}

function plantedText(
  { secret, line = 'value: @', alone }: Planted,
  seed: number,
): { readonly text: string; readonly at: Span } {
  const expanded = expandExample(secret, seededNumbers(seed));
  const before = line.slice(0, line.indexOf('@'));
  const [first, last] = alone === true ? ['', ''] : ['first: line\n', '\nlast: line\n'];
  const text = `${first}${before}${expanded}${line.slice(line.indexOf('@') + 1)}${last}`;
  const start = first.length + before.length;
  return { text, at: { start, end: start + expanded.length, kind: 'planted' } };
}

async function hits(find: Finder, kind: Planted): Promise<number> {
  let count = 0;
  for (const seed of SEEDS) {
    const { text, at } = plantedText(kind, seed);
    const found = await find(text, kind.file ?? 'config.yaml');
    if (found.some(({ start, end }) => start < at.end && end > at.start)) count += 1;
  }
  return count;
}

function textsUnder(directory: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ya?ml|tpl|json|md)$/.test(path) && statSync(join(directory, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(directory, path), 'utf8') }));
}

const finders: readonly (readonly [string, Finder])[] = [
  ['by value', findCredentials],
  ['with names', findNamedCredentials],
  ['secretlint', await secretlintFinder(values.peer)],
];

console.log(`\n| planted (${SEEDS.length} of each) | ${finders.map(([name]) => name).join(' | ')} |`);
console.log(`| --- |${' --- |'.repeat(finders.length)}`);
const totals = new Map<string, number>();
for (const kind of planted) {
  const cells: number[] = [];
  for (const [name, find] of finders) {
    const count = await hits(find, kind);
    cells.push(count);
    if (count === SEEDS.length) totals.set(name, (totals.get(name) ?? 0) + 1);
  }
  console.log(`| ${kind.kind} | ${cells.join(' | ')} |`);
}
console.log(
  `| kinds found in full, of ${planted.length} | ${finders.map(([name]) => totals.get(name) ?? 0).join(' | ')} |`,
);

async function report(name: string, find: Finder, texts: ReturnType<typeof textsUnder>): Promise<void> {
  const hitsOf: string[] = [];
  const start = performance.now();
  for (const { path, text } of texts) {
    const found = await find(text, path);
    hitsOf.push(...found.map(({ kind, start: at }) => `  ${kind} ${path}:${text.slice(0, at).split('\n').length}`));
  }
  const megabytes = texts.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const speed = (megabytes * 1000) / (performance.now() - start);
  console.log(
    `${name}: ${hitsOf.length} hits in ${texts.length} files, ${megabytes.toFixed(1)} MB at ${speed.toFixed(0)} MB/s`,
  );
  console.log(hitsOf.join('\n'));
}

if (values.manifests !== undefined) {
  const texts = textsUnder(values.manifests);
  for (const round of ['first', 'second']) {
    console.log(`\n${round} pass`);
    for (const [name, find] of finders) await report(name, find, texts);
  }
}
