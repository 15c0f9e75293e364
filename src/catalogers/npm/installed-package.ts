import type { Package } from '../../core/package.ts';
import { type CatalogItem, type ClaimedFile, defineCataloger, textOf } from '../cataloger.ts';
import { listAt, namesAt, parsedJson, textAt, textsAt, valueAt } from '../documents.ts';
import { packageOf } from '../package-of.ts';
import { npmName } from './name.ts';

/**
 * Packages below `node_modules`, and below the directories of Debian's, where its Node.js looks for modules, too. Node.js loads a package from
 * the directory that has its name, and what else has a `package.json`, as the folders that only say `"type": "module"`, is a part of one;
 * where such a part has a name and version of its own it was copied in.
 * Sources: https://docs.npmjs.com/cli/v11/configuring-npm/folders, https://wiki.debian.org/Javascript/Nodejs/Manual.
 */
export const npmInstalledPackage = defineCataloger({
  id: 'npm/installed-package',
  summary:
    "packages of npm, yarn, pnpm and bun as they are installed (`node_modules`, and Debian's `usr/share/nodejs`)",
  version: 2,
  claims: ['**/node_modules/**/package.json', 'usr/{share,lib,lib/*}/nodejs/**/package.json'],
  maxBytes: 8 * 1024 * 1024,
  async *catalog(file) {
    yield* itemsOf(file, await textOf(file));
  },
});

function* itemsOf(file: ClaimedFile, text: string): Generator<CatalogItem> {
  const { folder, within } = partsOf(file.path);
  const document = parsedJson(text);
  if ('unknown' in document) {
    if (within.length === 0) yield document.unknown;
    return;
  }
  const manifest = document.value;
  const name = textAt(manifest, 'name');
  const version = textAt(manifest, 'version');
  if (name === '' || version === '') return;
  if (within.length === 0) yield { kind: 'package', package: manifestPackage(manifest, 'installed') };
  else if (isCopied(name, folder, within)) yield { kind: 'package', package: manifestPackage(manifest, 'recognised') };
}

interface Parts {
  /** The name of the directory that Node.js finds: `x` or `@scope/x`. */
  readonly folder: string;
  /** The directories below it in which the file lies. */
  readonly within: readonly string[];
}

const OF_DEBIAN = /^usr\/(?:share|lib|lib\/[^/]+)\/nodejs\//;

function partsOf(path: string): Parts {
  const steps = path.replace(OF_DEBIAN, 'node_modules/').split('/');
  const [first = '', second = '', ...rest] = steps.slice(steps.lastIndexOf('node_modules') + 1, -1);
  if (first.startsWith('@')) return { folder: `${first}/${second}`, within: rest };
  return { folder: first, within: second === '' ? rest : [second, ...rest] };
}

/** Directories of packages that are there to be tested with, or for people to begin with. */
const NOT_LOADED = /^(?:__.*__|tests?|specs?|fixtures?|mocks?|examples?|templates?|bench(?:marks?)?|docs?|demos?)$/i;

function isCopied(name: string, folder: string, within: readonly string[]): boolean {
  return name !== folder && !name.startsWith(`${folder}/`) && !within.some((step) => NOT_LOADED.test(step));
}

function manifestPackage(manifest: unknown, evidence: Package['evidence']): Package {
  return packageOf({
    type: 'npm',
    ...npmName(textAt(manifest, 'name')),
    version: textAt(manifest, 'version'),
    evidence,
    licences: licencesOf(manifest),
    dependsOn: [...namesAt(manifest, 'dependencies'), ...namesAt(manifest, 'optionalDependencies')],
  });
}

/** `license` today, `licenses` in old packages; texts, or mappings with a `type`. */
function licencesOf(manifest: unknown): readonly string[] {
  const written = [
    valueAt(manifest, 'license'),
    ...listAt(manifest, 'license'),
    valueAt(manifest, 'licenses'),
    ...listAt(manifest, 'licenses'),
  ];
  return written.flatMap((each) => (typeof each === 'string' ? [each] : textsAt(each, 'type')));
}
