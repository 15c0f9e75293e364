import type { Package } from '../../core/package.ts';
import { type GoBuildInfo, readGoBuildInfo } from '../../formats/executable/go-build-info.ts';
import type { GoModule } from '../../formats/executable/go-modules.ts';
import { readExecutables } from '../../formats/executable/read-executables.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { standardLibraryVersion } from './version/go-release.ts';
import { mainVersionOf } from './version/main-version.ts';

/** The modules that Go programs were built from, as the compiler wrote them into each, and the standard library. */
export const golangBuildInfo = defineCataloger({
  id: 'golang/build-info',
  summary:
    'the build information in Go programs, also in those without symbols: their modules, and the standard library',
  version: 3,
  executables: true,
  maxBytes: 1024 * 1024 * 1024,
  async *catalog({ source }) {
    for (const read of await readExecutables(source)) {
      if ('damage' in read) {
        yield { kind: 'unknown', reason: read.damage.why, offset: read.damage.offset };
        continue;
      }
      const info = await readGoBuildInfo(read.executable);
      if (info === undefined) continue;
      if ('why' in info) yield { kind: 'unknown', reason: info.why, offset: info.offset };
      else yield* itemsOf(info);
    }
  },
});

function* itemsOf(info: GoBuildInfo): Generator<CatalogItem> {
  const { offset, main, dependencies, goVersion, damagedLines } = info;
  if (main !== undefined) yield { kind: 'package', package: mainPackage(main, info), offset };
  for (const dependency of dependencies) yield { kind: 'package', package: packageOf(dependency), offset };
  yield {
    kind: 'package',
    package: {
      type: 'golang',
      name: 'stdlib',
      version: standardLibraryVersion(goVersion),
      evidence: 'built-in',
      details: { go: goVersion },
    },
    offset,
  };
  for (const line of damagedLines)
    yield { kind: 'unknown', reason: `line ${line} of its Go build information is no module`, offset };
}

/** Settings that tell how the program came to be, by Go's words for them. */
const TOLD_SETTINGS = ['vcs.revision', 'vcs.time', 'vcs.modified', 'CGO_ENABLED', 'GOOS', 'GOARCH', 'GOFIPS140'];

function mainPackage(main: GoModule, { path, settings, ...info }: GoBuildInfo): Package {
  const told = TOLD_SETTINGS.flatMap((name) => {
    const value = settings.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    type: 'golang',
    ...nameOf(main.path),
    version: mainVersionOf({ ...info, main, settings }),
    evidence: 'built-in',
    details: { main: path, ...Object.fromEntries(told) },
  };
}

/** What stands in the place of a module is what is in the program; of a replacement that is a directory only the module has a name. */
function packageOf({ path, version, replacement }: GoModule): Package {
  const isDirectory = replacement !== undefined && /^(?:\.{0,2}\/|[A-Za-z]:\\|\.{1,2}$)/.test(replacement.path);
  const used = replacement === undefined || isDirectory ? { path, version } : replacement;
  const replaced = isDirectory
    ? { replacedBy: replacement.path }
    : { replaces: version === '' ? path : `${path}@${version}` };
  return {
    type: 'golang',
    ...nameOf(used.path),
    version: used.version === '(devel)' ? '' : used.version,
    evidence: 'built-in',
    ...(replacement === undefined ? {} : { details: replaced }),
  };
}

/** The namespace and name of the purl of a module. */
function nameOf(path: string): Pick<Package, 'namespace' | 'name'> {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? { name: path } : { namespace: path.slice(0, slash), name: path.slice(slash + 1) };
}
