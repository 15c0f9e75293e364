import { usageError } from '../errors.ts';

const SCHEME = 'oci://';

/** Whether a place is an artifact of a registry. */
export function isArtifact(place: string): boolean {
  return place.startsWith(SCHEME);
}

/** The reference of an artifact, without the scheme before it. */
export function artifactReference(place: string): string {
  if (!isArtifact(place))
    throw usageError('db', `${JSON.stringify(place)} names no artifact, as oci://REGISTRY/PATH:TAG.`);
  return place.slice(SCHEME.length);
}
