/** A version of Kubernetes 1 by its minor number: 29 is Kubernetes 1.29. */
export type KubernetesMinor = number;

/** The newest version whose behaviour the rules know. A later one is judged like it, as Pod Security admission does. */
export const NEWEST_KUBERNETES: KubernetesMinor = 37;

/** `1.29`, with or without a `v` before it and a patch version behind it, as `kubectl version` prints it. */
const VERSION = /^v?1\.(0|[1-9]\d{0,3})(?:\.\d{1,4})?$/;

/** The minor version that a text names, `latest` the newest; undefined where it is no version of Kubernetes 1. */
export function parseKubernetesVersion(text: string): KubernetesMinor | undefined {
  if (text === 'latest') return NEWEST_KUBERNETES;
  const minor = VERSION.exec(text)?.[1];
  return minor === undefined ? undefined : Math.min(Number(minor), NEWEST_KUBERNETES);
}

/** `1.29` */
export function formatKubernetesVersion(minor: KubernetesMinor): string {
  return `1.${minor}`;
}
