import type { FilesView } from './image-view.ts';
import type { PackageManager } from './package-command.ts';
import { sizeText } from './size-text.ts';

/** What of a package manager lies about; `archives` are packages that apt has installed. */
export type CacheKind = PackageManager | 'archives';

/** The files that a package manager left in a layer. */
export interface PackageCache {
  readonly kind: CacheKind;
  /** Counted from 0. */
  readonly layer: number;
  readonly bytes: number;
  /** `50.4 MB in 4 files, the largest /var/lib/apt/lists/...`. */
  readonly text: string;
}

/** Where package managers keep what they fetched, when nothing tells them otherwise. */
const PLACES: readonly (readonly [CacheKind, RegExp])[] = [
  ['apt', /^var\/lib\/apt\/lists\//],
  ['archives', /^var\/cache\/apt\/archives\/[^/]+\.deb$/],
  ['apk', /^(?:var\/cache\/apk|etc\/apk\/cache)\/(?:APKINDEX\.[^/]+|[^/]+\.apk)$/],
  ['dnf', /^var\/cache\/(?:dnf|libdnf5|yum)\//],
  ['zypper', /^var\/cache\/zypp\//],
  ['pip', /^(?:root|home\/[^/]+)\/\.cache\/pip\//],
  ['npm', /^(?:root|home\/[^/]+)\/\.npm\/_cacache\//],
  ['yarn', /^(?:(?:root|home\/[^/]+)\/\.cache|usr\/local\/share\/\.cache)\/yarn\//],
  ['yarn', /^(?:root|home\/[^/]+)\/\.yarn\/berry\/cache\//],
];

/** The caches that a container sees, in the order of their layers. What a later layer hides is wasted space. */
export function packageCachesIn(files: Pick<FilesView, 'all'>): readonly PackageCache[] {
  const found = new Map<string, Counted>();
  for (const { path, type, layer, size } of files.all()) {
    const kind = type === 'file' && size > 0 ? PLACES.find(([, place]) => place.test(path))?.[0] : undefined;
    if (kind === undefined) continue;
    const key = `${layer} ${kind}`;
    const sum = found.get(key) ?? { kind, layer, bytes: 0, count: 0, largest: { path, size } };
    const largest = size > sum.largest.size ? { path, size } : sum.largest;
    found.set(key, { ...sum, bytes: sum.bytes + size, count: sum.count + 1, largest });
  }
  return [...found.values()]
    .toSorted((a, b) => a.layer - b.layer)
    .map(({ kind, layer, bytes, count, largest }) => {
      const names = count === 1 ? `in /${largest.path}` : `in ${count} files, the largest /${largest.path}`;
      return { kind, layer, bytes, text: `${sizeText(bytes)} ${names}` };
    });
}

interface Counted extends Omit<PackageCache, 'text'> {
  readonly count: number;
  readonly largest: { readonly path: string; readonly size: number };
}
