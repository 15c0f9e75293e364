import { type CacheKind, cacheKindAt } from './cache-places.ts';
import type { FilesView } from './image-view.ts';
import { sizeText } from './size-text.ts';

/** The files that a package manager left in a layer. */
export interface PackageCache {
  readonly kind: CacheKind;
  /** Counted from 0. */
  readonly layer: number;
  readonly bytes: number;
  /** `50.4 MB in 4 files, the largest /var/lib/apt/lists/...`. */
  readonly text: string;
}

/** The caches that a container sees, in the order of their layers. What a later layer hides is wasted space. */
export function packageCachesIn(files: Pick<FilesView, 'telling'>): readonly PackageCache[] {
  const found = new Map<string, Counted>();
  for (const { path, type, layer, size } of files.telling) {
    const kind = type === 'file' && size > 0 ? cacheKindAt(path) : undefined;
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
