import type { RegistryKey } from '../../formats/registry/read-keys.ts';
import { readKeys } from '../../formats/registry/read-keys.ts';
import { type CatalogItem, type ClaimedFile, defineCataloger } from '../cataloger.ts';
import { packageOf } from '../package-of.ts';

/** Where installers enter programs, those of 32 bits in the second place. */
const PROGRAMS = [
  ['Microsoft', 'Windows', 'CurrentVersion', 'Uninstall'],
  ['WOW6432Node', 'Microsoft', 'Windows', 'CurrentVersion', 'Uninstall'],
] as const;

const RELEASE = ['Microsoft', 'Windows NT', 'CurrentVersion'] as const;

/** It counts where no file of Linux names a distribution. */
const RANK = 10;

/**
 * What the registry of Windows tells of software: that of the base in its own place, and what each layer changes of it.
 * Source: https://learn.microsoft.com/windows/win32/msi/uninstall-registry-key, github.com/microsoft/hcsshim/internal/wclayer/legacy.go.
 */
export const windowsSoftwareRegistry = defineCataloger({
  id: 'windows/software-registry',
  summary:
    'programs that installers entered in the registry of Windows, and its release (`SOFTWARE`, `Software_Delta`)',
  version: 1,
  claims: ['Files/Windows/System32/config/SOFTWARE', 'Hives/Software_Delta'],
  maxBytes: 192 * 1024 * 1024,
  async *catalog(file) {
    const release = await keysOf(file, RELEASE, 'the key');
    if (release === undefined) {
      yield { kind: 'unknown', reason: 'no hive of the registry' };
      return;
    }
    for (const item of release.items) yield item;
    for (const key of release.keys) yield* releaseOf(key);
    for (const path of PROGRAMS) {
      const programs = await keysOf(file, path, 'those below it');
      for (const item of programs?.items ?? []) yield item;
      for (const key of programs?.keys ?? []) yield* programOf(key);
    }
  },
});

interface Keys {
  readonly keys: readonly RegistryKey[];
  readonly items: readonly CatalogItem[];
}

async function keysOf({ source }: ClaimedFile, ...asked: TailOfReadKeys): Promise<Keys | undefined> {
  const read = await readKeys(source, ...asked);
  return (
    read && {
      keys: read.keys,
      items: read.damages.map(({ offset, why }) => ({ kind: 'unknown', reason: why, offset }) as const),
    }
  );
}

type TailOfReadKeys = readonly [path: readonly string[], which: 'the key' | 'those below it'];

function* releaseOf({ values }: RegistryKey): Generator<CatalogItem> {
  const build = textIn(values, 'currentbuild') || textIn(values, 'currentbuildnumber');
  const update = values.get('ubr');
  if (!/^\d{1,10}$/.test(build)) return;
  const version = `10.0.${build}${typeof update === 'number' ? `.${update}` : ''}`;
  const name = textIn(values, 'productname') || 'Windows';
  const variant = textIn(values, 'installationtype');
  const distribution = {
    id: 'windows',
    like: [],
    version,
    codename: '',
    prettyName: `${name} (${version})`,
    cpe: '',
    variant,
  };
  yield { kind: 'distribution', distribution, rank: RANK };
}

function* programOf({ values }: RegistryKey): Generator<CatalogItem> {
  const name = textIn(values, 'displayname');
  const version = textIn(values, 'displayversion');
  // Updates and parts of other programs have no name, or no version of their own.
  if (name === '' || version === '') return;
  const details = { publisher: textIn(values, 'publisher') };
  yield { kind: 'package', package: packageOf({ type: 'generic', name, version, evidence: 'installed', details }) };
}

function textIn(values: RegistryKey['values'], name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
