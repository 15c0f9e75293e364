import type { PackageManager } from './package-command.ts';

/** What of a package manager lies about; `archives` are packages that apt has installed. */
export type CacheKind = PackageManager | 'archives';

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

/** Where all of them lie: most files are somewhere else. */
const ABOVE = /^(?:var|etc\/apk|root|home|usr\/local\/share)\//;

/** What a package manager keeps at a path that it fetched; undefined where it is no such place. */
export function cacheKindAt(path: string): CacheKind | undefined {
  if (!ABOVE.test(path)) return undefined;
  return PLACES.find(([, place]) => place.test(path))?.[0];
}
