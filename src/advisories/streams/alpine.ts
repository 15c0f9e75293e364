import type { Distribution } from '../../core/distribution.ts';
import type { AdvisoryStream } from './stream.ts';

/** The release that a repository is of: `https://dl-cdn.alpinelinux.org/alpine/v3.19/main`, `.../alpine/edge/testing`. */
const OF_RELEASE = /\/(v\d+\.\d+|edge)\/[\w-]+\/?$/;

/**
 * The advisories of Alpine's releases: those of the one that os-release names, or where packages come only from others, of those. A package
 * that the release does not know may come from another repository of the image, as those of edge that somebody added.
 * Source: apk-repositories(5), https://wiki.alpinelinux.org/wiki/Repositories.
 */
export function alpineStreams({ version, repositories = [] }: Distribution): readonly AdvisoryStream[] {
  const own = releaseOf(version);
  const others = [...new Set(repositories.flatMap((each) => OF_RELEASE.exec(each)?.[1] ?? []))].filter(
    (release) => release !== own,
  );
  const isOwnUsed = others.length === 0 || repositories.some((each) => OF_RELEASE.exec(each)?.[1] === own);
  const [first, ...rest] = isOwnUsed ? [own, ...others] : [...others.toSorted(newestFirst), own];
  return [first, ...rest].map((release, index) => ({
    ecosystem: `Alpine:${release}`,
    ...(index === 0 ? {} : { rank: 'last' as const }),
  }));
}

/** `3.19.1` is of the branch `v3.19`; what is not a release is built from edge. */
function releaseOf(version: string): string {
  const branch = /^(\d+\.\d+)\.\d+$|^(\d+\.\d+)$/.exec(version);
  const number = branch?.[1] ?? branch?.[2];
  return number === undefined ? 'edge' : `v${number}`;
}

/** Numbered releases before edge, the later before the earlier. */
function newestFirst(a: string, b: string): number {
  return numberOf(b) - numberOf(a);
}

function numberOf(release: string): number {
  const [, major = 0, minor = 0] = /^v(\d+)\.(\d+)$/.exec(release) ?? [];
  return Number(major) * 1000 + Number(minor);
}
