import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { entriesAt, jsonItems, namesAt, textAt } from '../documents.ts';
import { integrityHashes } from '../integrity.ts';
import { packageOf } from '../package-of.ts';

/**
 * The packages that a program of .NET loads. Source: https://github.com/dotnet/sdk, documentation/specs/runtime-configuration-file.md.
 */
export const dotnetDependencies = defineCataloger({
  id: 'dotnet/dependencies',
  summary: 'packages that programs of .NET load (`*.deps.json`)',
  version: 1,
  claims: ['**/*.deps.json'],
  maxBytes: 64 * 1024 * 1024,
  catalog: (file) => jsonItems(file, itemsOf),
});

/** What of a package is there when it runs; one that has none of it is there to compile, or only to need others. */
const RUNTIME_PARTS = ['runtime', 'native', 'runtimeTargets', 'resources'];

/** What a program brings of .NET itself stands there as `runtimepack.Microsoft.NETCore.App.Runtime.linux-x64`. */
const RUNTIME_PACK = 'runtimepack';

function* itemsOf(document: unknown): Generator<CatalogItem> {
  const target = textAt(document, 'runtimeTarget', 'name');
  for (const [key, entry] of entriesAt(document, 'targets', target)) {
    const type = textAt(document, 'libraries', key, 'type');
    const isLoaded = RUNTIME_PARTS.some((part) => namesAt(entry, part).length > 0);
    if ((type !== 'package' && type !== RUNTIME_PACK) || !isLoaded) continue;
    const [written = '', version = ''] = key.split('/');
    const name = type === RUNTIME_PACK ? written.replace(`${RUNTIME_PACK}.`, '') : written;
    yield {
      kind: 'package',
      package: packageOf({
        type: 'nuget',
        name,
        version,
        evidence: 'installed',
        hashes: integrityHashes(textAt(document, 'libraries', key, 'sha512')),
        dependsOn: namesAt(entry, 'dependencies'),
      }),
    };
  }
}
