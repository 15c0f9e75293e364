import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code is inside the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Licences that allow what we do: copy into an Apache-2.0 work and keep the notice. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** The packages to which the bundled files belong, by name. */
export function bundledPackages(files: readonly string[]): BundledPackage[] {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders].map(readPackage).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** `/x/node_modules/@a/b/lib/c.js` is of `/x/node_modules/@a/b`. */
export function packageFolder(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0];
}

function readPackage(folder: string): BundledPackage {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const name = stringOf(manifest, 'name');
  const licence = stringOf(manifest, 'license');
  if (!ALLOWED.has(licence))
    throw new Error(`${name}: the licence "${licence}" is not in ALLOWED of scripts/build/licences.ts`);
  const [file] = globSync('{LICENSE,LICENCE,license,licence,COPYING}*', { cwd: folder }).toSorted();
  return {
    name,
    version: stringOf(manifest, 'version'),
    licence,
    text:
      file === undefined
        ? `Its package.json declares ${licence}; it carries no licence text of its own.`
        : readFileSync(join(folder, file), 'utf8').trim(),
  };
}

function stringOf(manifest: unknown, key: string): string {
  const value: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined;
  return typeof value === 'string' ? value : '';
}

/** The notice that the licences ask for. */
export function licenceText(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`);
  const head = 'Plimsoll (Apache-2.0) contains code of these packages, each under its own licence.\n';
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}
